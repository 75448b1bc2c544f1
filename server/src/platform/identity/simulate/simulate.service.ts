import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import { widestScope } from '../../access/grants.js';
import { type Action, ACTIONS, Principal } from '../../access/principal.js';
import { Params, scopePredicate } from '../../access/scope-predicate.js';
import { DataDoor } from '../../database/data-door.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem, type Fault } from '../../errors/problem.js';
import { visibleIds } from '../../records/record-links.js';
import { type RecordType, recordTypes } from '../../records/record-type.js';
import { mustHold, principals } from '../rights-change.js';
import { readFieldLimits, readGrants } from '../roles/role-input.js';
import type {
  SimulateAnswer,
  SimulateBody,
  SimulatedAction,
  SimulatedExample,
  SimulatedField,
  SimulatedReach,
} from './simulate.dto.js';

/** Counting stops here: what matters is whether it is a handful or everything. */
const COUNT_CAP = 10_001;
const EXAMPLES = 5;
/** Enough for a hundred people and the main types; a role of thousands is told in part, and says so. */
const MOST_STATEMENTS = 600;
const MOST_MS = 8_000;

interface Holder {
  readonly id: string;
  readonly name: string;
  readonly before: Principal | undefined;
  readonly after: Principal | undefined;
}

/** Thrown to take back the trial, never seen outside. */
class TrialOver extends Error {}

/** Says before a role is saved what its holders would see, and see no longer. Saves nothing. */
@Injectable()
export class SimulateService {
  constructor(private readonly door: DataDoor) {}

  /** Tells of people and records only whom and which the caller sees. @throws Problem 403, 404, 422 as saving would */
  simulate({ roleId, grants, fields }: SimulateBody): Promise<SimulateAnswer> {
    return this.door.write(async (uow) => {
      const faults: Fault[] = [];
      const fault = (path: string, code: string, params?: Record<string, unknown>) =>
        void faults.push({ path, code, params });
      const role = {
        grants: readGrants(grants, false, fault),
        fields: readFieldLimits(fields, false, fault),
      };
      if (faults.length > 0) throw Problem.rule('record.rule', faults);
      mustHold(uow.principal, role.grants, role.fields);
      const { holders, hidden } = roleId ? await this.tried(uow, roleId, role) : { holders: [], hidden: 0 };
      const { reaches, complete } = await this.reaches(uow, holders);
      return {
        holders: holders.length,
        hiddenHolders: hidden,
        reaches,
        fields: fieldChanges(uow.principal, holders),
        actions: actionChanges(holders),
        complete,
      };
    });
  }

  /** The rights of the role's holders as they are and as they would be: written, computed, read and taken back. */
  private async tried(
    uow: UnitOfWork,
    roleId: string,
    role: { readonly grants: readonly object[]; readonly fields: readonly object[] },
  ): Promise<{ holders: Holder[]; hidden: number }> {
    if ((await visibleIds(uow, recordTypes.get('role'), [roleId])).size === 0) throw Problem.notFound();
    const all = await uow.elevated('simulate a role', () =>
      uow.query<{ id: string; name: string }>(
        `select id, full_name as name from users
         where role_ids @> array[$1::uuid] and active and deleted_at is null order by full_name, id`,
        [roleId],
      ),
    );
    const seen = await visibleIds(
      uow,
      recordTypes.get('user'),
      all.map(({ id }) => id),
    );
    const people = all.filter(({ id }) => seen.has(id));
    const ids = people.map(({ id }) => id);
    const before = await principals(uow, ids);
    let after = new Map<string, Principal>();
    try {
      await uow.savepoint(async () => {
        await uow.elevated('simulate a role', () =>
          uow.execute('update roles set grants = $2, fields = $3 where id = $1', [
            roleId,
            JSON.stringify(role.grants),
            JSON.stringify(role.fields),
          ]),
        );
        await uow.query('select access_refresh($1::uuid[])', [ids]);
        after = await principals(uow, ids);
        throw new TrialOver();
      });
    } catch (error) {
      if (!(error instanceof TrialOver)) throw error;
    }
    const holders = people.map(({ id, name }) => ({ id, name, before: before.get(id), after: after.get(id) }));
    return { holders, hidden: all.length - people.length };
  }

  private async reaches(
    uow: UnitOfWork,
    holders: readonly Holder[],
  ): Promise<{ reaches: SimulatedReach[]; complete: boolean }> {
    const reaches: SimulatedReach[] = [];
    const started = performance.now();
    let statements = 0;
    const types = recordTypes
      .all()
      .filter((type) => !type.internal && type.visibility !== 'child' && uow.principal.may(type.name, 'view'));
    for (const holder of holders)
      for (const type of types) {
        const [before, after] = [reachKey(type, holder.before), reachKey(type, holder.after)];
        if (before === after) continue;
        if (statements >= MOST_STATEMENTS || performance.now() - started > MOST_MS) return { reaches, complete: false };
        statements += 2;
        const gained = await this.difference(uow, type, holder, holder.after, holder.before);
        const lost = await this.difference(uow, type, holder, holder.before, holder.after);
        if (gained.count + lost.count > 0)
          reaches.push({
            userId: holder.id,
            userName: holder.name,
            recordType: type.name,
            gained: gained.count,
            lost: lost.count,
            gainedExamples: gained.examples,
            lostExamples: lost.examples,
          });
      }
    return { reaches, complete: true };
  }

