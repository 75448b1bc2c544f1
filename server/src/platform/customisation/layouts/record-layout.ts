import { BaseRecord } from '../../records/base-record.js';
import { IntegerField, JsonField, LinksField, TextField } from '../../records/fields.js';
import { RecordType } from '../../records/record-type.js';

const NAMES = {
  fa: 'فهرست نام فیلدها به ترتیب.',
  en: 'List of field names in their order.',
};
const GROUPS = {
  fa: 'فهرست گروه‌ها، هر یک با عنوان و نام فیلدها.',
  en: 'List of `{ title: { fa, en }, fields }` in their order.',
};

/**
 * How the records of a type are laid out, for everybody or for some roles, and what the type and its fields are called. It
 * shows and hides on screens; what somebody may see at all is said by the rights of roles.
 */
@RecordType({
  name: 'recordLayout',
  resource: 'record-layouts',
  module: 'platform',
  labels: { one: { fa: 'چیدمان', en: 'Layout' }, many: { fa: 'چیدمان‌ها', en: 'Layouts' } },
  title: 'name',
  icon: 'layout',
  visibility: 'shared',
  defaultSort: 'recordType,order',
  example: {
    name: 'چیدمان فروش',
    recordType: 'account',
    form: [{ title: { fa: 'شناسایی', en: 'Identity' }, fields: ['name', 'nationalId'] }],
    listColumns: ['name', 'city', 'phone'],
    fieldLabels: { economicCode: { fa: 'شماره اقتصادی' } },
  },
})
export class RecordLayout extends BaseRecord {
  @TextField({ fa: 'نام', en: 'Name', required: true, max: 120, search: true, sort: true })
  name!: string;

  @TextField({ fa: 'نوع رکورد', en: 'Record type', required: true, max: 60 })
  recordType!: string;

  @LinksField('role', {
    fa: 'نقش‌ها',
    en: 'Roles',
    help: { fa: 'اگر خالی بماند، برای همه است.', en: 'For everybody when empty.' },
  })
  roleIds!: string[];

  @IntegerField({
    fa: 'ترتیب',
    en: 'Order',
    required: true,
    default: 0,
    min: 0,
    max: 10_000,
    column: 'position',
    sort: true,
    help: { fa: 'میان چند چیدمان، کوچک‌تر پیش می‌افتد.', en: 'Of several that fit, the lowest counts.' },
  })
  order!: number;

  @JsonField({
    fa: 'نام نوع رکورد',
    en: 'Labels',
    help: {
      fa: 'نام مفرد و جمع؛ فقط در چیدمان همه.',
      en: '`{ one: { fa, en }, many: { fa, en } }`; only in a layout for everybody.',
    },
  })
  labels!: unknown;

  @JsonField({
    fa: 'برچسب فیلدها',
    en: 'Field labels',
    help: {
      fa: 'برچسب تازهٔ هر فیلد؛ فقط در چیدمان همه.',
      en: 'Field name to `{ fa, en }`; only in a layout for everybody.',
    },
  })
  fieldLabels!: unknown;

  @JsonField({ fa: 'فرم', en: 'Form', help: GROUPS })
  form!: unknown;

  @JsonField({ fa: 'ستون‌های فهرست', en: 'List columns', help: NAMES })
  listColumns!: unknown;

  @JsonField({ fa: 'فیلدهای کارت', en: 'Card fields', help: NAMES })
  cardFields!: unknown;

  @JsonField({ fa: 'مشخصات صفحه', en: 'Facts', help: GROUPS })
  facts!: unknown;

  @JsonField({ fa: 'فیلدهای پنهان', en: 'Hidden fields', help: NAMES })
  hiddenFields!: unknown;
}
