import { Injectable } from '@nestjs/common';
import { clock } from '../../platform/context/clock.js';
import { DataDoor } from '../../platform/database/data-door.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Problem } from '../../platform/errors/problem.js';
import { isUuid } from '../../platform/records/field-types.js';
import { newId } from '../../platform/records/new-id.js';
import { visibleIds } from '../../platform/records/record-links.js';
import { visibleTitles } from '../../platform/records/record-titles.js';
import { recordTypes } from '../../platform/records/record-type.js';

/** A conversation as the list of one's own shows it. */
export interface ConversationView {
  readonly id: string;
  readonly kind: 'direct' | 'team';
  readonly teamId: string | null;
  /** Name of the team, or of the others, as far as the caller sees them. */
  readonly title: string;
  readonly memberIds: readonly string[];
  readonly lastAt: string;
  readonly lastText: string | null;
  readonly lastBy: string | null;
  /** Messages of others since the caller last read, up to 50. */
  readonly unread: number;
}

/** With whom to talk: a team of one's own, or people. */
export interface ConversationRequest {
  readonly teamId?: string | undefined;
  readonly userIds?: readonly string[] | undefined;
}

type Row = Omit<ConversationView, 'title'>;

const MOST = 200;
const MOST_UNREAD = 50;

/** What was said after a member last read, by others. */
const UNREAD = `n.about_id = c.id and n.deleted_at is null and n.created_by is distinct from $1
  and n.created_at > coalesce(r.read_at, '-infinity')`;

/** The caller's own conversations. */
@Injectable()
export class Conversations {
  constructor(private readonly door: DataDoor) {}

  /** Those that one is a member of, the latest word first. @throws Problem 403 */
  list(): Promise<ConversationView[]> {
    return this.door.read((uow) => this.views(uow, null));
  }

  /** How many have something unread. */
  async unread(): Promise<number> {
    const row = await this.door.read(async (uow) =>
      uow.principal.may('note', 'view')
        ? uow.one<{ n: number }>(
            `select count(*)::int as n from conversations c
             left join conversation_reads r on r.conversation_id = c.id and r.user_id = $1
             where c.member_ids @> array[$1::uuid] and exists (select 1 from notes n where ${UNREAD})`,
            [uow.principal.userId],
          )
        : undefined,
    );
    return row?.n ?? 0;
  }

  /** The conversation with these people, or of the team; made when it is not there yet. @throws Problem 400, 403, 422 */
  open(request: ConversationRequest): Promise<ConversationView> {
    if ((request.teamId === undefined) === (request.userIds === undefined))
      throw Problem.invalid('body.invalid', [{ path: 'userIds', code: 'conversation.teamOrPeople' }]);
    return this.door.write(async (uow) => {
      uow.principal.authorize('note', 'create');
      const { kind, teamId, memberIds, key } = request.teamId
        ? await this.ofTeam(uow, request.teamId)
        : await this.ofPeople(uow, request.userIds ?? []);
      await uow.execute(
        `insert into conversations (id, created_by, updated_by, kind, team_id, member_ids, member_key) values ($1, $2, $2, $3, $4, $5, $6)
         on conflict (member_key) do nothing`,
        [newId(), uow.principal.userId, kind, teamId, memberIds, key],
      );
      const found = await uow.one<{ id: string }>('select id from conversations where member_key = $1', [key]);
      const [view] = found ? await this.views(uow, found.id) : [];
      if (!view) throw Problem.notFound();
      return view;
    });
  }

  /** All of it is read. @throws Problem 403, 404 */
  markRead(id: string): Promise<void> {
    return this.door.write(async (uow) => {
      uow.principal.authorize('note', 'view');
      const seen = isUuid(id) && (await uow.one('select 1 from conversations where id = $1', [id]));
      if (!seen) throw Problem.notFound();
      await uow.execute(
        `insert into conversation_reads (user_id, conversation_id, read_at) values ($1, $2, $3)
         on conflict (user_id, conversation_id) do update set read_at = greatest(conversation_reads.read_at, excluded.read_at)`,
        [uow.principal.userId, id, clock.now()],
      );
    });
  }

  private async ofTeam(uow: UnitOfWork, teamId: string) {
    if (!uow.principal.data.teamIds.includes(teamId))
      throw Problem.rule('record.rule', [{ path: 'teamId', code: 'conversation.notOfTeam' }]);
    const row = await uow.one<{ ids: string[] }>('select people_of_teams(array[$1::uuid]) as ids', [teamId]);
    return { kind: 'team', teamId, memberIds: row?.ids ?? [], key: `team:${teamId}` } as const;
  }

  private async ofPeople(uow: UnitOfWork, userIds: readonly string[]) {
    const me = uow.principal.userId as string;
    const others = [...new Set(userIds.map((id) => id.toLowerCase()))].filter((id) => id !== me);
    const known = await visibleIds(uow, recordTypes.get('user'), others);
    if (others.length === 0 || others.some((id) => !known.has(id)))
      throw Problem.rule('record.rule', [{ path: 'userIds', code: 'link.notFound' }]);
    const memberIds = [me, ...others].sort();
    return { kind: 'direct', teamId: null, memberIds, key: `direct:${memberIds.join(',')}` } as const;
  }

  private async views(uow: UnitOfWork, id: string | null): Promise<ConversationView[]> {
    uow.principal.authorize('note', 'view');
    const text = uow.principal.mayRead('note', 'body') ? 'left(last.body, 200)' : 'null';
    const rows = await uow.query<Row>(
      `select c.id, c.kind, c.team_id as "teamId", c.member_ids as "memberIds",
         coalesce(last.created_at, c.created_at) as "lastAt", ${text} as "lastText", last.created_by as "lastBy",
         (select count(*)::int from (select 1 from notes n where ${UNREAD} limit ${MOST_UNREAD}) counted) as unread
       from conversations c
       left join conversation_reads r on r.conversation_id = c.id and r.user_id = $1
       left join lateral (
         select n.body, n.created_at, n.created_by from notes n where n.about_id = c.id and n.deleted_at is null
         order by n.created_at desc, n.id desc limit 1) last on true
       where c.member_ids @> array[$1::uuid] and ($2::uuid is null or c.id = $2)
       order by "lastAt" desc, c.id desc limit ${MOST}`,
      [uow.principal.userId, id],
    );
    const people = await visibleTitles(
      uow,
      'user',
      rows.flatMap((row) => row.memberIds),
    );
    const teams = await visibleTitles(
      uow,
      'team',
      rows.flatMap((row) => row.teamId ?? []),
    );
    const others = (row: Row) =>
      row.memberIds.flatMap((member) => (member === uow.principal.userId ? [] : (people.get(member) ?? [])));
    return rows.map((row) => ({
      ...row,
      title: (row.teamId === null ? others(row).join('، ') : teams.get(row.teamId)) ?? '',
    }));
  }
}
