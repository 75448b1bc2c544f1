import { accept, type Check, refuse } from '../check.js';
import { toAsciiDigits, toPersianDigits } from '../text/digits.js';
import { normalizeLine } from '../text/normalize-store.js';
import { formatPhone } from './format-phone.js';

/** A telephone number. `e164` is null for short lines («۱۲۳۴۵», 8 digits without an area code): they are kept as `digits`. */
export interface Phone {
  kind: 'mobile' | 'landline' | 'international' | 'short';
  e164: string | null;
  /** What is stored: the E.164 form, or the bare digits of a short line. */
  digits: string;
  /** Inner number behind the line, ASCII digits. */
  extension?: string;
  /** For the screen, Persian digits in groups, to be set left to right. */
  display: string;
}

const EXTENSION = / ?(?:\( ?)?(?:داخلی|ext\.?|extension|x|#)[ :]*(\d{1,6})(?: ?\))?$/i;
const MOBILE = /^9\d{9}$/;
const LANDLINE = /^[1-8]\d[2-9]\d{7}$/;

/** The number without the trunk 0 or the country code of Iran; null when it carries another country's code. */
function nationalPart(text: string): string | null {
  const digits = text.replace(/\(0\)/g, '').replace(/[^\d+]/g, '');
  const country = /^(?:\+|00)(\d+)$/.exec(digits);
  if (country) {
    const number = country[1] as string;
    return number.startsWith('98') ? number.slice(2).replace(/^0/, '') : null;
  }
  if (/^98\d{10}$/.test(digits)) return digits.slice(2);
  return digits.replace(/^0/, '');
}

function withExtension(phone: Omit<Phone, 'display'>, extension: string | undefined): Phone {
  const number = formatPhone(phone.digits);
  if (extension === undefined) return { ...phone, display: number };
  return { ...phone, extension, display: `${number} داخلی ${toPersianDigits(extension)}` };
}

/**
 * Reads a telephone number as people write it: any digits, spaces, hyphens, brackets, 0 / 98 / +98 / 0098 / +98(0), and an
 * extension («داخلی ۱۲», ext 12, x12). The prefix of a mobile says nothing of its operator and is not checked.
 * @returns errors `phone.empty`, `phone.format`
 */
export function parsePhone(input: string): Check<Phone> {
  const text = toAsciiDigits(normalizeLine(input));
  if (text === '') return refuse('phone.empty');
  const tail = EXTENSION.exec(text);
  const extension = tail?.[1];
  const line = tail ? text.slice(0, tail.index) : text;
  if (!/^\+?[\d\s()/.\-–_]+$/.test(line)) return refuse('phone.format');
  const national = nationalPart(line);
  if (national === null) {
    const digits = `+${line.replace(/\D/g, '').replace(/^00/, '')}`;
    if (!/^\+[1-9]\d{7,14}$/.test(digits)) return refuse('phone.format');
    return accept(withExtension({ kind: 'international', e164: digits, digits }, extension));
  }
  const e164 = `+98${national}`;
  if (MOBILE.test(national)) return accept(withExtension({ kind: 'mobile', e164, digits: e164 }, extension));
  if (LANDLINE.test(national)) return accept(withExtension({ kind: 'landline', e164, digits: e164 }, extension));
  const bare = line.replace(/\D/g, '');
  if (/^[1-9]\d{2,7}$/.test(bare) && !line.includes('+')) {
    return accept(withExtension({ kind: 'short', e164: null, digits: bare }, extension));
  }
  return refuse('phone.format');
}

/** A mobile number in E.164 (`+989121234567`); errors `mobile.empty`, `mobile.format`. */
export function parseMobile(input: string): Check<string> {
  const phone = parsePhone(input);
  if (!phone.ok) return refuse(phone.error === 'phone.empty' ? 'mobile.empty' : 'mobile.format');
  const { kind, e164, extension } = phone.value;
  return kind === 'mobile' && e164 !== null && extension === undefined ? accept(e164) : refuse('mobile.format');
}

/** A landline with its extension; errors `landline.empty`, `landline.format`. */
export function parseLandline(input: string): Check<Phone> {
  const phone = parsePhone(input);
  if (!phone.ok) return refuse(phone.error === 'phone.empty' ? 'landline.empty' : 'landline.format');
  return phone.value.kind === 'landline' ? phone : refuse('landline.format');
}

/** The last ten digits, by which a caller is found: trunks drop 0 and 98. Empty for fewer than ten digits. */
export function phoneLookupKey(input: string): string {
  const digits = toAsciiDigits(input).replace(/\D/g, '');
  return digits.length < 10 ? '' : digits.slice(-10);
}
