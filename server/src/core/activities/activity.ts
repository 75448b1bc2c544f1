import type { About } from '../../platform/records/about.js';
import { BaseRecord } from '../../platform/records/base-record.js';
import {
  AboutField,
  BooleanField,
  ChoiceField,
  InstantField,
  IntegerField,
  LinkField,
  LinksField,
  LongTextField,
  TextField,
} from '../../platform/records/fields.js';
import { RecordType } from '../../platform/records/record-type.js';
import { ACTIVITY_TYPES, DIRECTIONS, OUTCOMES, PRIORITIES } from './activity-choices.js';

const WHAT = 'what';
const WHEN = 'when';
const WHO = 'who';
const RESULT = 'result';

/**
 * A task, call or meeting (R9, R159, R160). It is overdue when `dueAt` has passed and `doneAt` is empty. Whoever sees its
 * account, made it or attends it sees it as well as its assignee.
 */
@RecordType({
  name: 'activity',
  resource: 'activities',
  module: 'core',
  labels: { one: { fa: 'فعالیت', en: 'Activity' }, many: { fa: 'فعالیت‌ها', en: 'Activities' } },
  title: 'subject',
  icon: 'calendar-check',
  open: { field: 'doneAt', op: 'empty' },
  shareable: true,
  inherits: 'accountId',
  creatorSees: true,
  sharedWith: 'attendeeUserIds',
  example: {
    subject: 'پیگیری پیش‌فاکتور',
    type: 'call',
    dueAt: '2026-11-22T06:30:00.000Z',
    accountId: '0199c0de-0000-7000-8000-000000000001',
    priority: 'high',
    nextStep: true,
  },
})
export class Activity extends BaseRecord {
  @TextField({ fa: 'موضوع', en: 'Subject', required: true, max: 300, search: true, group: WHAT })
  subject!: string;

  @ChoiceField({ fa: 'نوع', en: 'Type', required: true, default: 'task', choices: ACTIVITY_TYPES, group: WHAT })
  type!: 'task' | 'call' | 'meeting';

  @LongTextField({ fa: 'شرح', en: 'Description', group: WHAT })
  description!: string | null;

  @ChoiceField({ fa: 'اولویت', en: 'Priority', required: true, default: 'normal', choices: PRIORITIES, group: WHAT })
  priority!: string;

  @BooleanField({
    fa: 'گام بعدی',
    en: 'Next step',
    required: true,
    default: false,
    group: WHAT,
    help: { fa: 'کاری که پرونده را پیش می‌برد.', en: 'What moves the matter on.' },
  })
  nextStep!: boolean;

  @InstantField({
    fa: 'سررسید',
    en: 'Due',
    sort: true,
    group: WHEN,
    help: { fa: 'اگر خالی بماند، زمان شروع است.', en: 'The start when left empty.' },
  })
  dueAt!: string | null;

  @InstantField({ fa: 'شروع', en: 'Start', sort: true, group: WHEN })
  startAt!: string | null;

  @InstantField({ fa: 'پایان', en: 'End', group: WHEN })
  endAt!: string | null;

  @InstantField({ fa: 'زمان انجام', en: 'Done at', sort: true, group: WHEN })
  doneAt!: string | null;

  @InstantField({ fa: 'زمان یادآوری', en: 'Reminder', group: WHEN })
  reminderAt!: string | null;

  @InstantField({ fa: 'یادآوری شد', en: 'Reminded at', readonly: true, group: WHEN })
  remindedAt!: string | null;

  @LinkField('user', { fa: 'مسئول انجام', en: 'Assignee', column: 'owner_id', group: WHO })
  assigneeId!: string | null;

  @AboutField({
    fa: 'دربارهٔ',
    en: 'About',
    group: WHO,
    help: { fa: 'رکوردی که فعالیت برای آن است.', en: 'The record that it is for.' },
  })
  about!: About | null;

  @LinkField('account', { fa: 'طرف حساب', en: 'Account', group: WHO })
  accountId!: string | null;

  @LinkField('contact', { fa: 'مخاطب', en: 'Contact', group: WHO })
  contactId!: string | null;

  @LinksField('user', { fa: 'همکاران حاضر', en: 'Attending colleagues', group: WHO })
  attendeeUserIds!: string[];

  @LinksField('contact', { fa: 'مخاطبان حاضر', en: 'Attending contacts', group: WHO })
  attendeeContactIds!: string[];

  @TextField({ fa: 'محل', en: 'Location', max: 300, group: WHEN })
  location!: string | null;

  @ChoiceField({ fa: 'جهت تماس', en: 'Direction', choices: DIRECTIONS, group: RESULT })
  direction!: string | null;

  @IntegerField({ fa: 'مدت (دقیقه)', en: 'Duration (minutes)', min: 0, max: 14_400, group: RESULT })
  durationMinutes!: number | null;

  @ChoiceField({ fa: 'نتیجه', en: 'Outcome', choices: OUTCOMES, group: RESULT })
  outcome!: string | null;

  @LongTextField({ fa: 'صورت‌جلسه', en: 'Minutes', group: RESULT })
  minutes!: string | null;
}
