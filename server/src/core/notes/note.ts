import type { About } from '../../platform/records/about.js';
import { BaseRecord } from '../../platform/records/base-record.js';
import { AboutField, BooleanField, LinkField, LinksField, LongTextField } from '../../platform/records/fields.js';
import { RecordType } from '../../platform/records/record-type.js';

/**
 * A note on any record, or a word of a conversation, seen by whoever sees that. Plain text; `@[user id]` in it mentions a
 * colleague and `@[team:team id]` a team, who are told once. An answer names the note that it answers.
 */
@RecordType({
  name: 'note',
  resource: 'notes',
  module: 'core',
  labels: { one: { fa: 'یادداشت', en: 'Note' }, many: { fa: 'یادداشت‌ها', en: 'Notes' } },
  title: 'body',
  icon: 'note',
  visibility: 'child',
  example: {
    body: 'تحویل در دو نوبت خواسته شد.',
    about: { type: 'account', id: '0199c0de-0000-7000-8000-000000000001' },
    pinned: false,
  },
})
export class Note extends BaseRecord {
  @LongTextField({ fa: 'متن', en: 'Text', required: true, max: 10_000 })
  body!: string;

  @AboutField({ fa: 'دربارهٔ', en: 'About', required: true })
  about!: About;

  @LinkField('account', { fa: 'طرف حساب', en: 'Account', readonly: true })
  accountId!: string | null;

  @LinkField('contact', { fa: 'مخاطب', en: 'Contact', readonly: true })
  contactId!: string | null;

  @LinksField('user', { fa: 'نام‌برده‌ها', en: 'Mentioned', readonly: true })
  mentionedUserIds!: string[];

  @LinksField('team', { fa: 'تیم‌های نام‌برده', en: 'Mentioned teams', readonly: true })
  mentionedTeamIds!: string[];

  @LinkField('note', { fa: 'پاسخ به', en: 'Reply to' })
  replyToId!: string | null;

  @LinksField('file', { fa: 'پیوست‌ها', en: 'Attachments' })
  fileIds!: string[];

  @BooleanField({ fa: 'سنجاق‌شده', en: 'Pinned', required: true, default: false })
  pinned!: boolean;
}
