import type { UnitOfWork } from '../../database/unit-of-work.js';
import type { FieldDefinition } from '../../records/field-definition.js';
import type { Numbering } from './field-parts.js';

/** A field that counts by itself. */
export interface AutoNumber {
  readonly field: FieldDefinition;
  readonly numbering: Numbering;
}

/** The next number of a field, as it is written: `ق-0007`. */
export async function nextNumber(uow: UnitOfWork, { field, numbering }: AutoNumber): Promise<string> {
  const { prefix, digits, gapless } = numbering;
  const row = await uow.one<{ n: string }>('select custom_number_next($1, $2) as n', [field.custom?.id, gapless]);
  return `${prefix}${String(row?.n).padStart(digits, '0')}`;
}
