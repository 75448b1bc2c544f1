import { Params, scopePredicate } from '../../access/scope-predicate.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import { FilterCompiler } from '../../filters/filter-compiler.js';
import type { Filter } from '../../filters/filter-schema.js';
import type { FieldDefinition } from '../../records/field-definition.js';
import { recordTypes, type RecordType } from '../../records/record-type.js';

/** Whether records of a type can be somebody's work: they have an owner of their own. An account owns itself. */
export function isHandedOver(type: RecordType): boolean {
  return !type.internal && type.visibility !== 'child' && type.name !== 'user' && type.fields.has('ownerId');
}

export function handedOverTypes(): RecordType[] {
  return recordTypes.all().filter(isHandedOver);
}

/** Lists of people by which a shared set-up names whom work goes to (an assignment rule). */
export function peopleFields(type: RecordType): FieldDefinition[] {
  if (type.visibility !== 'shared') return [];
  return [...type.fields.values()].filter(
    (field) =>
      field.type === 'links' && field.target === 'user' && !field.readonly && !field.virtual && !field.standard,
  );
}

/** Conditions on the records of one type that hang on one person, for `<table> t`. */
export interface WorkOf {
  /** Theirs, living, and seen by the caller. */
  readonly theirs: string;
  /** Of these: what still asks for work. */
  readonly open: string;
  /** Of these: what the caller may give to somebody else. */
  readonly movable: string;
}

export function workOf(uow: UnitOfWork, type: RecordType, userId: string, params: Params): WorkOf {
  const user = params.add(userId, '::uuid');
  const named = peopleFields(type).map(({ column }) => `t.${column} @> array[${user}]`);
  const view = scopePredicate(type, 'view', uow.principal, 't', params);
  const rights = (type.visibility === 'owned' ? (['edit', 'assign'] as const) : (['edit'] as const)).map(
    (action) => scopePredicate(type, action, uow.principal, 't', params) ?? 'true',
  );
  return {
    theirs: [
      't.deleted_at is null',
      `(${[`t.owner_id = ${user}`, ...named].join(' or ')})`,
      ...(view ? [view] : []),
    ].join(' and '),
    open: openCondition(uow, type, params),
    movable: `coalesce(${rights.join(' and ')}, false)`,
  };
}

function openCondition(uow: UnitOfWork, type: RecordType, params: Params): string {
  if (!type.open) return 'true';
  try {
    return `coalesce(${new FilterCompiler(uow.principal, params).compile(type.open as Filter, type, 't')}, false)`;
  } catch (error) {
    // Whoever may not read the state can't tell open from closed: all of it is work.
    if (error instanceof Problem) return 'true';
    throw error;
  }
}
