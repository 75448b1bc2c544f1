import { accept, type Check, refuse } from '../check.js';
import { cleanCode } from './clean.js';

/** What may be kept of a bank card: never the whole number. */
export interface BankCard {
  bin: string;
  last4: string;
  masked: string;
}

function luhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[index]);
    const doubled = index % 2 === digits.length % 2 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Checks a 16-digit bank card by Luhn; errors `card.empty`, `card.format`, `card.checksum`. */
export function parseCard(input: string): Check<BankCard> {
  const digits = cleanCode(input).replaceAll('-', '');
  if (digits === '') return refuse('card.empty');
  if (!/^\d{16}$/.test(digits)) return refuse('card.format');
  if (!luhn(digits) || /^0+$/.test(digits)) return refuse('card.checksum');
  const bin = digits.slice(0, 6);
  const last4 = digits.slice(12);
  return accept({ bin, last4, masked: `${bin}******${last4}` });
}
