import type { Principal } from '../access/principal.js';
import { scopePredicate, type Params } from '../access/scope-predicate.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { recordTypes, type RecordType } from '../records/record-type.js';
import { refuse } from './filter-schema.js';

const MAX_LINKS = 3;

/** The steps of a path: `account.custom.fleetSize` is `account` and `custom.fleetSize`. */
export function fieldPath(path: string): string[] {
  const steps: string[] = [];
  for (const part of path.split('.')) {
    if (steps.at(-1) === 'custom') steps[steps.length - 1] = `custom.${part}`;
    else steps.push(part);
  }
  return steps;
}

/** Whether the caller may name `field` in a filter, sort or column list. */
export function isNameable(type: RecordType, field: FieldDefinition, principal: Principal): boolean {
  return !field.secret && !field.writeOnly && principal.mayRead(type.name, field.name);
}

/** A field that the caller may name; a hidden one looks like an absent one. @throws Problem 400 `filter.unknownField` */
export function fieldOf(type: RecordType, name: string, principal: Principal, path: string): FieldDefinition {
  const field = type.fields.get(name);
  if (!field || !isNameable(type, field, principal)) throw refuse(path, 'filter.unknownField', { field: name });
  return field;
}

/**
 * Compiles a condition on a field that may lie behind links: `account.city` is a condition on the account of the row.
 * Linked rows count only when the caller sees them.
 */
export function onPath(
  type: RecordType,
  alias: string,
  names: readonly string[],
  principal: Principal,
  params: Params,
  path: string,
  condition: (field: FieldDefinition, owner: RecordType, column: string) => string,
): string {
  const [first, ...rest] = names as [string, ...string[]];
  if (rest.length === 0) {
    const field = fieldOf(type, first, principal, path);
    return condition(field, type, `${alias}.${field.column}`);
  }
  if (rest.length > MAX_LINKS) throw refuse(path, 'filter.tooManyLinks', { max: MAX_LINKS });
  const link = type.fields.get(`${first}Id`);
  if (!link?.target || !isNameable(type, link, principal)) throw refuse(path, 'filter.unknownField', { field: first });
  const target = recordTypes.find(link.target);
  if (!target) throw refuse(path, 'filter.unknownField', { field: first });
  const inner = innerAlias(alias, link.column, rest.length);
  const scope = scopePredicate(target, 'view', principal, inner, params);
  const nested = onPath(target, inner, rest, principal, params, path, condition);
  return `exists (select 1 from ${target.table} ${inner} where ${inner}.id = ${alias}.${link.column} and ${inner}.deleted_at is null${scope ? ` and ${scope}` : ''} and ${nested})`;
}

/** An alias for the linked rows. Postgres cuts names at 63 bytes, which long names of custom fields would reach. */
function innerAlias(alias: string, column: string, depth: number): string {
  const telling = `${alias}_${column}`;
  return telling.length > 50 ? `linked_${depth}` : telling;
}
