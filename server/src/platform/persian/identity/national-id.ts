import { accept, type Check, refuse } from '../check.js';
import { cleanCode } from './clean.js';

/**
 * کد ملی: ten digits, weights 10..2, check digit modulo 11. Spreadsheets drop leading zeros, so 8 or 9 digits are padded.
 * Ten equal digits are refused for 0 and warned of otherwise (1111111111 is said to be in use).
 * @returns ten ASCII digits; errors `nationalId.empty`, `.format`, `.length`, `.checksum`; warning `nationalId.repeated`
 */
export function parseNationalId(input: string): Check<string> {
  const text = cleanCode(input);
  if (text === '') return refuse('nationalId.empty');
  if (!/^\d+$/.test(text)) return refuse('nationalId.format');
  if (text.length < 8 || text.length > 10) return refuse('nationalId.length');
  const id = text.padStart(10, '0');
  let sum = 0;
  for (let index = 0; index < 9; index += 1) sum += Number(id[index]) * (10 - index);
  const rest = sum % 11;
  const check = rest < 2 ? rest : 11 - rest;
  if (id === '0000000000' || check !== Number(id[9])) return refuse('nationalId.checksum');
  return accept(id, /^(\d)\1{9}$/.test(id) ? 'nationalId.repeated' : undefined);
}
