import { accept, type Check, refuse } from '../check.js';
import { type IsoDate, toEpochDay } from '../calendar/iso-date.js';
import { verhoeffCheckDigit } from './verhoeff.js';

const MEMORY_ID = /^[A-Z0-9]{6}$/;
const TAX_ID = /^([A-Z0-9]{6})([0-9A-F]{5})([0-9A-F]{10})(\d)$/;
const LARGEST_SERIAL = 0xffffffffff;

function checkDigit(memoryId: string, epochDay: number, serial: number): number {
  let digits = '';
  for (const character of memoryId) digits += character >= 'A' ? String(character.charCodeAt(0)) : character;
  return verhoeffCheckDigit(digits + String(epochDay).padStart(6, '0') + String(serial).padStart(12, '0'));
}

function hex(value: number, length: number): string {
  return value.toString(16).toUpperCase().padStart(length, '0');
}

/**
 * The 22-character tax id of an invoice for the Moadian system: memory id, days since 1970 in 5 hex digits, serial in 10,
 * Verhoeff digit.
 * @throws RangeError for a memory id that is not six of A-Z 0-9, or a serial outside 0..2^40-1
 */
export function moadianTaxId(memoryId: string, date: IsoDate, serial: number): string {
  const memory = memoryId.toUpperCase();
  if (!MEMORY_ID.test(memory)) throw new RangeError('memory id must be six letters or digits');
  if (!Number.isInteger(serial) || serial < 0 || serial > LARGEST_SERIAL) throw new RangeError('serial out of range');
  const day = toEpochDay(date);
  return `${memory}${hex(day, 5)}${hex(serial, 10)}${checkDigit(memory, day, serial)}`;
}

/** Checks a tax id; errors `taxId.format`, `taxId.checksum`. */
export function parseMoadianTaxId(input: string): Check<string> {
  const text = input.trim().toUpperCase();
  const match = TAX_ID.exec(text);
  if (match === null) return refuse('taxId.format');
  const [, memory = '', day = '', serial = '', digit = ''] = match;
  const expected = checkDigit(memory, Number.parseInt(day, 16), Number.parseInt(serial, 16));
  return String(expected) === digit ? accept(text) : refuse('taxId.checksum');
}
