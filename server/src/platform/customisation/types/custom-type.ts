import { BaseRecord } from '../../records/base-record.js';
import { ChoiceField, IntegerField, TextField } from '../../records/fields.js';
import { RecordType } from '../../records/record-type.js';

const WHAT = 'what';
const WORDS = 'words';

/** Who sees the records of a company's own type. */
const VISIBILITIES = [
  { value: 'owned', label: { fa: 'بر پایه مسئول و شعبه', en: 'By owner and branch' } },
  { value: 'shared', label: { fa: 'همه دارندگان دسترسی', en: 'Whoever has the right' } },
] as const;

/** A record type that the company adds, with a table of its own (docs/decisions/0008-customisation.md). */
@RecordType({
  name: 'customType',
  resource: 'record-types',
  module: 'platform',
  labels: {
    one: { fa: 'نوع رکورد سفارشی', en: 'Custom record type' },
    many: { fa: 'نوع‌های رکورد سفارشی', en: 'Custom record types' },
  },
  title: 'oneFa',
  icon: 'shapes',
  visibility: 'shared',
  actions: ['view', 'create', 'edit', 'delete', 'restore', 'history'],
  defaultSort: 'order',
  example: {
    name: 'device',
    resource: 'devices',
    oneFa: 'دستگاه',
    manyFa: 'دستگاه‌ها',
    oneEn: 'Device',
    manyEn: 'Devices',
    titleFa: 'نام دستگاه',
    visibility: 'owned',
  },
})
export class CustomType extends BaseRecord {
  @TextField({
    fa: 'نام در API',
    en: 'Name',
    required: true,
    max: 40,
    sort: true,
    search: true,
    group: WHAT,
    help: {
      fa: 'مفرد و با حرف‌های لاتین، مانند device. بعداً تغییر نمی‌کند.',
      en: 'Singular, as in `device`; it never changes.',
    },
  })
  name!: string;

  @TextField({
    fa: 'نشانی در API',
    en: 'Resource',
    required: true,
    max: 40,
    group: WHAT,
    help: {
      fa: 'جمع و با حرف کوچک لاتین، مانند devices. بعداً تغییر نمی‌کند.',
      en: 'Plural in kebab-case, as in `devices`; it never changes.',
    },
  })
  resource!: string;

  @TextField({ fa: 'نام مفرد فارسی', en: 'Persian singular', required: true, max: 80, search: true, group: WORDS })
  oneFa!: string;

  @TextField({ fa: 'نام جمع فارسی', en: 'Persian plural', required: true, max: 80, search: true, group: WORDS })
  manyFa!: string;

  @TextField({ fa: 'نام مفرد انگلیسی', en: 'English singular', max: 80, group: WORDS })
  oneEn!: string | null;

  @TextField({ fa: 'نام جمع انگلیسی', en: 'English plural', max: 80, group: WORDS })
  manyEn!: string | null;

  @TextField({ fa: 'برچسب فارسی نام رکورد', en: 'Persian label of the name', max: 80, group: WORDS })
  titleFa!: string | null;

  @TextField({ fa: 'برچسب انگلیسی نام رکورد', en: 'English label of the name', max: 80, group: WORDS })
  titleEn!: string | null;

  @TextField({ fa: 'نماد', en: 'Icon', max: 40, group: WHAT })
  icon!: string | null;

  @ChoiceField({
    fa: 'دیده شدن رکوردها',
    en: 'Visibility',
    required: true,
    default: 'owned',
    choices: VISIBILITIES,
    group: WHAT,
    help: { fa: 'بعداً تغییر نمی‌کند.', en: 'It never changes.' },
  })
  visibility!: 'owned' | 'shared';

  @TextField({
    fa: 'فیلد ستون‌های کاریز',
    en: 'Board field',
    max: 60,
    group: WHAT,
    help: {
      fa: 'فیلد انتخابی که ستون‌های نمای کاریز از آن ساخته می‌شود.',
      en: 'Choice field whose choices are the columns of the board: `custom.state`.',
    },
  })
  boardField!: string | null;

  @TextField({ fa: 'توضیح', en: 'Description', max: 500, group: WHAT })
  description!: string | null;

  @IntegerField({
    fa: 'ترتیب',
    en: 'Order',
    required: true,
    default: 0,
    min: 0,
    max: 10_000,
    column: 'position',
    sort: true,
    group: WHAT,
  })
  order!: number;
}
