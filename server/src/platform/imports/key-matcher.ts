import { Params, scopePredicate } from '../access/scope-predicate.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { FIELD_TYPES } from '../records/field-types.js';
import { byAlias } from '../records/record-aliases.js';
import { parseValue } from '../records/record-input.js';
import type { RecordType } from '../records/record-type.js';
import type { ReadRow } from './row-reader.js';

/** Finds the records that rows of a file stand for, by the values of their key fields. */
export class KeyMatcher {
  private readonly fields: readonly FieldDefinition[];

  constructor(
    private readonly type: RecordType,
    keyFields: readonly string[],
  ) {
    this.fields = keyFields.map((name) => type.fields.get(name) as FieldDefinition);
  }

  get used(): boolean {
    return this.fields.length > 0;
  }

  /** The key of a row; undefined when a part of it is empty or wrong (then the writer says so). */
  keyOf(row: ReadRow): string | undefined {
    const values = this.fields.map((field) => columnValue(field, row));
    return values.some((value) => value === null) ? undefined : JSON.stringify(values);
  }

  /** Ids of living records that the caller sees, by key; several when the key isn't unique. */
  async find(uow: UnitOfWork, rows: readonly ReadRow[]): Promise<Map<string, string[]>> {
    const [first] = this.fields;
    const found = new Map<string, string[]>();
    if (!first) return found;
    const wanted = rows.flatMap((row) => columnValue(first, row) ?? []);
    if (wanted.length === 0) return found;
    const params = new Params();
    const list = params.add([...new Set(wanted)], `::${FIELD_TYPES[first.type].sql.replace(/\(.*\)/, '')}[]`);
    const scope = scopePredicate(this.type, 'view', uow.principal, 't', params);
    const columns = this.fields.map((field, i) => `t.${field.column} as k${i}`).join(', ');
    const records = await uow.query<{ id: string } & Record<string, unknown>>(
      `select t.id, ${columns} from ${this.type.table} t
       where t.${first.column} = any(${list}) and t.deleted_at is null${scope ? ` and ${scope}` : ''} order by t.id`,
      params.values,
    );
    for (const record of records) {
      const key = JSON.stringify(
        this.fields.map((_, i) => (record[`k${i}`] === null ? null : String(record[`k${i}`]))),
      );
      found.set(key, [...(found.get(key) ?? []), record.id]);
    }
    if (this.fields.length === 1 && first.name === 'externalId')
      // A record that was merged is still known by its number.
      for (const { externalId, id } of await byAlias(uow, this.type, wanted)) {
        const key = JSON.stringify([externalId]);
        if (!found.has(key)) found.set(key, [id]);
      }
    return found;
  }
}

/** The value of a row for a field as the column would keep it, as text; null when there is none. */
function columnValue(field: FieldDefinition, { set, body, draft }: ReadRow): string | null {
  const value = field.name in set ? set[field.name] : (draft.values[field.name] ?? valueOf(field, body[field.name]));
  return value === null || value === undefined ? null : String(value);
}

/** Of a field that keeps its value in another one, or that is wrong. */
function valueOf(field: FieldDefinition, value: unknown): unknown {
  try {
    return value === undefined ? null : parseValue(field, value);
  } catch {
    return null;
  }
}
