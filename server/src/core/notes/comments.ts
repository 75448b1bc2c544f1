import { Injectable } from '@nestjs/common';
import { DataDoor } from '../../platform/database/data-door.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { decodeCursor, encodeCursor, listFingerprint } from '../../platform/records/keyset.js';
import { mustSee } from '../../platform/records/must-see.js';
import { recordTypes } from '../../platform/records/record-type.js';
import { visibleTitles } from '../../platform/records/record-titles.js';
import { projectionOf } from '../../platform/records/record-view.js';
import { mentionsIn } from './mentions.js';
import { type ReactionSummary, Reactions } from './reactions.js';

/** A note among the comments of a record. */
export interface Comment {
  readonly id: string;
  readonly version: number;
  /** Null when it was removed; it stays as the place of its answers. */
  readonly body: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly createdBy: string | null;
  readonly authorName: string | null;
  readonly replyToId: string | null;
  readonly removed: boolean;
  readonly mine: boolean;
  /** Names of those whom the text mentions, as far as the caller sees them. */
  readonly mentions: readonly { readonly type: 'user' | 'team'; readonly id: string; readonly name: string }[];
  readonly files: readonly { readonly id: string; readonly name: string }[];
  readonly reactions: readonly ReactionSummary[];
  /** Answers, the earliest first. */
  readonly replies: readonly Comment[];
}

export interface CommentPage {
  readonly data: Comment[];
  readonly nextCursor: string | null;
}

type NoteRow = Record<string, unknown> & {
  id: string;
  version: number;
  rootId: string | null;
  gone: boolean;
  authorId: string | null;
};

/** Answers of one comment that are shown; whoever writes more has a conversation. */
const MOST_REPLIES = 200;

/** The notes of a record as a discussion: each with its answers, signs and attachments. */
@Injectable()
export class Comments {
  constructor(
    private readonly door: DataDoor,
    private readonly reactions: Reactions,
  ) {}

  /** The latest first, with their answers. @throws Problem 400, 403, 404 */
  page(resource: string, id: string, limit: number, cursor: string | undefined): Promise<CommentPage> {
    return this.door.read(async (uow) => {
      const about = await mustSee(uow, resource, id);
      uow.principal.authorize('note', 'view');
      const fingerprint = listFingerprint(['comments', about.name, id]);
      const below = cursor === undefined ? null : decodeCursor(cursor, fingerprint, 0).id;
      const roots = await this.rows(
        uow,
        `t.about_id = $1 and t.about_type = $2 and t.reply_to_id is null and ($3::uuid is null or t.id < $3)
         and (t.deleted_at is null or exists (select 1 from notes r where r.reply_to_id = t.id and r.deleted_at is null))
         order by t.id desc limit $4`,
        [id, about.name, below, limit + 1],
      );
      const shown = roots.slice(0, limit);
      const replies = await this.rows(
        uow,
        't.reply_to_id = any($1::uuid[]) and t.deleted_at is null order by t.id limit $2',
        [shown.map((row) => row.id), MOST_REPLIES],
      );
      const comments = await this.complete(uow, [...shown, ...replies]);
      const data = shown.map((row) => ({
        ...(comments.get(row.id) as Comment),
        replies: replies.filter((reply) => reply.rootId === row.id).map((reply) => comments.get(reply.id) as Comment),
      }));
      const last = data.at(-1);
      const more = roots.length > limit && last !== undefined;
      return { data, nextCursor: more ? encodeCursor(fingerprint, { id: last.id, values: [] }) : null };
    });
  }

  private rows(uow: UnitOfWork, condition: string, values: readonly unknown[]): Promise<NoteRow[]> {
    const { columns } = projectionOf(recordTypes.get('note'), uow.principal);
    return uow.query<NoteRow>(
      `select ${columns}, t.reply_to_id as "rootId", t.deleted_at is not null as gone, t.created_by as "authorId" from notes t where ${condition}`,
      values,
    );
  }

  /** Adds to the rows what only other tables know: one question for each kind of it. */
  private async complete(uow: UnitOfWork, rows: readonly NoteRow[]): Promise<Map<string, Comment>> {
    const projection = projectionOf(recordTypes.get('note'), uow.principal);
    const views = rows.map(({ rootId, gone, authorId, ...row }) => ({
      rootId,
      gone,
      authorId,
      view: projection.view(row),
    }));
    const living = views.filter(({ gone }) => !gone).map(({ view }) => view);
    const bodies = living.map(({ body }) => mentionsIn(String(body ?? '')));
    const authors = views.flatMap(({ view }) => (typeof view.createdBy === 'string' ? [view.createdBy] : []));
    const [users, teams, files, signs] = [
      await visibleTitles(uow, 'user', [...authors, ...bodies.flatMap(({ userIds }) => userIds)]),
      await visibleTitles(
        uow,
        'team',
        bodies.flatMap(({ teamIds }) => teamIds),
      ),
      uow.principal.may('file', 'view')
        ? await visibleTitles(
            uow,
            'file',
            living.flatMap(({ fileIds }) => (fileIds ?? []) as string[]),
          )
        : new Map<string, string>(),
      await this.reactions.of(
        uow,
        living.map(({ id }) => id),
      ),
    ];
    return new Map(
      views.map(({ gone, rootId, authorId, view }): [string, Comment] => {
        const text = (name: string) => (typeof view[name] === 'string' ? (view[name] as string) : null);
        const { userIds, teamIds } = mentionsIn(gone ? '' : (text('body') ?? ''));
        return [
          view.id,
          {
            id: view.id,
            version: view.version,
            body: gone ? null : text('body'),
            createdAt: text('createdAt'),
            updatedAt: text('updatedAt'),
            createdBy: text('createdBy'),
            authorName: users.get(text('createdBy') ?? '') ?? null,
            replyToId: rootId,
            removed: gone,
            mine: authorId === uow.principal.userId,
            mentions: [...named('user', userIds, users), ...named('team', teamIds, teams)],
            files: gone ? [] : named('file', (view.fileIds ?? []) as string[], files),
            reactions: signs.get(view.id) ?? [],
            replies: [],
          },
        ];
      }),
    );
  }
}

function named<T extends string>(type: T, ids: readonly string[], names: ReadonlyMap<string, string>) {
  return ids.flatMap((id) => {
    const name = names.get(id);
    return name === undefined ? [] : [{ type, id, name }];
  });
}
