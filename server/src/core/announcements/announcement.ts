import { BaseRecord } from '../../platform/records/base-record.js';
import { InstantField, LinksField, LongTextField, TextField } from '../../platform/records/fields.js';
import { RecordType } from '../../platform/records/record-type.js';

/** Something that the company tells its people: all of them, those of some roles, or those of some branches and below. */
@RecordType({
  name: 'announcement',
  resource: 'announcements',
  module: 'core',
  labels: { one: { fa: 'اطلاعیه', en: 'Announcement' }, many: { fa: 'اطلاعیه‌ها', en: 'Announcements' } },
  title: 'title',
  icon: 'megaphone',
  visibility: 'shared',
  defaultSort: '-fromAt',
  example: { title: 'تعطیلی پنجشنبه', body: 'پنجشنبهٔ این هفته دفتر مرکزی بسته است.', roleIds: [], orgUnitIds: [] },
})
export class Announcement extends BaseRecord {
  @TextField({ fa: 'عنوان', en: 'Title', required: true, sort: true, max: 200 })
  title!: string;

  @LongTextField({ fa: 'متن', en: 'Text', required: true, max: 5_000 })
  body!: string;

  @LinksField('role', {
    fa: 'برای نقش‌ها',
    en: 'For roles',
    help: {
      fa: 'اگر نقش و شعبه هر دو خالی بماند، برای همه است.',
      en: 'For everybody when roles and branches are empty.',
    },
  })
  roleIds!: string[];

  @LinksField('orgUnit', {
    fa: 'برای شعبه‌ها',
    en: 'For branches',
    help: { fa: 'شعبه‌های زیرمجموعه را هم در بر می‌گیرد.', en: 'Includes the branches below.' },
  })
  orgUnitIds!: string[];

  @InstantField({
    fa: 'از',
    en: 'From',
    sort: true,
    help: { fa: 'خالی یعنی از همین حالا.', en: 'Empty means from now on.' },
  })
  fromAt!: string | null;

  @InstantField({ fa: 'تا', en: 'Until' })
  toAt!: string | null;
}
