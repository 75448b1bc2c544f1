import { recordTypes } from '../records/record-type.js';
import type { FieldLevel } from './principal.js';

/** From the narrowest to the widest. */
export const FIELD_LEVELS: readonly FieldLevel[] = ['hidden', 'masked', 'read', 'write'];

function narrower(a: FieldLevel, b: FieldLevel): FieldLevel {
  return FIELD_LEVELS.indexOf(a) < FIELD_LEVELS.indexOf(b) ? a : b;
}

/**
 * Limits on fields as they act: a second name of a limited column is limited as well (an activity's assignee is its
 * owner), and so is what is made of a limited field (a full name, a weighted amount). Keys are `recordType/field`.
 */
export function effectiveLevels(given: ReadonlyMap<string, FieldLevel>): ReadonlyMap<string, FieldLevel> {
  const levels = new Map(given);
  for (const [key, level] of given) {
    const [typeName, name] = key.split('/') as [string, string];
    const type = recordTypes.find(typeName);
    const column = type?.fields.get(name)?.column;
    for (const field of type?.fields.values() ?? [])
      if (field.column === column || field.madeOf?.includes(name)) {
        const other = `${typeName}/${field.name}`;
        levels.set(other, narrower(levels.get(other) ?? 'write', level));
      }
  }
  return levels;
}
