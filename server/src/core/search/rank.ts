import { normalizeKey } from '../../platform/persian/index.js';
import type { FieldDefinition } from '../../platform/records/field-definition.js';
import type { RecordType } from '../../platform/records/record-type.js';
import type { RecordView } from '../../platform/records/record-view.js';

/** Fields that name one record and no other. */
const CODES: ReadonlySet<string> = new Set<FieldDefinition['type']>(['phone', 'nationalId', 'legalId', 'email']);

/** How well a record answers: 0 exactly its code, telephone or title; 1 its title begins so; 2 a word of it does; 3 it is somewhere. */
export function rankOf(type: RecordType, row: RecordView, key: string): 0 | 1 | 2 | 3 {
  const digits = key.replace(/\D/g, '');
  for (const field of type.fields.values()) {
    const value = row[field.name];
    if (typeof value !== 'string' || !field.search) continue;
    if (CODES.has(field.type) && normalizeKey(value) === key) return 0;
    if (field.type === 'phone' && digits.length >= 10 && phoneDigits(value).endsWith(digits.slice(-10))) return 0;
  }
  const title = normalizeKey(String(row[type.title] ?? ''));
  if (title === key) return 0;
  if (title.startsWith(key)) return 1;
  return ` ${title}`.includes(` ${key}`) ? 2 : 3;
}

function phoneDigits(stored: string): string {
  return (stored.split(';')[0] as string).replace(/\D/g, '');
}
