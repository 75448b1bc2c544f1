import { isUnlimited } from '../../access/grants.js';
import { Params } from '../../access/scope-predicate.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import { FilterCompiler } from '../../filters/filter-compiler.js';
import { isNameable } from '../../filters/field-path.js';
import { readFilter } from '../../filters/filter-schema.js';
import { readSort } from '../list-query.js';
import type { RecordChange, RecordRules, RecordValues } from '../record-rules.js';
import { recordTypes, type RecordType } from '../record-type.js';

function parsed(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

/** Only the owner and an administrator change a view; to others it looks as its audience says. */
function mustOwn(uow: UnitOfWork, view: Readonly<RecordValues>, action: string): void {
  if (view.ownerId === uow.principal.userId || isUnlimited(uow.principal)) return;
  throw Problem.forbidden('access.denied', { recordType: 'savedView', action });
}

function checkColumns(change: RecordChange, type: RecordType): void {
  const columns = parsed(change.after.columns ?? null);
  if (columns === null) return;
  if (!Array.isArray(columns) || columns.length > 100) return change.fault('columns', 'field.notList');
  for (const [i, name] of columns.entries()) {
    const field = typeof name === 'string' ? type.fields.get(name) : undefined;
    if (!field || !isNameable(type, field, change.uow.principal))
      change.fault(`columns[${i}]`, 'filter.unknownField', { field: String(name) });
  }
}

/** What others begin their lists with is for an administrator to say. */
function checkDefault({ after, uow, fault }: RecordChange): void {
  const layout = parsed(after.layout ?? null) as { isDefault?: unknown } | null;
  if (layout?.isDefault === true && after.audience !== 'mine' && !isUnlimited(uow.principal))
    fault('layout', 'savedView.defaultForOthers');
}

/** A view for chosen people names some; for another audience the names are forgotten. */
function checkChosen({ after, fault }: RecordChange): void {
  const names = ['roleIds', 'teamIds', 'userIds'];
  if (after.audience !== 'chosen') for (const name of names) after[name] = [];
  else if (names.every((name) => ((after[name] ?? []) as string[]).length === 0))
    fault('audience', 'savedView.nobodyChosen');
}

/** A view is checked as the list that it stands for: with the caller's rights. */
function beforeSave(change: RecordChange): void {
  const { uow, before, after, given } = change;
  if (before) mustOwn(uow, before, 'edit');
  if (given.has('ownerId') && after.ownerId !== (before ? before.ownerId : uow.principal.userId))
    change.fault('ownerId', 'field.readonly');
  if (!before && !after.ownerId) after.ownerId = uow.principal.userId;
  if (before && after.recordType !== before.recordType) change.fault('recordType', 'field.readonly');
  const type = recordTypes.find(String(after.recordType));
  if (!type || !uow.principal.may(type.name, 'view')) return change.fault('recordType', 'savedView.unknownRecordType');
  const named = (name: string): boolean => !before || given.has(name);
  const filter = named('filter') ? readFilter(parsed(after.filter ?? undefined)) : undefined;
  if (filter) new FilterCompiler(uow.principal, new Params()).compile(filter, type, 't');
  if (named('sort') && after.sort) readSort(type, String(after.sort), uow.principal);
  if (named('columns')) checkColumns(change, type);
  if (named('layout') || named('audience')) checkDefault(change);
  checkChosen(change);
}

export const savedViewRules: RecordRules = {
  beforeSave,
  beforeRemove: (view, uow) => mustOwn(uow, view, 'delete'),
  afterRestore: (view, uow) => mustOwn(uow, view, 'restore'),
};
