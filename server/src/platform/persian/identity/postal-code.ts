import { accept, type Check, refuse } from '../check.js';
import { cleanCode } from './clean.js';

const USUAL = /^(?!(\d)\1{3})[13-9]{5}\d{5}$/;

/**
 * کد پستی: ten digits, the first five without 0 and 2. The rule is known from practice only, so a number that breaks it is
 * kept with a warning.
 * @returns ASCII digits; errors `postalCode.empty`, `postalCode.format`; warning `postalCode.unusual`
 */
export function parsePostalCode(input: string): Check<string> {
  const code = cleanCode(input).replaceAll('-', '');
  if (code === '') return refuse('postalCode.empty');
  if (!/^\d{1,20}$/.test(code)) return refuse('postalCode.format');
  return accept(code, USUAL.test(code) ? undefined : 'postalCode.unusual');
}
