import { BaseRecord } from '../../platform/records/base-record.js';
import { ChoiceField, LinkField, LinksField, TextField } from '../../platform/records/fields.js';
import { RecordType } from '../../platform/records/record-type.js';

export const CONVERSATION_KINDS = [
  { value: 'direct', label: { fa: 'میان افراد', en: 'Between people' } },
  { value: 'team', label: { fa: 'تیم', en: 'Team' } },
] as const;

/**
 * A place where people talk: those of a team, or a few who chose each other. Its messages are notes about it, so they have
 * answers, mentions, signs and attachments like the notes of a record. Only its members see it, whatever roles say.
 */
@RecordType({
  name: 'conversation',
  resource: 'conversations',
  module: 'core',
  labels: { one: { fa: 'گفت‌وگو', en: 'Conversation' }, many: { fa: 'گفت‌وگوها', en: 'Conversations' } },
  title: 'kind',
  icon: 'messages-square',
  internal: true,
  discussed: 'note',
  sharedWith: 'memberIds',
})
export class Conversation extends BaseRecord {
  @ChoiceField({ fa: 'نوع', en: 'Kind', required: true, readonly: true, choices: CONVERSATION_KINDS })
  kind!: 'direct' | 'team';

  @LinkField('team', { fa: 'تیم', en: 'Team', readonly: true })
  teamId!: string | null;

  @LinksField('user', { fa: 'اعضا', en: 'Members', readonly: true })
  memberIds!: string[];

  /** One conversation for the same people, however often somebody opens it. */
  @TextField({ fa: 'کلید اعضا', en: 'Key of the members', required: true, readonly: true, secret: true, max: 1000 })
  memberKey!: string;
}
