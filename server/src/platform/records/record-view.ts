import type { Principal } from '../access/principal.js';
import { selected } from './about.js';
import type { FieldDefinition } from './field-definition.js';
import { FIELD_TYPES } from './field-types.js';
import { MASK, maskOf } from './mask.js';
import type { RecordType } from './record-type.js';

/** A record as the API shows it. */
export type RecordView = Record<string, unknown> & { id: string; version: number };

/** The fields of a type that one principal may see, and how rows become answers: the one serializer. */
export class Projection {
  readonly fields: readonly FieldDefinition[];
  /** `t.name as "name", …`: rows come out of the driver with the names of the API. */
  readonly columns: string;
  private readonly conversions: readonly [name: string, toJson: (value: unknown) => unknown][];
  private readonly custom: readonly [name: string, short: string][];

  constructor(
    readonly type: RecordType,
    principal: Principal,
    alias = 't',
  ) {
    const level = (field: FieldDefinition) => principal.fieldLevel(type.name, field.name);
    this.fields = [...type.fields.values()].filter(
      (field) => !field.secret && !field.writeOnly && level(field) !== 'hidden',
    );
    this.custom = this.fields.flatMap(({ name, custom }) => (custom ? [[name, custom.name] as const] : []));
    this.columns = this.fields.map((field) => selected(field, alias)).join(', ');
    this.conversions = this.fields.flatMap((field) => {
      if (level(field) === 'masked') return [[field.name, (value: unknown) => maskOf(field, value)] as const];
      const { toJson } = FIELD_TYPES[field.type];
      return AS_IS.has(field.type) ? [] : [[field.name, toJson] as const];
    }) as [string, (value: unknown) => unknown][];
  }

  /** Turns a row of this projection into the answer, in place. */
  view(row: Record<string, unknown>): RecordView {
    for (const [name, toJson] of this.conversions) row[name] = toJson(row[name]);
    if (this.custom.length > 0) this.gather(row);
    return row as RecordView;
  }

  /** Puts the custom fields of a row together in `custom`. */
  private gather(row: Record<string, unknown>): void {
    const values: Record<string, unknown> = {};
    for (const [name, short] of this.custom) {
      values[short] = row[name] ?? null;
      delete row[name];
    }
    row.custom = values;
  }

  /** Turns some fields of a record, under the names of the API, into the answer; nothing else is added. */
  part(values: Record<string, unknown>): Record<string, unknown> {
    for (const [name, toJson] of this.conversions) if (Object.hasOwn(values, name)) values[name] = toJson(values[name]);
    return values;
  }
}

const AS_IS = new Set(
  Object.entries(FIELD_TYPES).flatMap(([name, type]) =>
    type.toJson(MASK) === MASK && name !== 'money' && name !== 'decimal' && name !== 'percent' ? [name] : [],
  ),
);

/** By the fields of the type: when definitions change, they are others. */
const projections = new WeakMap<Principal, WeakMap<RecordType['fields'], Projection>>();

/** The projection of `type` for `principal`, made once per principal. */
export function projectionOf(type: RecordType, principal: Principal): Projection {
  let own = projections.get(principal);
  if (!own) projections.set(principal, (own = new WeakMap()));
  let projection = own.get(type.fields);
  if (!projection) own.set(type.fields, (projection = new Projection(type, principal)));
  return projection;
}
