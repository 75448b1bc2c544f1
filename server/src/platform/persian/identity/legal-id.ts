import { accept, type Check, refuse } from '../check.js';
import { cleanCode } from './clean.js';

const WEIGHTS = [29, 27, 23, 19, 17, 29, 27, 23, 19, 17] as const;

/**
 * شناسه ملی of a company: eleven digits; each of the first ten plus (tenth + 2) times its weight, modulo 11.
 * @returns eleven ASCII digits; errors `legalId.empty`, `.format`, `.length`, `.checksum`
 */
export function parseLegalId(input: string): Check<string> {
  const id = cleanCode(input);
  if (id === '') return refuse('legalId.empty');
  if (!/^\d+$/.test(id)) return refuse('legalId.format');
  if (id.length !== 11) return refuse('legalId.length');
  if (/^\d{3}0{6}/.test(id)) return refuse('legalId.checksum');
  const shift = Number(id[9]) + 2;
  const sum = WEIGHTS.reduce((total, weight, index) => total + (Number(id[index]) + shift) * weight, 0);
  return (sum % 11) % 10 === Number(id[10]) ? accept(id) : refuse('legalId.checksum');
}
