import { accept, type Check, refuse } from '../check.js';
import { cleanCode } from './clean.js';
import { parseLegalId } from './legal-id.js';
import { parseNationalId } from './national-id.js';

/** Whose number it is; `legacy` is the twelve-digit number (411…) of before the reform. */
export interface EconomicNumber {
  number: string;
  holder: 'person' | 'company' | 'partnership' | 'foreigner' | 'legacy';
}

/**
 * شماره اقتصادی (tax circular 21017/260/د): a person has کد ملی and four digits from 0001, a company its شناسه ملی, a civil
 * partnership eleven digits, a foreigner twelve digits and two from 01.
 * @returns errors `economicNumber.empty`, `.format`, `.length`, `.checksum`; warnings `.legacy`, `.unverified`
 */
export function parseEconomicNumber(input: string): Check<EconomicNumber> {
  const number = cleanCode(input).replaceAll('-', '');
  if (number === '') return refuse('economicNumber.empty');
  if (!/^\d+$/.test(number)) return refuse('economicNumber.format');
  if (number.length === 11) {
    if (parseLegalId(number).ok) return accept({ number, holder: 'company' });
    return accept({ number, holder: 'partnership' }, 'economicNumber.unverified');
  }
  if (number.length === 14) {
    if (parseNationalId(number.slice(0, 10)).ok && number.slice(10) !== '0000')
      return accept({ number, holder: 'person' });
    if (number.slice(12) !== '00') return accept({ number, holder: 'foreigner' }, 'economicNumber.unverified');
    return refuse('economicNumber.checksum');
  }
  if (number.length === 12) return accept({ number, holder: 'legacy' }, 'economicNumber.legacy');
  return refuse('economicNumber.length');
}
