import type { Principal } from '../access/principal.js';
import { normalizeKey } from '../persian/index.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { FIELD_TYPES } from '../records/field-types.js';
import type { RecordValues } from '../records/record-rules.js';
import type { RecordType } from '../records/record-type.js';
import { type FieldLeaf, type Filter, type Operator, refuse } from './filter-schema.js';
import { operand, range, wholeDay } from './operand.js';

/** Texts are ordered by a collation of the database, so conditions on a record in memory can't ask for it. */
const ORDERING: ReadonlySet<Operator> = new Set(['lt', 'lte', 'gt', 'gte', 'between']);

/**
 * Names of the fields that a condition on one record looks at. Conditions of forms and rules are about the record alone:
 * @throws Problem 400 `filter.invalid` on links, related records, and the order of texts
 */
export function fieldsOfCondition(filter: Filter, type: RecordType, path = 'filter'): string[] {
  if ('and' in filter) return filter.and.flatMap((part, i) => fieldsOfCondition(part, type, `${path}.and[${i}]`));
  if ('or' in filter) return filter.or.flatMap((part, i) => fieldsOfCondition(part, type, `${path}.or[${i}]`));
  if ('not' in filter) return fieldsOfCondition(filter.not, type, `${path}.not`);
  if ('related' in filter) throw refuse(`${path}.related`, 'filter.ownFieldsOnly');
  const field = type.fields.get(filter.field);
  if (!field || field.type === 'about' || field.secret) throw refuse(`${path}.field`, 'filter.ownFieldsOnly');
  if (FIELD_TYPES[field.type].compare === 'text' && ORDERING.has(filter.op))
    throw refuse(`${path}.op`, 'filter.operatorNotForField', { op: filter.op, field: filter.field });
  return [field.name];
}

/** Whether a record in memory meets a condition: the same answer as the compiled condition gives on its row. */
export function matches(
  filter: Filter,
  type: RecordType,
  values: Readonly<RecordValues>,
  principal: Principal,
): boolean {
  if ('and' in filter) return filter.and.every((part) => matches(part, type, values, principal));
  if ('or' in filter) return filter.or.some((part) => matches(part, type, values, principal));
  if ('not' in filter) return !matches(filter.not, type, values, principal);
  const field = 'related' in filter ? undefined : type.fields.get(filter.field);
  // A condition on a field that is gone meanwhile is met by nothing.
  return field !== undefined && leafHolds(filter as FieldLeaf, field, values[field.name], principal);
}

function leafHolds(leaf: FieldLeaf, field: FieldDefinition, value: unknown, principal: Principal): boolean {
  const { compare } = FIELD_TYPES[field.type];
  const isSet = compare === 'set';
  const empty = value === null || value === undefined || (isSet && (value as unknown[]).length === 0);
  const { op } = leaf;
  if (op === 'empty' || (op === 'eq' && leaf.value === null)) return empty;
  if (op === 'notEmpty' || (op === 'ne' && leaf.value === null)) return !empty;
  const one = (given: unknown) => operand(field, given, principal, 'filter');
  if (op === 'in' || op === 'nin') {
    const list = (leaf.value as unknown[]).map(one);
    const found =
      !empty && (isSet ? (value as unknown[]) : [value]).some((own) => list.some((v) => same(field, own, v)));
    return op === 'in' ? found : !found;
  }
  if (op === 'ne') return !equals(leaf, field, value, empty, one);
  if (empty) return false;
  if (isSet) return (value as unknown[]).includes(one(leaf.value));
  switch (op) {
    case 'eq':
      return equals(leaf, field, value, empty, one);
    case 'within': {
      const { from, to } = range(field, leaf.value, 'filter');
      return order(field, value, from) >= 0 && order(field, value, to) < 0;
    }
    case 'between': {
      const [low, high] = leaf.value as [unknown, unknown];
      const lastDay = wholeDay(field, high);
      const below = lastDay ? order(field, value, lastDay.to) < 0 : order(field, value, one(high)) <= 0;
      return order(field, value, one(low)) >= 0 && below;
    }
    case 'contains':
    case 'startsWith':
      return isLike(op, field, String(value), String(one(leaf.value)));
    default:
      return ordered(op, order(field, value, one(leaf.value)));
  }
}

function equals(
  leaf: FieldLeaf,
  field: FieldDefinition,
  value: unknown,
  empty: boolean,
  one: (given: unknown) => unknown,
): boolean {
  if (empty) return false;
  const day = wholeDay(field, leaf.value);
  if (day) return order(field, value, day.from) >= 0 && order(field, value, day.to) < 0;
  return same(field, value, one(leaf.value));
}

function isLike(op: 'contains' | 'startsWith', field: FieldDefinition, value: string, wanted: string): boolean {
  const [text, part] = field.search
    ? [normalizeKey(value), normalizeKey(wanted)]
    : [value.toLowerCase(), wanted.toLowerCase()];
  return op === 'contains' ? text.includes(part) : text.startsWith(part);
}

function same(field: FieldDefinition, a: unknown, b: unknown): boolean {
  return FIELD_TYPES[field.type].compare === 'order' ? order(field, a, b) === 0 : a === b;
}

/** Below, equal or above, as the column has it. */
function order(field: FieldDefinition, a: unknown, b: unknown): number {
  const [left, right] = [comparable(field, a), comparable(field, b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function comparable(field: FieldDefinition, value: unknown): number | bigint | string {
  if (field.type === 'money') return BigInt(String(value));
  if (field.type === 'date') return String(value);
  if (field.type === 'instant') return Date.parse(String(value));
  return Number(value);
}

function ordered(op: Operator, sign: number): boolean {
  if (op === 'lt') return sign < 0;
  if (op === 'lte') return sign <= 0;
  return op === 'gt' ? sign > 0 : sign >= 0;
}
