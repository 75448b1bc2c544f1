import { BaseRecord } from '../../../platform/records/base-record.js';
import {
  ChoiceField,
  EmailField,
  InstantField,
  IntegerField,
  JsonField,
  LinkField,
  LongTextField,
  MoneyField,
  PhoneField,
  TagsField,
  TextField,
} from '../../../platform/records/fields.js';
import { RecordType } from '../../../platform/records/record-type.js';
import { SOURCES } from '../opportunities/opportunity-choices.js';
import { LEAD_STATUSES, type LeadStatus } from './lead-choices.js';

/** Somebody who may become a customer, before there is a file of them (R17-R21). */
@RecordType({
  name: 'lead',
  resource: 'leads',
  module: 'sales',
  labels: { one: { fa: 'سرنخ', en: 'Lead' }, many: { fa: 'سرنخ‌ها', en: 'Leads' } },
  title: 'fullName',
  open: { field: 'status', op: 'in', value: ['new', 'working', 'qualified'] },
  icon: 'magnet',
  shareable: true,
  example: {
    firstName: 'رضا',
    lastName: 'کریمی',
    companyName: 'فولاد سپهر',
    mobile: '0912 345 6780',
    source: 'website',
    estimatedAmount: { amount: '1250000000', currency: 'IRR' },
    city: 'اصفهان',
  },
})
export class Lead extends BaseRecord {
  /** First and last name, else the company: what a list shows. */
  @TextField({
    fa: 'نام کامل',
    en: 'Full name',
    max: 400,
    readonly: true,
    madeOf: ['firstName', 'lastName', 'companyName'],
    search: true,
    sort: true,
  })
  fullName!: string;

  @TextField({ fa: 'نام', en: 'First name', max: 120, group: 'identity' })
  firstName!: string | null;

  @TextField({ fa: 'نام خانوادگی', en: 'Last name', max: 120, group: 'identity' })
  lastName!: string | null;

  @TextField({ fa: 'شرکت', en: 'Company', max: 200, search: true, sort: true, group: 'identity' })
  companyName!: string | null;

  @TextField({ fa: 'سمت', en: 'Job title', max: 120, group: 'identity' })
  jobTitle!: string | null;

  @PhoneField({ fa: 'موبایل', en: 'Mobile', search: true, group: 'reach' })
  mobile!: string | null;

  @PhoneField({ fa: 'تلفن ثابت', en: 'Phone', search: true, group: 'reach' })
  phone!: string | null;

  @EmailField({ fa: 'ایمیل', en: 'Email', search: true, group: 'reach' })
  email!: string | null;

  @ChoiceField({ fa: 'منبع آشنایی', en: 'Source', choices: SOURCES, group: 'origin' })
  source!: string | null;

  @TextField({ fa: 'کمپین', en: 'Campaign', max: 200, group: 'origin' })
  campaign!: string | null;

  /** `converted` and `disqualified` come only from the actions of these names. */
  @ChoiceField({ fa: 'وضعیت', en: 'Status', choices: LEAD_STATUSES, required: true, default: 'new' })
  status!: LeadStatus;

  /** 0..100, by the rules of scoring; `scoreReasons` says why. */
  @IntegerField({ fa: 'امتیاز', en: 'Score', readonly: true, default: 0, sort: true })
  score!: number;

  /** `[{ "reason": "hasMobile", "points": 15 }]`, the greatest first. */
  @JsonField({ fa: 'دلایل امتیاز', en: 'Score reasons', readonly: true, default: '[]' })
  scoreReasons!: unknown;

  @MoneyField({ fa: 'مبلغ برآوردی', en: 'Estimated amount', min: 0, group: 'interest' })
  estimatedAmount!: string | null;

  @TextField({ fa: 'کالای مورد نظر', en: 'Product interest', max: 300, group: 'interest' })
  productInterest!: string | null;

  @TextField({ fa: 'استان', en: 'Province', max: 80, group: 'place' })
  province!: string | null;

  @TextField({ fa: 'شهر', en: 'City', max: 80, group: 'place' })
  city!: string | null;

  @LongTextField({ fa: 'توضیحات', en: 'Description' })
  description!: string | null;

  @TagsField({ fa: 'برچسب‌ها', en: 'Tags' })
  tags!: string[];

  @TextField({ fa: 'دلیل رد', en: 'Disqualified because', max: 500, readonly: true, restorable: true, group: 'result' })
  disqualifiedReason!: string | null;

  /** Last finished activity about it. */
  @InstantField({ fa: 'آخرین فعالیت', en: 'Last activity at', readonly: true })
  lastActivityAt!: string | null;

  /** Due time of its earliest open activity. */
  @InstantField({ fa: 'گام بعدی', en: 'Next step at', readonly: true })
  nextStepAt!: string | null;

  /** Name of the rule that chose its owner; a text, so that it is told also to people who may not see the rules. */
  @TextField({ fa: 'قاعدهٔ واگذاری', en: 'Assigned by rule', max: 120, readonly: true })
  assignedByRule!: string | null;

  @InstantField({ fa: 'زمان تبدیل', en: 'Converted at', readonly: true, restorable: true, group: 'result' })
  convertedAt!: string | null;

  @LinkField('account', {
    fa: 'طرف حساب حاصل',
    en: 'Converted account',
    readonly: true,
    restorable: true,
    group: 'result',
  })
  convertedAccountId!: string | null;

  @LinkField('contact', {
    fa: 'مخاطب حاصل',
    en: 'Converted contact',
    readonly: true,
    restorable: true,
    group: 'result',
  })
  convertedContactId!: string | null;

  @LinkField('opportunity', {
    fa: 'فرصت حاصل',
    en: 'Converted opportunity',
    readonly: true,
    restorable: true,
    group: 'result',
  })
  convertedOpportunityId!: string | null;
}
