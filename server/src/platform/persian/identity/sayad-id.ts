import { accept, type Check, refuse } from '../check.js';
import { cleanCode } from './clean.js';

/** شناسه صیاد of a cheque: sixteen digits, no public checksum; errors `sayadId.empty`, `sayadId.format`. */
export function parseSayadId(input: string): Check<string> {
  const id = cleanCode(input).replaceAll('-', '');
  if (id === '') return refuse('sayadId.empty');
  return /^\d{16}$/.test(id) && !/^0+$/.test(id) ? accept(id) : refuse('sayadId.format');
}
