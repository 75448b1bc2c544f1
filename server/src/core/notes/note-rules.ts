import { Injectable } from '@nestjs/common';
import type { About } from '../../platform/records/about.js';
import { NotificationService } from '../../platform/notifications/notification.service.js';
import { visibleIds } from '../../platform/records/record-links.js';
import type { RecordChange, RecordRules } from '../../platform/records/record-rules.js';
import { recordTypes } from '../../platform/records/record-type.js';
import { partiesOf } from '../activities/subject-parties.js';
import { mentionsIn } from './mentions.js';

/** What every note keeps to: it stays with its record, and knows whom it mentions. */
@Injectable()
export class NoteRules implements RecordRules {
  constructor(private readonly notifications: NotificationService) {}

  async beforeSave(change: RecordChange): Promise<void> {
    const { before, after, uow, fault } = change;
    const about = after.about as About;
    if (before && !sameRecord(before.about as About, about)) return fault('about', 'note.staysWithRecord');
    if (!before) {
      Object.assign(after, await partiesOf(uow, about));
      change.derived = new Set(['accountId', 'contactId']);
    }
    if (before?.body === after.body) return;
    const mentioned = mentionsIn(String(after.body));
    const known = mentioned.length > 0 ? await visibleIds(uow, recordTypes.get('user'), mentioned) : new Set<string>();
    if (mentioned.some((id) => !known.has(id))) fault('body', 'note.mentionUnknown');
    after.mentionedUserIds = mentioned;
  }

  /** Mentions are told once; followers of the record hear of a new note. */
  async afterSave({ before, after, uow }: RecordChange): Promise<void> {
    const about = after.about as About;
    const known = (before?.mentionedUserIds ?? []) as string[];
    const mentioned = (after.mentionedUserIds ?? []) as string[];
    const fresh = mentioned.filter((id) => !known.includes(id));
    await this.notifications.notify(uow, { userIds: fresh, kind: 'mentioned', about });
    if (before) return;
    const followers = await uow.query<{ id: string }>('select user_id as id from follows where record_id = $1', [
      about.id,
    ]);
    const others = followers.map(({ id }) => id).filter((id) => !mentioned.includes(id));
    await this.notifications.notify(uow, { userIds: others, kind: 'noted', about });
  }
}

function sameRecord(a: About, b: About): boolean {
  return a.type === b.type && a.id === b.id;
}
