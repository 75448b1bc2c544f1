import { BaseRecord } from '../base-record.js';
import { ChoiceField, IntegerField, JsonField, LinksField, TextField } from '../fields.js';
import { RecordType } from '../record-type.js';

export const AUDIENCES = [
  { value: 'mine', label: { fa: 'فقط من', en: 'Only me' } },
  { value: 'team', label: { fa: 'تیم من', en: 'My team' } },
  { value: 'everyone', label: { fa: 'همه', en: 'Everyone' } },
  { value: 'chosen', label: { fa: 'نقش‌ها، تیم‌ها یا افراد', en: 'Roles, teams or people' } },
] as const;

/** A list as somebody likes it: filter, sort and columns under a name. What a view shows is still what its reader may see. */
@RecordType({
  name: 'savedView',
  resource: 'saved-views',
  module: 'platform',
  labels: { one: { fa: 'نمای ذخیره‌شده', en: 'Saved view' }, many: { fa: 'نماهای ذخیره‌شده', en: 'Saved views' } },
  title: 'name',
  icon: 'bookmark',
  visibility: 'shared',
  defaultSort: 'position',
  example: {
    name: 'مشتریان تهران',
    recordType: 'account',
    audience: 'mine',
    filter: { field: 'city', op: 'eq', value: 'تهران' },
    sort: 'name',
    columns: ['name', 'city', 'phone'],
  },
})
export class SavedView extends BaseRecord {
  @TextField({ fa: 'نام', en: 'Name', required: true, max: 200 })
  name!: string;

  @TextField({ fa: 'نوع رکورد', en: 'Record type', required: true, max: 60 })
  recordType!: string;

  @ChoiceField({ fa: 'برای', en: 'Audience', required: true, default: 'mine', choices: AUDIENCES })
  audience!: 'mine' | 'team' | 'everyone' | 'chosen';

  @LinksField('role', { fa: 'برای نقش‌ها', en: 'For roles' })
  roleIds!: string[];

  @LinksField('team', { fa: 'برای تیم‌ها', en: 'For teams' })
  teamIds!: string[];

  @LinksField('user', { fa: 'برای افراد', en: 'For people' })
  userIds!: string[];

  @JsonField({ fa: 'شرط', en: 'Filter', help: { fa: 'شرط به زبان فیلتر.', en: 'A condition in the filter language.' } })
  filter!: Record<string, unknown> | null;

  @TextField({ fa: 'مرتب‌سازی', en: 'Sort', max: 200 })
  sort!: string | null;

  @JsonField({ fa: 'ستون‌ها', en: 'Columns', help: { fa: 'فهرست نام فیلدها.', en: 'List of field names.' } })
  columns!: string[] | null;

  @JsonField({
    fa: 'چیدمان',
    en: 'Layout',
    help: { fa: 'نوع نما و تنظیم‌های آن.', en: 'Kind of view and its options, as the client keeps them.' },
  })
  layout!: Record<string, unknown> | null;

  @IntegerField({ fa: 'جایگاه', en: 'Position', required: true, default: 0, min: 0, max: 10_000 })
  position!: number;
}
