import { toPersianDigits } from '../text/digits.js';

function grouped(stored: string): string {
  const mobile = /^\+98(9\d{2})(\d{3})(\d{4})$/.exec(stored);
  if (mobile) return `0${mobile[1]} ${mobile[2]} ${mobile[3]}`;
  const landline = /^\+98([1-8]\d)(\d{4})(\d{4})$/.exec(stored);
  return landline ? `0${landline[1]} ${landline[2]} ${landline[3]}` : stored;
}

/** A stored number for the screen: ۰۹۱۲ ۱۲۳ ۴۵۶۷, ۰۲۱ ۸۸۷۷ ۶۶۵۵. `ascii` keeps 0-9 (English interface, copying). */
export function formatPhone(stored: string, digits: 'persian' | 'ascii' = 'persian'): string {
  return digits === 'ascii' ? grouped(stored) : toPersianDigits(grouped(stored));
}
