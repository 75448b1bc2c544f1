import { Injectable } from '@nestjs/common';
import { clock } from '../context/clock.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { newId } from '../records/new-id.js';
import { recordTypes, type RecordType } from '../records/record-type.js';
import { type LinkPlace, placesOf, pointsTo } from './link-places.js';
import { losersOf, type MergeRequest } from './merge-request.js';

/** Moves whatever hangs on records to another one, each row with a line in `merge_moves`. Call it elevated. */
@Injectable()
export class ChildMoves {
  async move(uow: UnitOfWork, operationId: string, type: RecordType, request: MergeRequest): Promise<void> {
    for (const place of placesOf(type)) await this.relink(uow, operationId, type, place, request);
    for (const other of recordTypes.all())
      if (other.onceFor?.some((name) => other.fields.get(name)?.target === type.name))
        await this.removeRepeated(uow, operationId, other, request.into);
    await this.checkRing(uow, type, request.into);
    await this.followers(uow, operationId, type, request);
    await this.shares(uow, operationId, type, request);
  }

  private async relink(
    uow: UnitOfWork,
    operationId: string,
    target: RecordType,
    place: LinkPlace,
    request: MergeRequest,
  ): Promise<void> {
    const { type, field, column } = place;
    const losers = losersOf(request);
    const own = type.name === target.name;
    const points = pointsTo(place, '$3', '$5');
    const value =
      field.type === 'links'
        ? `array(select s.x from (select case when u.id = any($3::uuid[]) then $2::uuid else u.id end as x, u.i
             from unnest(t.${column}) with ordinality u (id, i)) s group by s.x order by min(s.i))`
        : '$2::uuid';
    const write = (to: string, condition: string) =>
      this.keep(
        uow,
        type,
        `update ${type.table} t set ${column} = ${to}, version = t.version + 1, updated_at = $6, updated_by = $7
         where ${points} and ${condition} and $2::uuid is not null and $5::text is not null
         returning t.id, to_jsonb(old.${column}) as before, to_jsonb(new.${column}) as after`,
        [operationId, request.into, losers, field.name, target.name, clock.now(), uow.principal.userId],
      );
    if (!own) return write(value, 'true');
    // A record that pointed to one that goes into it would point to itself.
    await write(value, 't.id <> $2');
    await write(
      field.type === 'links' ? `array(select unnest(t.${column}) except select unnest($3::uuid[]))` : 'null',
      't.id = $2',
    );
  }

  private async keep(uow: UnitOfWork, type: RecordType, update: string, params: readonly unknown[]): Promise<void> {
    await uow.execute(
      `with moved as (${update})
       insert into merge_moves (operation_id, kind, record_type, record_id, field, before, after)
       select $1, 'child', '${type.name}', m.id, $4, m.before, m.after from moved m`,
      params,
    );
  }

  /** What the target has already goes into the recycle bin: a person has a role at an account once. */
  private async removeRepeated(uow: UnitOfWork, operationId: string, type: RecordType, into: string): Promise<void> {
    const columns = (type.onceFor ?? []).map((name) => type.fields.get(name)?.column as string);
    const points = (type.onceFor ?? [])
      .filter((name) => type.fields.get(name)?.target !== undefined)
      .map((name) => `t.${type.fields.get(name)?.column} = $4`);
    await uow.execute(
      `with removed as (
         update ${type.table} t set deleted_at = $2, deleted_by = $3, version = t.version + 1, updated_at = $2, updated_by = $3
         where t.deleted_at is null and (${points.join(' or ')})
           and exists (select 1 from merge_moves m where m.operation_id = $1 and m.record_type = '${type.name}' and m.record_id = t.id)
           and exists (select 1 from ${type.table} o where o.deleted_at is null and o.id <> t.id
             and ${columns.map((column) => `o.${column} is not distinct from t.${column}`).join(' and ')}
             and (o.id < t.id or not exists (select 1 from merge_moves m
               where m.operation_id = $1 and m.record_type = '${type.name}' and m.record_id = o.id)))
         returning t.id)
       insert into merge_moves (operation_id, kind, record_type, record_id, field)
       select $1, 'removed', '${type.name}', r.id, '*' from removed r`,
      [operationId, clock.now(), uow.principal.userId, into],
    );
  }

  /** @throws Problem 422 when the record would lie below itself */
  private async checkRing(uow: UnitOfWork, type: RecordType, into: string): Promise<void> {
    const links = [...type.fields.values()].filter((field) => field.type === 'link' && field.target === type.name);
    for (const { column, standard } of links) {
      if (standard) continue;
      const ring = await uow.one(
        `with recursive above as (
           select t.${column} as id from ${type.table} t where t.id = $1
           union select t.${column} from above a join ${type.table} t on t.id = a.id
         ) select 1 from above where id = $1`,
        [into],
      );
      if (ring) throw Problem.rule('merge.ring', [{ path: 'ids', code: 'merge.ring' }]);
    }
  }

  /** Whoever follows one that goes follows the one that stays. */
  private async followers(
    uow: UnitOfWork,
    operationId: string,
    type: RecordType,
    request: MergeRequest,
  ): Promise<void> {
    await uow.execute(
      `with added as (
         insert into follows (user_id, record_type, record_id)
         select distinct f.user_id, f.record_type, $2::uuid from follows f where f.record_id = any($3::uuid[])
         on conflict do nothing returning user_id)
       insert into merge_moves (operation_id, kind, record_type, record_id, field) select $1, 'follow', $4, a.user_id, '*' from added a`,
      [operationId, request.into, losersOf(request), type.name],
    );
  }

  /** Whom one that goes was open to, the one that stays is open to; the wider of two ways counts. */
  private async shares(uow: UnitOfWork, operationId: string, type: RecordType, request: MergeRequest): Promise<void> {
    const rows = await uow.query<{ userId: string | null; teamId: string | null }>(
      `select distinct on (s.user_id, s.team_id) s.user_id as "userId", s.team_id as "teamId", s.level, s.kind, s.reason, s.ends_at as "endsAt"
       from record_shares s where s.record_id = any($1::uuid[]) and s.record_type = $2 and s.ended_at is null
         and (s.ends_at is null or s.ends_at > now())
         and not exists (select 1 from record_shares o where o.record_id = $3 and o.record_type = $2 and o.ended_at is null
           and o.user_id is not distinct from s.user_id and o.team_id is not distinct from s.team_id)
       order by s.user_id, s.team_id, s.kind, s.level, s.id`,
      [losersOf(request), type.name, request.into],
    );
    for (const share of rows as Record<string, unknown>[]) {
      const id = newId();
      await uow.execute(
        `insert into record_shares (id, record_type, record_id, user_id, team_id, level, kind, reason, ends_at, created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          id,
          type.name,
          request.into,
          share.userId,
          share.teamId,
          share.level,
          share.kind,
          share.reason,
          share.endsAt,
          clock.now(),
          uow.principal.userId,
        ],
      );
      await uow.execute(
        `insert into merge_moves (operation_id, kind, record_type, record_id, field) values ($1, 'share', $2, $3, '*')`,
        [operationId, type.name, id],
      );
    }
  }
}
