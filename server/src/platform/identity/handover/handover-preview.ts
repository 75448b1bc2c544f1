import { Injectable } from '@nestjs/common';
import { Params } from '../../access/scope-predicate.js';
import { DataDoor } from '../../database/data-door.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import { visibleIds } from '../../records/record-links.js';
import { recordTypes, type RecordType } from '../../records/record-type.js';
import { isUuid } from '../../records/field-types.js';
import type { HandoverRequest, HandoverRule } from './handover-request.js';
import { handedOverTypes, workOf } from './handover-types.js';
import { Receivers, type Turns } from './receivers.js';

/** What of one record type hangs on the person, as far as the caller sees it. */
export interface HandoverPart {
  readonly recordType: string;
  readonly total: number;
  /** Of these: what still asks for work. */
  readonly open: number;
  /** Records that the rule moves; 0 without one. */
  readonly moving: number;
  /** Records that the rule means and that the caller may not give away: they stay. */
  readonly outOfReach: number;
  /** Who gets how many. */
  readonly receivers: readonly { readonly userId: string; readonly count: number }[];
}

export interface HandoverPreview {
  readonly userId: string;
  readonly types: readonly HandoverPart[];
  /** Records that move, of all types. */
  readonly moving: number;
}

interface Group {
  readonly unit: string | null;
  readonly isOpen: boolean;
  readonly movable: boolean;
  readonly n: number;
}

/** Counts what a handover would move, and to whom; nothing is written. */
@Injectable()
export class HandoverPreviews {
  constructor(private readonly door: DataDoor) {}

  preview(userId: string, request: HandoverRequest): Promise<HandoverPreview> {
    return this.door.read((uow) => this.of(uow, userId, request));
  }

  /** @throws Problem 404 for a user whom the caller does not see, 422 for rules that lead to nobody */
  async of(uow: UnitOfWork, userId: string, request: HandoverRequest): Promise<HandoverPreview> {
    await mustSee(uow, userId);
    const receivers = await Receivers.of(uow, userId, request);
    const types: HandoverPart[] = [];
    for (const type of handedOverTypes()) {
      if (!uow.principal.may(type.name, 'view')) continue;
      const groups = await groupsOf(uow, type, userId);
      const rule = request.rules.find(({ recordType }) => recordType === type.name);
      if (groups.length > 0) types.push(partOf(type, groups, rule, receivers));
    }
    return { userId, types, moving: types.reduce((sum, { moving }) => sum + moving, 0) };
  }
}

/** @throws Problem 404 */
export async function mustSee(uow: UnitOfWork, userId: string): Promise<void> {
  const seen = isUuid(userId) && (await visibleIds(uow, recordTypes.get('user'), [userId])).has(userId.toLowerCase());
  if (!seen) throw Problem.notFound();
}

function groupsOf(uow: UnitOfWork, type: RecordType, userId: string): Promise<Group[]> {
  const params = new Params();
  const { theirs, open, movable } = workOf(uow, type, userId, params);
  return uow.query<Group & object>(
    `select t.org_unit_id as unit, ${open} as "isOpen", ${movable} as movable, count(*)::int as n
     from ${type.table} t where ${theirs} group by 1, 2, 3`,
    params.values,
  );
}

function partOf(type: RecordType, groups: Group[], rule: HandoverRule | undefined, receivers: Receivers): HandoverPart {
  const sum = (of: readonly Group[]) => of.reduce((total, { n }) => total + n, 0);
  const meant = rule && rule.to.kind !== 'keep' ? groups.filter(({ isOpen }) => isOpen || rule.what === 'all') : [];
  const given = new Map<string, number>();
  const turns: Turns = {};
  for (const { unit, n } of meant.filter(({ movable }) => movable))
    for (let i = 0; i < n; i += 1) {
      const userId = receivers.next(rule as HandoverRule, unit, turns);
      if (userId) given.set(userId, (given.get(userId) ?? 0) + 1);
    }
  return {
    recordType: type.name,
    total: sum(groups),
    open: sum(groups.filter(({ isOpen }) => isOpen)),
    moving: sum(meant.filter(({ movable }) => movable)),
    outOfReach: sum(meant.filter(({ movable }) => !movable)),
    receivers: [...given].map(([userId, count]) => ({ userId, count })).sort((a, b) => b.count - a.count),
  };
}
