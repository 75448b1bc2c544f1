import { accept, type Check, refuse } from '../check.js';
import { shiftDecimal } from './decimal.js';
import { type MoneyUnit, parseTypedNumber } from './parse-number.js';

/**
 * Reads a typed amount (`12م`, `۲/۵ میلیارد تومان`, `۵۰۰هـ`) into whole Rial; a unit in the text wins over `unit`.
 * @returns a decimal string; errors `money.empty`, `money.format`, `money.fraction` (less than one Rial)
 */
export function parseMoney(input: string, unit: MoneyUnit): Check<string> {
  const typed = parseTypedNumber(input);
  if (!typed.ok) return refuse(typed.error === 'number.empty' ? 'money.empty' : 'money.format');
  if (typed.value.percent) return refuse('money.format');
  const rial = shiftDecimal(typed.value.value, (typed.value.unit ?? unit) === 'IRT' ? 1 : 0);
  return rial.includes('.') ? refuse('money.fraction') : accept(rial);
}
