import { BaseRecord } from '../records/base-record.js';
import type { Choice } from '../records/field-definition.js';
import { BooleanField, ChoiceField, IntegerField, TextField } from '../records/fields.js';
import { RecordType } from '../records/record-type.js';

/** How two values are compared. */
export const MATCHES: readonly Choice[] = [
  { value: 'name', label: { fa: 'نام', en: 'Name' } },
  { value: 'phone', label: { fa: 'شماره تلفن', en: 'Telephone number' } },
  { value: 'email', label: { fa: 'ایمیل', en: 'E-mail address' } },
  { value: 'exact', label: { fa: 'مقدار برابر', en: 'Equal value' } },
];

/** What becomes of a record that has the value of another one. */
export const RULE_ACTIONS: readonly Choice[] = [
  { value: 'warn', label: { fa: 'هشدار بده', en: 'Warn' }, tone: 'warning' },
  { value: 'refuse', label: { fa: 'ذخیره نکن', en: 'Refuse' }, tone: 'danger' },
];

/** By which field two records of a type may be known as one, and how much that says. */
@RecordType({
  name: 'duplicateRule',
  resource: 'duplicate-rules',
  module: 'platform',
  labels: {
    one: { fa: 'قاعدهٔ رکورد تکراری', en: 'Duplicate rule' },
    many: { fa: 'قاعده‌های رکورد تکراری', en: 'Duplicate rules' },
  },
  title: 'field',
  icon: 'copy',
  visibility: 'shared',
  example: { recordType: 'account', field: 'registrationNo', match: 'exact', weight: 90, action: 'warn', active: true },
})
export class DuplicateRule extends BaseRecord {
  @TextField({ fa: 'نوع رکورد', en: 'Record type', required: true, max: 60 })
  recordType!: string;

  @TextField({
    fa: 'فیلد',
    en: 'Field',
    required: true,
    max: 100,
    help: {
      fa: 'نام فیلد در API؛ فیلد سفارشی با custom. آغاز می‌شود.',
      en: 'Its name in the API; custom fields begin with custom.',
    },
  })
  field!: string;

  @ChoiceField({ fa: 'شیوهٔ مقایسه', en: 'Comparison', required: true, default: 'exact', choices: MATCHES })
  match!: 'name' | 'phone' | 'email' | 'exact';

  @IntegerField({
    fa: 'وزن',
    en: 'Weight',
    required: true,
    default: 80,
    min: 1,
    max: 100,
    help: {
      fa: 'برابری این فیلد به‌تنهایی چند درصد نشان می‌دهد که دو رکورد یکی‌اند. از ۵۰ به بالا رکوردها یک گروه می‌شوند.',
      en: 'How surely equal values mean one record, in percent. From 50 records make a group.',
    },
  })
  weight!: number;

  @ChoiceField({ fa: 'هنگام ذخیره', en: 'On saving', required: true, default: 'warn', choices: RULE_ACTIONS })
  action!: 'warn' | 'refuse';

  @BooleanField({ fa: 'فعال', en: 'Active', required: true, default: true })
  active!: boolean;
}
