import type { RecordBase } from './records';

/** The name a record goes by: its title field, or first and last name. */
export function recordTitle(record: RecordBase | null | undefined, titleField = 'name'): string {
  if (!record) return '';
  for (const field of [titleField, 'name', 'title', 'subject', 'fullName', 'number']) {
    const value = record[field];
    if (typeof value === 'string' && value) return value;
  }
  return [record.firstName, record.lastName].filter((part) => typeof part === 'string' && part).join(' ') || record.id;
}
