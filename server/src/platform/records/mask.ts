import type { FieldDefinition } from './field-definition.js';

export const MASK = '•••';

/**
 * What stands for a masked value, to recognise it by and not to use it: a phone by its first and last four digits
 * («0912•••6789»), an address by its first letter and its host («a•••@x.ir»), an id by its last three digits. Everything else,
 * and what is too short to hide anything, is three points.
 */
export function maskOf({ type }: FieldDefinition, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string') return MASK;
  switch (type) {
    case 'phone':
      return maskedPhone(value);
    case 'email':
      return value.replace(/^(.).*@/u, `$1${MASK}@`);
    case 'nationalId':
    case 'legalId':
    case 'postalCode':
      return value.length >= 8 ? `${MASK}${value.slice(-3)}` : MASK;
    default:
      return MASK;
  }
}

function maskedPhone(value: string): string {
  const digits = (value.split(';')[0] as string).replace(/^\+98/, '0');
  return digits.length >= 10 ? `${digits.slice(0, 4)}${MASK}${digits.slice(-4)}` : MASK;
}
