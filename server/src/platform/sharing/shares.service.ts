import { Injectable } from '@nestjs/common';
import type { Action } from '../access/principal.js';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { NotificationService } from '../notifications/notification.service.js';
import { normalizeStore, tehranDate, tehranDayBounds } from '../persian/index.js';
import { FieldFault } from '../records/field-fault.js';
import { isUuid, parseIsoDate } from '../records/field-types.js';
import { newId } from '../records/new-id.js';
import { visibleIds } from '../records/record-links.js';
import { recordTypes, type RecordType } from '../records/record-type.js';
import { RecordWriter } from '../records/record-writer.js';
import type { ShareBody, ShareList, ShareView } from './shares.dto.js';

/** Whom a share is for. */
export type ShareHolder = { readonly userId: string } | { readonly teamId: string };

const LIVING =
  's.record_id = $1 and s.record_type = $2 and s.ended_at is null and (s.ends_at is null or s.ends_at > now())';
const MOST_SHARES = 200;

/**
 * Opens single records to people and teams beyond owner, branch and role. What a share opens is enforced by the database
 * (migrations/sql/sharing.sql) and by `scopePredicate`; here is only who may give and end one.
 */
@Injectable()
export class Shares {
  constructor(
    private readonly door: DataDoor,
    private readonly writer: RecordWriter,
    private readonly notifications: NotificationService,
  ) {}

  /** @throws Problem 403, 404 */
  list(type: RecordType, id: string): Promise<ShareList> {
    return this.door.read(async (uow) => {
      await this.mustSee(uow, type, id);
      return this.sharesOf(uow, type, id);
    });
  }

  /**
   * Shares a record, or replaces what was said of the same person or team.
   * @throws Problem 400, 403 for what the caller may not share, 404, 422
   */
  share(type: RecordType, id: string, body: ShareBody): Promise<ShareList> {
    const holder = holderOf(body);
    return this.door.write(async (uow) => {
      await this.mustSee(uow, type, id);
      await this.writer.mustReach(uow, type, id, 'share');
      if (body.level === 'edit') await this.writer.mustReach(uow, type, id, 'edit');
      await this.mustSuit(uow, type, id, body, holder);
      const endsAt = endOf(body.endsOn);
      await uow.elevated('record sharing', () => this.write(uow, type, id, body, endsAt));
      await this.tell(uow, type, id, holder, body.level === 'edit' ? 'sharedEdit' : 'shared');
      return this.sharesOf(uow, type, id);
    });
  }

  /** Ends a share: whoever may share the record, whoever gave it, or whoever has it. @throws Problem 400, 403, 404 */
  unshare(type: RecordType, id: string, holder: ShareHolder): Promise<ShareList> {
    return this.door.write(async (uow) => {
      await this.mustSee(uow, type, id);
      const [column, value] = 'userId' in holder ? ['user_id', holder.userId] : ['team_id', holder.teamId];
      const share = await uow.one<{ id: string; createdBy: string | null }>(
        `select s.id, s.created_by as "createdBy" from record_shares s where ${LIVING} and s.${column} = $3`,
        [id, type.name, value],
      );
      if (!share) throw Problem.notFound();
      const me = uow.principal.userId;
      if (share.createdBy !== me && value !== me) await this.writer.mustReach(uow, type, id, 'share');
      await uow.elevated('record sharing', () =>
        uow.execute('update record_shares set ended_at = $2, ended_by = $3 where id = $1', [share.id, clock.now(), me]),
      );
      // Whoever ended their own share may not see the record any more.
      return (await visibleIds(uow, type, [id])).size > 0
        ? this.sharesOf(uow, type, id)
        : { data: [], mayShare: false, mayShareEdit: false };
    });
  }

  private async mustSee(uow: UnitOfWork, type: RecordType, id: string): Promise<void> {
    if (!type.shareable) throw new Problem(404, 'route.notFound');
    uow.principal.authorize(type.name, 'view');
    if (!isUuid(id) || (await visibleIds(uow, type, [id])).size === 0) throw Problem.notFound();
  }

