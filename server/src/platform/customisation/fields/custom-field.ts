import type { FieldKind } from './field-kinds.js';
import { KIND_CHOICES } from './field-kinds.js';
import { BaseRecord } from '../../records/base-record.js';
import { BooleanField, ChoiceField, DecimalField, IntegerField, JsonField, TextField } from '../../records/fields.js';
import { RecordType } from '../../records/record-type.js';

const WHAT = 'what';
const LIMITS = 'limits';
const PLACE = 'place';
const RULES = 'rules';

/** A field that the company adds to a record type: `custom.<name>` of its records (docs/decisions/0008-customisation.md). */
@RecordType({
  name: 'customField',
  resource: 'custom-fields',
  module: 'platform',
  labels: { one: { fa: 'فیلد سفارشی', en: 'Custom field' }, many: { fa: 'فیلدهای سفارشی', en: 'Custom fields' } },
  title: 'labelFa',
  icon: 'sliders',
  visibility: 'shared',
  defaultSort: 'recordType,order',
  example: {
    recordType: 'account',
    name: 'fleetSize',
    kind: 'number',
    labelFa: 'تعداد ناوگان',
    labelEn: 'Fleet size',
    decimals: 0,
    min: 0,
    indexed: true,
  },
})
export class CustomField extends BaseRecord {
  @TextField({ fa: 'نوع رکورد', en: 'Record type', required: true, max: 60, group: WHAT })
  recordType!: string;

  @TextField({
    fa: 'نام در API',
    en: 'Name',
    required: true,
    max: 40,
    sort: true,
    search: true,
    group: WHAT,
    help: {
      fa: 'حرف‌های لاتین و رقم، مانند fleetSize. بعداً تغییر نمی‌کند.',
      en: 'Latin letters and digits, as in `fleetSize`; it never changes. A link ends in `Id`.',
    },
  })
  name!: string;

  @ChoiceField({ fa: 'نوع فیلد', en: 'Kind', required: true, choices: KIND_CHOICES, group: WHAT })
  kind!: FieldKind;

  @TextField({ fa: 'برچسب فارسی', en: 'Persian label', required: true, max: 120, search: true, group: WHAT })
  labelFa!: string;

  @TextField({ fa: 'برچسب انگلیسی', en: 'English label', max: 120, search: true, group: WHAT })
  labelEn!: string | null;

  @TextField({ fa: 'راهنمای فارسی', en: 'Persian help', max: 500, group: WHAT })
  helpFa!: string | null;

  @TextField({ fa: 'راهنمای انگلیسی', en: 'English help', max: 500, group: WHAT })
  helpEn!: string | null;

  @JsonField({
    fa: 'مقدار پیش‌فرض',
    en: 'Default',
    column: 'default_value',
    group: WHAT,
    help: { fa: 'مقداری که رکورد تازه می‌گیرد.', en: 'Value of a new record, as the API writes it.' },
  })
  default!: unknown;

  @BooleanField({ fa: 'لازم', en: 'Required', required: true, default: false, column: 'is_required', group: LIMITS })
  required!: boolean;

  @BooleanField({
    fa: 'یکتا',
    en: 'Unique',
    required: true,
    default: false,
    column: 'is_unique',
    group: LIMITS,
    help: {
      fa: 'دو رکوردی که یک نفر می‌بیند یک مقدار ندارند.',
      en: 'No two records that the writer sees have the same value.',
    },
  })
  unique!: boolean;

  @BooleanField({
    fa: 'نمایه‌شده',
    en: 'Indexed',
    required: true,
    default: false,
    group: LIMITS,
    help: { fa: 'شرط و مرتب‌سازی روی آن سریع است.', en: 'Filters and sorting by it are quick.' },
  })
  indexed!: boolean;

  @BooleanField({ fa: 'در جست‌وجو', en: 'Searchable', required: true, default: false, group: LIMITS })
  searchable!: boolean;

  @JsonField({
    fa: 'گزینه‌ها',
    en: 'Choices',
    group: LIMITS,
    help: {
      fa: 'فهرست گزینه‌ها به ترتیب.',
      en: 'List of `{ value, label: { fa, en }, tone, retired }` in their order.',
    },
  })
  choices!: unknown;

  @TextField({ fa: 'پیوند به', en: 'Link target', max: 60, group: LIMITS })
  linkTarget!: string | null;

  @DecimalField({ fa: 'حداقل', en: 'Least', group: LIMITS })
  min!: string | null;

  @DecimalField({ fa: 'حداکثر', en: 'Greatest', group: LIMITS })
  max!: string | null;

  @IntegerField({ fa: 'رقم اعشار', en: 'Decimals', min: 0, max: 4, group: LIMITS })
  decimals!: number | null;

  @IntegerField({ fa: 'حداکثر نویسه', en: 'Most characters', min: 1, max: 20_000, group: LIMITS })
  maxLength!: number | null;

  @TextField({ fa: 'گروه', en: 'Group', max: 120, column: 'group_name', group: PLACE })
  group!: string | null;

  @IntegerField({
    fa: 'ترتیب',
    en: 'Order',
    required: true,
    default: 0,
    min: 0,
    max: 10_000,
    column: 'position',
    sort: true,
    group: PLACE,
  })
  order!: number;

  @JsonField({
    fa: 'شرط نمایش',
    en: 'Visible when',
    group: RULES,
    help: {
      fa: 'شرطی به زبان فیلتر.',
      en: 'A condition in the filter language; the field is wanted only when it holds.',
    },
  })
  visibleWhen!: unknown;

  @JsonField({
    fa: 'قاعده‌های درستی',
    en: 'Validations',
    group: RULES,
    help: {
      fa: 'فهرستی از شرط و پیام: وقتی شرط برقرار است ثبت نمی‌شود.',
      en: 'List of `{ when, message: { fa, en } }`: a record for which `when` holds is refused.',
    },
  })
  validations!: unknown;

  @JsonField({
    fa: 'فرمول',
    en: 'Formula',
    group: RULES,
    help: { fa: 'عبارتی که مقدار از آن حساب می‌شود.', en: 'Expression that the value is calculated from.' },
  })
  formula!: unknown;

  @JsonField({
    fa: 'شماره‌گذاری',
    en: 'Numbering',
    group: RULES,
    help: {
      fa: 'پیشوند، تعداد رقم، آغاز و بی‌فاصله بودن.',
      en: '`{ prefix, digits, start, gapless }` of an auto-number.',
    },
  })
  numbering!: unknown;

  @BooleanField({ fa: 'فعال', en: 'Active', required: true, default: true, group: PLACE })
  active!: boolean;
}