  /** Records that `wide` sees and `narrow` doesn't, among those that the caller sees. */
  private async difference(
    uow: UnitOfWork,
    type: RecordType,
    { id }: Holder,
    wide: Principal | undefined,
    narrow: Principal | undefined,
  ): Promise<{ count: number; examples: SimulatedExample[] }> {
    const params = new Params();
    const seen = (principal: Principal | undefined) =>
      principal?.may(type.name, 'view') ? scopePredicate(type, 'view', withoutShares(principal), 't', params) : 'false';
    const conditions = ['t.deleted_at is null'];
    const own = scopePredicate(type, 'view', uow.principal, 't', params);
    if (own) conditions.push(own);
    const there = seen(wide);
    if (there === 'false') return { count: 0, examples: [] };
    if (there) conditions.push(there);
    const here = seen(narrow);
    if (here === undefined) return { count: 0, examples: [] };
    conditions.push(`(${here}) is not true`);
    // What is shared with them stays or comes with the right on the type, whatever the scope.
    if (type.shareable && narrow?.may(type.name, 'view'))
      conditions.push(`not ${sharedWith(type, params.add(id, '::uuid'))}`);
    const where = conditions.join(' and ');
    const counted = await uow.one<{ n: number }>(
      `select count(*)::int as n from (select 1 from ${type.table} t where ${where} limit ${COUNT_CAP}) x`,
      params.values,
    );
    const count = counted?.n ?? 0;
    if (count === 0) return { count, examples: [] };
    const title = type.fields.get(type.title);
    const named = title && !title.virtual && uow.principal.mayRead(type.name, title.name);
    const examples = await uow.query<SimulatedExample>(
      `select t.id, ${named ? `t.${title.column}` : 'null::text'} as title from ${type.table} t where ${where} limit ${EXAMPLES}`,
      params.values,
    );
    return { count, examples };
  }
}

/** All that decides which rows of a type somebody sees, as text to compare. */
function reachKey(type: RecordType, principal: Principal | undefined): string {
  if (!principal?.may(type.name, 'view')) return '';
  const params = new Params();
  const predicate = scopePredicate(type, 'view', withoutShares(principal), 't', params) ?? 'all';
  return `${predicate} ${JSON.stringify(params.values)}`;
}

/** Shares are looked up by the user themselves; here their rows are named apart. */
function withoutShares({ data }: Principal): Principal {
  return new Principal({ ...data, sharedTypes: new Set() });
}

function sharedWith(type: RecordType, user: string): string {
  return `exists (select 1 from record_shares s where s.record_type = '${type.name}' and s.record_id = t.id and s.ended_at is null
    and (s.ends_at is null or s.ends_at > now())
    and (s.user_id = ${user} or s.team_id = any((select u.team_ids from users u where u.id = ${user})::uuid[])))`;
}

/** Names of the people for whom the same thing changes, by what changes. */
function grouped<T extends object>(changes: readonly (T & { readonly user: string })[]): (T & { users: string[] })[] {
  const groups = new Map<string, T & { users: string[] }>();
  for (const { user, ...change } of changes) {
    const key = JSON.stringify(change);
    const group = groups.get(key) ?? ({ ...change, users: [] } as unknown as T & { users: string[] });
    group.users.push(user);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Fields whose level changes on types that the holder may see before and after. */
function fieldChanges(viewer: Principal, holders: readonly Holder[]): SimulatedField[] {
  const changes = holders.flatMap(({ name: user, before, after }) =>
    [
      ...new Set([before, after].flatMap((rights) => [...(rights?.data.effectiveLevels ?? [])].map(([key]) => key))),
    ].flatMap((key) => {
      const [recordType, field] = key.split('/') as [string, string];
      if (!before || !after || viewer.fieldLevel(recordType, field) === 'hidden') return [];
      if (!before.may(recordType, 'view') || !after.may(recordType, 'view')) return [];
      const [from, to] = [before.fieldLevel(recordType, field), after.fieldLevel(recordType, field)];
      return from === to ? [] : [{ user, recordType, field, from, to }];
    }),
  );
  return grouped(changes);
}

function actionChanges(holders: readonly Holder[]): SimulatedAction[] {
  const changes = holders.flatMap(({ name: user, before, after }) =>
    recordTypes
      .all()
      .filter((type) => !type.internal)
      .flatMap(({ name: recordType, actions }) =>
        ACTIONS.filter((action) => actions?.includes(action) ?? true).flatMap((action: Action) => {
          const scope = (principal: Principal | undefined) =>
            principal ? widestScope(principal, recordType, action) : 'none';
          const [from, to] = [scope(before), scope(after)];
          return from === to ? [] : [{ user, recordType, action, from, to }];
        }),
      ),
  );
  return grouped(changes);
}
