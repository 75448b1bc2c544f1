import { type RecordType, recordTypes } from '../records/record-type.js';
import type { FieldLevel } from './principal.js';

/** From the narrowest to the widest. */
export const FIELD_LEVELS: readonly FieldLevel[] = ['hidden', 'masked', 'read', 'write'];

function narrower(a: FieldLevel, b: FieldLevel): FieldLevel {
  return FIELD_LEVELS.indexOf(a) < FIELD_LEVELS.indexOf(b) ? a : b;
}

/** What a limit on a field is asked of. */
export interface Levels extends Iterable<[key: string, level: FieldLevel]> {
  get(key: string): FieldLevel | undefined;
}

/**
 * Limits on fields as they act: a second name of a limited column is limited as well (an activity's assignee is its
 * owner), and so is what is made of a limited field (a full name, a weighted amount). Keys are `recordType/field`.
 */
export class EffectiveLevels implements Levels {
  private generation = recordTypes.generation;
  private levels: ReadonlyMap<string, FieldLevel>;

  constructor(private readonly given: ReadonlyMap<string, FieldLevel>) {
    this.levels = follow(given);
  }

  /** Anew when definitions have changed: a new field may be made of a limited one. */
  private get current(): ReadonlyMap<string, FieldLevel> {
    if (this.generation === recordTypes.generation) return this.levels;
    this.levels = follow(this.given);
    this.generation = recordTypes.generation;
    return this.levels;
  }

  get(key: string): FieldLevel | undefined {
    return this.current.get(key);
  }

  [Symbol.iterator](): Iterator<[string, FieldLevel]> {
    return this.current[Symbol.iterator]();
  }
}

function follow(given: ReadonlyMap<string, FieldLevel>): ReadonlyMap<string, FieldLevel> {
  const levels = new Map(given);
  for (const [key, level] of given) {
    const [typeName, name] = key.split('/') as [string, string];
    const type = recordTypes.find(typeName);
    const column = type?.fields.get(name)?.column;
    // What is calculated along a link is made of fields of another type, named with it.
    for (const other of recordTypes.all())
      for (const field of other.fields.values())
        if (field.custom && field.madeOf?.includes(key))
          levels.set(
            `${other.name}/${field.name}`,
            narrower(levels.get(`${other.name}/${field.name}`) ?? 'write', level),
          );
    for (const field of type?.fields.values() ?? [])
      if (field.column === column || field.madeOf?.includes(name) || (name === 'custom' && field.custom)) {
        const other = `${typeName}/${field.name}`;
        levels.set(other, narrower(levels.get(other) ?? 'write', level));
      }
  }
  return levels;
}

/** The field itself, its second names, and the fields that it is made of: a limit on any of them limits it. */
export function aliasesOf(type: RecordType, name: string): string[] {
  const field = type.fields.get(name);
  const same = [...type.fields.values()].filter(
    (other) =>
      other.column === field?.column ||
      field?.madeOf?.includes(other.name) ||
      (other.name === 'custom' && field?.custom),
  );
  return [...new Set([name, ...same.map((other) => other.name)])];
}
