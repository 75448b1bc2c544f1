import type { FieldLimit, Grant } from '../../access/grants.js';
import { BaseRecord } from '../../records/base-record.js';
import { BooleanField, JsonField, LongTextField, TextField } from '../../records/fields.js';
import { RecordType } from '../../records/record-type.js';

/** What the holders of a role may do: grants by record type and action, and limits on fields. Several roles add up. */
@RecordType({
  name: 'role',
  resource: 'roles',
  module: 'identity',
  labels: { one: { fa: 'نقش', en: 'Role' }, many: { fa: 'نقش‌ها', en: 'Roles' } },
  title: 'name',
  icon: 'shield',
  visibility: 'shared',
  branch: 'orgUnitId',
  defaultSort: 'name',
  example: {
    name: 'حسابداری',
    description: 'خواندن طرف‌های حساب',
    grants: [{ recordType: 'account', action: 'view', scope: 'all' }],
    fields: [{ recordType: 'account', field: 'tags', level: 'read' }],
  },
})
export class Role extends BaseRecord {
  @TextField({ fa: 'نام', en: 'Name', required: true, search: true, sort: true, max: 200 })
  name!: string;

  @LongTextField({ fa: 'توضیح', en: 'Description', max: 2000 })
  description!: string | null;

  @JsonField({
    fa: 'مجوزهای دسترسی',
    en: 'Grants',
    required: true,
    default: '[]',
    help: {
      fa: 'فهرستی از نوع رکورد، عمل و دامنه.',
      en: 'List of `{ recordType, action, scope }`; record type `*` stands for every type.',
    },
  })
  grants!: Grant[];

  @JsonField({
    fa: 'محدودیت فیلدها',
    en: 'Field limits',
    required: true,
    default: '[]',
    help: {
      fa: 'فهرستی از نوع رکورد، فیلد و سطح: پنهان، پوشیده، فقط خواندن یا نوشتن.',
      en: 'List of `{ recordType, field, level }` with level hidden, masked, read or write.',
    },
  })
  fields!: FieldLimit[];

  @BooleanField({
    fa: 'ورود دومرحله‌ای لازم است',
    en: 'Requires two-step sign-in',
    required: true,
    default: false,
    help: {
      fa: 'دارندگان این نقش فقط با کد دوم وارد می‌شوند.',
      en: 'Whoever holds this role signs in with a second code only.',
    },
  })
  requiresTwoFactor!: boolean;

  @TextField({ fa: 'نقش آماده', en: 'Ready role', readonly: true, max: 50 })
  builtin!: string | null;
}
