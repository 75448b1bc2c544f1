const MULTIPLY = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const PERMUTE = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];
const INVERSE = '0432156789';

function digitAt(text: string, index: number): number {
  return text.charCodeAt(index) - 48;
}

/** Verhoeff check digit (0..9) of a string of ASCII digits: 236 gives 3. */
export function verhoeffCheckDigit(digits: string): number {
  let check = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = digitAt(digits, digits.length - 1 - place);
    const permuted = digitAt(PERMUTE[(place + 1) % 8] as string, digit);
    check = digitAt(MULTIPLY[check] as string, permuted);
  }
  return digitAt(INVERSE, check);
}
