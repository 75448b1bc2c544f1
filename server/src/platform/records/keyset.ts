import { createHash } from 'node:crypto';
import type { Params } from '../access/scope-predicate.js';
import { Problem } from '../errors/problem.js';
import type { FieldDefinition } from './field-definition.js';
import { FIELD_TYPES } from './field-types.js';

export interface SortKey {
  readonly field: FieldDefinition;
  readonly descending: boolean;
}

/** Where a page ended: the sort values of its last row. */
export interface Position {
  readonly values: readonly (string | null)[];
  readonly id: string;
}

/** `order by` for the keys; nulls come last going up and first going down, as the indexes have them. */
export function orderBy(keys: readonly SortKey[], alias: string): string {
  const direction = keys.at(-1)?.descending ? ' desc' : '';
  const parts = keys.map(({ field, descending }) => `${alias}.${field.column}${descending ? ' desc' : ''}`);
  if (keys.at(-1)?.field.name !== 'id') parts.push(`${alias}.id${direction}`);
  return parts.join(', ');
}

function after(column: string, value: string, descending: boolean): string {
  return descending ? `${column} < ${value}` : `(${column} > ${value} or ${column} is null)`;
}

/** A condition that binds its own values, for a statement of its own. */
export type Condition = (params: Params) => string;

/**
 * Conditions for the rows after `position`, each to be run in turn until the page is full. One sort key gives row
 * comparisons, which an index can start from; several give an exact cascade.
 */
export function pagesAfter(keys: readonly SortKey[], position: Position, alias: string): Condition[] {
  const sign = keys.at(-1)?.descending ? '<' : '>';
  const id = (params: Params) => params.add(position.id, '::uuid');
  const [first] = keys as [SortKey];
  if (first.field.name === 'id') return [(params) => `${alias}.id ${sign} ${id(params)}`];
  if (keys.length > 1) return [(params) => cascade(keys, position, alias, params, `${alias}.id ${sign} ${id(params)}`)];
  const column = `${alias}.${first.field.column}`;
  const [value] = position.values;
  if (value === null || value === undefined) {
    const nulls: Condition = (params) => `${column} is null and ${alias}.id ${sign} ${id(params)}`;
    return first.descending ? [nulls, () => `${column} is not null`] : [nulls];
  }
  const rest: Condition = (params) =>
    `(${column}, ${alias}.id) ${sign} (${params.add(value, castOf(first.field))}, ${id(params)})`;
  return first.descending ? [rest] : [rest, () => `${column} is null`];
}

function castOf(field: FieldDefinition): string {
  return `::${FIELD_TYPES[field.type].sql.replace(/\(.*\)/, '')}`;
}

function cascade(keys: readonly SortKey[], position: Position, alias: string, params: Params, idAfter: string): string {
  const columns = keys.map(({ field }) => `${alias}.${field.column}`);
  const values = keys.map(({ field }, i) => {
    const value = position.values[i];
    return value === null || value === undefined ? null : params.add(value, castOf(field));
  });
  const equal = (count: number) =>
    columns.slice(0, count).map((column, i) => `${column} is not distinct from ${values[i] ?? 'null'}`);
  const steps = keys.map(({ descending }, i) => {
    const value = values[i];
    const column = columns[i] as string;
    const step = value ? after(column, value, descending) : descending ? `${column} is not null` : 'false';
    return [...equal(i), step].join(' and ');
  });
  steps.push([...equal(keys.length), idAfter].join(' and '));
  return `(${steps.map((step) => `(${step})`).join(' or ')})`;
}

/** Fingerprint of the list that a cursor belongs to. */
export function listFingerprint(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);
}

export function encodeCursor(fingerprint: string, position: Position): string {
  return Buffer.from(JSON.stringify([fingerprint, position.id, ...position.values])).toString('base64url');
}

/** @throws Problem 400 `cursor.invalid` for a cursor of another list, or none at all */
export function decodeCursor(cursor: string, fingerprint: string, keys: number): Position {
  try {
    const [mark, id, ...values] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as string[];
    const sound = values.length === keys && values.every((v) => v === null || typeof v === 'string');
    if (mark === fingerprint && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) && sound) return { id, values };
  } catch {
    // Falls through to the one refusal.
  }
  throw Problem.invalid('cursor.invalid', [{ path: 'cursor', code: 'cursor.invalid' }]);
}
