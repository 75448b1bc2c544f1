import { BaseRecord } from '../../../platform/records/base-record.js';
import {
  ChoiceField,
  DateField,
  IntegerField,
  LinkField,
  MoneyField,
  TextField,
} from '../../../platform/records/fields.js';
import { RecordType } from '../../../platform/records/record-type.js';

/** What somebody, a team or a branch wants to reach in a period (R34). */
@RecordType({
  name: 'target',
  resource: 'targets',
  module: 'sales',
  labels: { one: { fa: 'هدف فروش', en: 'Target' }, many: { fa: 'هدف‌های فروش', en: 'Targets' } },
  title: 'name',
  icon: 'goal',
  defaultSort: '-fromOn',
  example: {
    name: 'هدف آبان',
    metric: 'wonAmount',
    period: '1405-08',
    audience: 'user',
    userId: '0199c0de-0000-7000-8000-000000000003',
    amount: { amount: '20000000000', currency: 'IRR' },
  },
})
export class Target extends BaseRecord {
  @TextField({ fa: 'نام', en: 'Name', max: 200 })
  name!: string | null;

  @ChoiceField({
    fa: 'سنجه',
    en: 'Metric',
    required: true,
    choices: [
      { value: 'wonAmount', label: { fa: 'مبلغ فروش موفق', en: 'Won amount' } },
      { value: 'wonCount', label: { fa: 'تعداد فروش موفق', en: 'Won count' } },
      { value: 'activityCount', label: { fa: 'تعداد فعالیت انجام‌شده', en: 'Finished activities' } },
    ],
  })
  metric!: 'wonAmount' | 'wonCount' | 'activityCount';

  /** A Jalali month `1405-08`; or give `fromOn` and `toOn`. */
  @TextField({ fa: 'ماه', en: 'Jalali month', max: 7 })
  period!: string | null;

  @DateField({ fa: 'از', en: 'From', sort: true })
  fromOn!: string;

  /** Last day, included. */
  @DateField({ fa: 'تا', en: 'To' })
  toOn!: string;

  /** Whose it is; a branch is named by `orgUnitId`. */
  @ChoiceField({
    fa: 'برای',
    en: 'Audience',
    required: true,
    default: 'user',
    choices: [
      { value: 'user', label: { fa: 'کاربر', en: 'User' } },
      { value: 'team', label: { fa: 'تیم', en: 'Team' } },
      { value: 'orgUnit', label: { fa: 'شعبه', en: 'Branch' } },
    ],
  })
  audience!: 'user' | 'team' | 'orgUnit';

  @LinkField('user', { fa: 'کاربر', en: 'User' })
  userId!: string | null;

  @LinkField('team', { fa: 'تیم', en: 'Team' })
  teamId!: string | null;

  /** Whole Rial, for `wonAmount`. */
  @MoneyField({ fa: 'مبلغ هدف', en: 'Amount', min: 1 })
  amount!: string | null;

  /** For `wonCount` and `activityCount`. */
  @IntegerField({ fa: 'تعداد هدف', en: 'Count', min: 1 })
  count!: number | null;
}
