import { accept, type Check, refuse } from '../check.js';
import { BANKS } from './banks.js';
import { cleanCode } from './clean.js';

/** An Iranian IBAN; `bank` is null for a bank code that is not in our list. */
export interface Sheba {
  iban: string;
  bankCode: string;
  bank: string | null;
}

/**
 * شبا: IR and 24 digits, ISO 13616 checksum. Spaces and a missing IR before 24 digits are forgiven.
 * @returns errors `sheba.empty`, `sheba.format`, `sheba.checksum`
 */
export function parseSheba(input: string): Check<Sheba> {
  const text = cleanCode(input).replaceAll('-', '').toUpperCase();
  if (text === '') return refuse('sheba.empty');
  const iban = /^\d{24}$/.test(text) ? `IR${text}` : text;
  if (!/^IR\d{24}$/.test(iban)) return refuse('sheba.format');
  // I is 18 and R is 27 in the checksum's alphabet.
  if (BigInt(`${iban.slice(4)}1827${iban.slice(2, 4)}`) % 97n !== 1n) return refuse('sheba.checksum');
  const bankCode = iban.slice(4, 7);
  return accept({ iban, bankCode, bank: BANKS[bankCode] ?? null });
}