  /** The receiver is somebody whom the caller sees and who doesn't hold the record already. */
  private async mustSuit(
    uow: UnitOfWork,
    type: RecordType,
    id: string,
    { kind, level }: ShareBody,
    holder: ShareHolder,
  ): Promise<void> {
    const [path, target, receiver] =
      'userId' in holder ? ['userId', 'user', holder.userId] : ['teamId', 'team', holder.teamId];
    const refuse = (code: string) => Problem.rule('record.rule', [{ path, code }]);
    if (kind === 'collaborator' && (target === 'team' || level !== 'edit')) throw refuse('share.collaborator');
    if (receiver === uow.principal.userId) throw refuse('share.self');
    if ((await visibleIds(uow, recordTypes.get(target), [receiver])).size === 0) throw refuse('link.notFound');
    if (target === 'team') return;
    const user = await uow.one<{ active: boolean; kind: string; owns: boolean }>(
      `select u.active, u.kind, exists (select 1 from ${type.table} t where t.id = $2 and t.owner_id = u.id) as owns
       from users u where u.id = $1`,
      [receiver, id],
    );
    if (!user?.active || user.kind !== 'person') throw refuse('share.inactive');
    if (user.owns) throw refuse('share.owner');
  }

  private async write(
    uow: UnitOfWork,
    type: RecordType,
    id: string,
    body: ShareBody,
    endsAt: Date | null,
  ): Promise<void> {
    const { userId = null, teamId = null, level, kind = 'share' } = body;
    const reason = normalizeStore(body.reason ?? '') || null;
    const values = [type.name, id, userId, teamId, level, kind, reason, endsAt, clock.now(), uow.principal.userId];
    const replaced = await uow.execute(
      `update record_shares set level = $5, kind = $6, reason = $7, ends_at = $8, created_at = $9, created_by = $10
       where record_type = $1 and record_id = $2 and ended_at is null
         and (user_id = $3::uuid or team_id = $4::uuid)`,
      values,
    );
    if (replaced > 0) return;
    const held = await uow.one<{ n: number }>(
      'select count(*)::int as n from record_shares where record_type = $1 and record_id = $2 and ended_at is null',
      [type.name, id],
    );
    if ((held?.n ?? 0) >= MOST_SHARES) throw Problem.rule('share.tooMany', [], { max: MOST_SHARES });
    await uow.execute(
      `insert into record_shares (id, record_type, record_id, user_id, team_id, level, kind, reason, ends_at, created_at, created_by)
       values ($11, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [...values, newId()],
    );
  }

  private async tell(uow: UnitOfWork, type: RecordType, id: string, holder: ShareHolder, kind: string): Promise<void> {
    const userIds =
      'userId' in holder
        ? [holder.userId]
        : (
            await uow.query<{ id: string }>(
              'select id from users where team_ids @> array[$1::uuid] and active and deleted_at is null',
              [holder.teamId],
            )
          ).map((member) => member.id);
    await this.notifications.notify(uow, { userIds, kind, about: { type: type.name, id } });
  }

  private async sharesOf(uow: UnitOfWork, type: RecordType, id: string): Promise<ShareList> {
    const data = await uow.query<ShareView>(
      `select s.id, s.user_id as "userId", s.team_id as "teamId", coalesce(u.full_name, g.name) as name, s.level, s.kind,
         s.reason, (s.ends_at at time zone 'Asia/Tehran')::date - 1 as "endsOn", s.created_at as "createdAt",
         s.created_by as "createdBy"
       from record_shares s left join users u on u.id = s.user_id left join teams g on g.id = s.team_id
       where ${LIVING} order by s.kind, s.created_at, s.id`,
      [id, type.name],
    );
    const mayShare = await this.reaches(uow, type, id, 'share');
    return { data, mayShare, mayShareEdit: mayShare && (await this.reaches(uow, type, id, 'edit')) };
  }

  private async reaches(uow: UnitOfWork, type: RecordType, id: string, action: Action): Promise<boolean> {
    try {
      await this.writer.mustReach(uow, type, id, action);
      return true;
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
  }
}

/** @throws Problem 400 unless exactly one of the two is named */
export function holderOf({ userId, teamId }: { userId?: string; teamId?: string }): ShareHolder {
  if (userId && !teamId && isUuid(userId)) return { userId };
  if (teamId && !userId && isUuid(teamId)) return { teamId };
  throw Problem.invalid('body.invalid', [{ path: 'userId', code: 'share.holder' }]);
}

/** When a share ends that lasts through a day. @throws Problem 400, 422 */
function endOf(endsOn: string | undefined): Date | null {
  if (!endsOn) return null;
  const day = readDay(endsOn);
  if (day < tehranDate(clock.now())) throw Problem.rule('record.rule', [{ path: 'endsOn', code: 'share.endsInPast' }]);
  return tehranDayBounds(day).before;
}

function readDay(value: string): string {
  try {
    return parseIsoDate(value);
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error;
    throw Problem.invalid('body.invalid', [{ path: 'endsOn', code: error.code, params: error.params }]);
  }
}
