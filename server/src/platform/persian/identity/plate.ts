import { accept, type Check, refuse } from '../check.js';
import { toAsciiDigits, toPersianDigits } from '../text/digits.js';
import { normalizeLine } from '../text/normalize-store.js';

/** A vehicle plate; `code` is what is stored and searched (`12ب345-11`, `123-45678`), `display` what is shown. */
export interface Plate {
  kind: 'car' | 'motorcycle';
  code: string;
  display: string;
}

const CAR = /^(\d{2})(الف|[بپتثجدزژسشصطعفقکگلمنوهی]|D|S)(\d{3})(\d{2})$/;
const MOTORCYCLE = /^(\d{3})(\d{5})$/;

/** Reads «۱۲ ب ۳۴۵ ایران ۱۱» in any spacing; errors `plate.empty`, `plate.format`. */
export function parsePlate(input: string): Check<Plate> {
  const text = toAsciiDigits(normalizeLine(input))
    .replace(/ایران|[\s\u200c|/-]/g, '')
    .toUpperCase();
  if (text === '') return refuse('plate.empty');
  const car = CAR.exec(text);
  if (car) {
    const [, start = '', letter = '', number = '', region = ''] = car;
    return accept({
      kind: 'car',
      code: `${start}${letter}${number}-${region}`,
      display: toPersianDigits(`${start} ${letter} ${number} ایران ${region}`),
    });
  }
  const motorcycle = MOTORCYCLE.exec(text);
  if (motorcycle === null) return refuse('plate.format');
  const [, region = '', number = ''] = motorcycle;
  return accept({ kind: 'motorcycle', code: `${region}-${number}`, display: toPersianDigits(`${region} ${number}`) });
}
