import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { NotificationService } from '../../platform/notifications/notification.service.js';
import type { About } from '../../platform/records/about.js';
import { visibleIds } from '../../platform/records/record-links.js';
import type { RecordChange, RecordRules, RecordValues } from '../../platform/records/record-rules.js';
import { recordTypes } from '../../platform/records/record-type.js';
import { whoSees } from '../../platform/records/who-sees.js';
import { partiesOf } from '../activities/subject-parties.js';
import { LiveRecords } from '../presence/live-records.js';
import { mentionsIn } from './mentions.js';
import { peopleOf } from './team-people.js';

/** What every note keeps to: it stays with its record, answers one of the same record, and knows whom it mentions. */
@Injectable()
export class NoteRules implements RecordRules {
  constructor(
    private readonly notifications: NotificationService,
    private readonly live: LiveRecords,
  ) {}

  async beforeSave(change: RecordChange): Promise<void> {
    const { before, after, uow, fault } = change;
    const about = after.about as About;
    if (before && !sameRecord(before.about as About, about)) return fault('about', 'note.staysWithRecord');
    if (before && (before.replyToId ?? null) !== (after.replyToId ?? null))
      return fault('replyToId', 'note.staysWithRecord');
    if (!before) {
      Object.assign(after, await partiesOf(uow, about));
      change.derived = new Set(['accountId', 'contactId']);
      await checkReply(change, about);
    }
    if (before?.body !== after.body) await checkMentions(change, about);
  }

  /** Mentions are told once; the author hears of an answer, and followers of the record of a new note. */
  async afterSave({ before, after, uow }: RecordChange): Promise<void> {
    const about = after.about as About;
    await this.live.tell(uow, about, 'notes');
    const added = (name: string): string[] => {
      const known = (before?.[name] ?? []) as string[];
      return ((after[name] ?? []) as string[]).filter((id) => !known.includes(id));
    };
    const named = [...added('mentionedUserIds'), ...(await peopleOf(uow, added('mentionedTeamIds')))];
    const mentioned = await whoSees(uow, about, named);
    await this.notifications.notify(uow, { userIds: [...mentioned], kind: 'mentioned', about });
    if (before || about.type === 'conversation') return;
    const author = await this.authorOf(uow, after);
    if (author && !mentioned.has(author))
      await this.notifications.notify(uow, { userIds: [author], kind: 'replied', about });
    const followers = await uow.query<{ id: string }>('select user_id as id from follows where record_id = $1', [
      about.id,
    ]);
    const others = followers.map(({ id }) => id).filter((id) => !mentioned.has(id) && id !== author);
    await this.notifications.notify(uow, { userIds: others, kind: 'noted', about });
  }

  async afterRemove(note: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
    await this.live.tell(uow, note.about as About, 'notes');
  }

  private async authorOf(uow: UnitOfWork, note: RecordValues): Promise<string | undefined> {
    if (!note.replyToId) return undefined;
    const row = await uow.one<{ id: string | null }>('select created_by as id from notes where id = $1', [
      note.replyToId,
    ]);
    return row?.id ?? undefined;
  }
}

/** An answer stands under a note of the same record, which is no answer itself. */
async function checkReply({ after, uow, fault }: RecordChange, about: About): Promise<void> {
  if (!after.replyToId) return;
  const parent = await uow.one<{ type: string; id: string; replyToId: string | null }>(
    'select about_type as type, about_id as id, reply_to_id as "replyToId" from notes where id = $1',
    [after.replyToId],
  );
  if (!parent) return;
  if (!sameRecord(parent, about)) fault('replyToId', 'note.replyElsewhere');
  else if (parent.replyToId) fault('replyToId', 'note.replyToReply');
}

/** Only colleagues and teams that the author sees can be named, and only those who may see what is written about. */
async function checkMentions({ after, uow, fault }: RecordChange, about: About): Promise<void> {
  const { userIds, teamIds } = mentionsIn(String(after.body));
  const known = async (type: string, ids: string[]) =>
    ids.length > 0 ? visibleIds(uow, recordTypes.get(type), ids) : new Set<string>();
  const [users, teams] = [await known('user', userIds), await known('team', teamIds)];
  after.mentionedUserIds = userIds;
  after.mentionedTeamIds = teamIds;
  if (userIds.some((id) => !users.has(id)) || teamIds.some((id) => !teams.has(id)))
    return fault('body', 'note.mentionUnknown');
  const seeing = await whoSees(uow, about, userIds);
  if (userIds.some((id) => !seeing.has(id))) return fault('body', 'note.mentionCannotSee');
  const people = await peopleOf(uow, teamIds);
  if (teamIds.length > 0 && (await whoSees(uow, about, people)).size === 0) fault('body', 'note.mentionCannotSee');
}

function sameRecord(a: About, b: About): boolean {
  return a.type === b.type && a.id === b.id;
}
