import { SCALE_NAMES } from './scales.js';

const BELOW_TWENTY = [
  '',
  'یک',
  'دو',
  'سه',
  'چهار',
  'پنج',
  'شش',
  'هفت',
  'هشت',
  'نه',
  'ده',
  'یازده',
  'دوازده',
  'سیزده',
  'چهارده',
  'پانزده',
  'شانزده',
  'هفده',
  'هجده',
  'نوزده',
] as const;
const TENS = ['', '', 'بیست', 'سی', 'چهل', 'پنجاه', 'شصت', 'هفتاد', 'هشتاد', 'نود'] as const;
const HUNDREDS = ['', 'صد', 'دویست', 'سیصد', 'چهارصد', 'پانصد', 'ششصد', 'هفتصد', 'هشتصد', 'نهصد'] as const;

/** `cheque` writes 100-199 as «یکصد…», which leaves no room to add a word before it. */
export type WordStyle = 'plain' | 'cheque';

function belowThousand(value: number, style: WordStyle): string[] {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  const words: string[] = [];
  if (hundreds > 0) words.push(hundreds === 1 && style === 'cheque' ? 'یکصد' : (HUNDREDS[hundreds] as string));
  if (rest >= 20) {
    words.push(TENS[Math.floor(rest / 10)] as string);
    if (rest % 10 > 0) words.push(BELOW_TWENTY[rest % 10] as string);
  } else if (rest > 0) words.push(BELOW_TWENTY[rest] as string);
  return words;
}

/**
 * A whole number in Persian words: 1234567 is «یک میلیون و دویست و سی و چهار هزار و پانصد و شصت و هفت».
 * @throws RangeError for decimals and for 10^21 and more
 */
export function numberInWords(value: bigint | number | string, style: WordStyle = 'plain'): string {
  const number = BigInt(value);
  if (number === 0n) return 'صفر';
  const digits = String(number < 0n ? -number : number);
  const groups = Math.ceil(digits.length / 3);
  if (groups > SCALE_NAMES.length) throw new RangeError('number too large for words');
  const padded = digits.padStart(groups * 3, '0');
  const parts: string[] = [];
  for (let group = 0; group < groups; group += 1) {
    const value3 = Number(padded.slice(group * 3, group * 3 + 3));
    if (value3 === 0) continue;
    const scale = SCALE_NAMES[groups - group - 1] as string;
    const words = belowThousand(value3, style).join(' و ');
    parts.push(scale === '' ? words : `${words} ${scale}`);
  }
  return `${number < 0n ? 'منفی ' : ''}${parts.join(' و ')}`;
}
