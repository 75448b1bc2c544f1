import type { RialAmount } from './money.js';
import type { MoneyUnit } from './parse-number.js';
import { numberInWords, type WordStyle } from './words.js';

/**
 * An amount in words with its unit: «دوازده میلیون و پانصد هزار ریال». `closed` adds «تمام», as invoices and cheques do.
 * Rials that make no whole Toman are named after it.
 */
export function amountInWords(
  amount: RialAmount,
  unit: MoneyUnit = 'IRR',
  options: { style?: WordStyle; closed?: boolean } = {},
): string {
  const rial = BigInt(amount);
  const { style = 'plain', closed = false } = options;
  const end = closed ? ' تمام' : '';
  if (unit === 'IRR') return `${numberInWords(rial, style)} ریال${end}`;
  const toman = rial / 10n;
  const rest = rial % 10n;
  if (rest === 0n) return `${numberInWords(toman, style)} تومان${end}`;
  const restWords = `${numberInWords(rest < 0n ? -rest : rest, style)} ریال`;
  if (toman === 0n) return `${rial < 0n ? 'منفی ' : ''}${restWords}${end}`;
  return `${numberInWords(toman, style)} تومان و ${restWords}${end}`;
}
