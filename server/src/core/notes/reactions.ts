import { Injectable } from '@nestjs/common';
import { DataDoor } from '../../platform/database/data-door.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Problem } from '../../platform/errors/problem.js';
import { NotificationService } from '../../platform/notifications/notification.service.js';
import { isUuid } from '../../platform/records/field-types.js';
import { visibleTitles } from '../../platform/records/record-titles.js';
import { LiveRecords } from '../presence/live-records.js';

/** The signs that there are; few, so that each has one meaning. */
export const REACTIONS = ['agree', 'thanks', 'done', 'seen', 'question'] as const;
export type Reaction = (typeof REACTIONS)[number];

/** One sign under a note, and who gave it. */
export interface ReactionSummary {
  readonly reaction: Reaction;
  readonly count: number;
  readonly mine: boolean;
  /** Names of those who gave it, as far as the caller sees them. */
  readonly names: readonly string[];
}

interface Given {
  readonly noteId: string;
  readonly reaction: Reaction;
  readonly userIds: string[];
}

/** What people think of a note in one sign. */
@Injectable()
export class Reactions {
  constructor(
    private readonly door: DataDoor,
    private readonly notifications: NotificationService,
    private readonly live: LiveRecords,
  ) {}

  /** Gives a sign or takes it back; answers all of the note. @throws Problem 403, 404 */
  react(noteId: string, reaction: Reaction, isOn: boolean): Promise<ReactionSummary[]> {
    return this.door.write(async (uow) => {
      uow.principal.authorize('note', 'view');
      const note = isUuid(noteId)
        ? await uow.one<{ type: string; id: string; author: string | null }>(
            'select about_type as type, about_id as id, created_by as author from notes where id = $1 and deleted_at is null',
            [noteId],
          )
        : undefined;
      if (!note) throw Problem.notFound();
      const changed = await uow.execute(
        isOn
          ? 'insert into note_reactions (note_id, user_id, reaction) values ($1, $2, $3) on conflict do nothing'
          : 'delete from note_reactions where note_id = $1 and user_id = $2 and reaction = $3',
        [noteId, uow.principal.userId, reaction],
      );
      const about = { type: note.type, id: note.id };
      if (changed > 0) await this.live.tell(uow, about, 'notes');
      if (changed > 0 && isOn && note.author && note.type !== 'conversation')
        await this.notifications.notify(uow, { userIds: [note.author], kind: 'reacted', about, params: { reaction } });
      return (await this.of(uow, [noteId])).get(noteId) ?? [];
    });
  }

  /** The signs under each of these notes, in the order of the set. */
  async of(uow: UnitOfWork, noteIds: readonly string[]): Promise<Map<string, ReactionSummary[]>> {
    if (noteIds.length === 0) return new Map();
    const rows = await uow.query<Given>(
      `select note_id as "noteId", reaction, array_agg(user_id order by created_at) as "userIds"
       from note_reactions where note_id = any($1::uuid[]) group by 1, 2`,
      [noteIds],
    );
    const names = await visibleTitles(
      uow,
      'user',
      rows.flatMap((row) => row.userIds),
    );
    const summaries = new Map<string, ReactionSummary[]>();
    for (const { noteId, reaction, userIds } of rows.sort(byOrder)) {
      const mine = userIds.includes(uow.principal.userId ?? '');
      const known = userIds.flatMap((id) => names.get(id) ?? []).slice(0, 20);
      const own = summaries.get(noteId) ?? [];
      summaries.set(noteId, [...own, { reaction, count: userIds.length, mine, names: known }]);
    }
    return summaries;
  }
}

function byOrder(a: Given, b: Given): number {
  return REACTIONS.indexOf(a.reaction) - REACTIONS.indexOf(b.reaction);
}
