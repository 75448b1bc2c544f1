import { BaseRecord } from '../../platform/records/base-record.js';
import {
  ChoiceField,
  EmailField,
  InstantField,
  LinkField,
  LongTextField,
  NationalIdField,
  PhoneField,
  PostalCodeField,
  TagsField,
  TextField,
  UrlField,
} from '../../platform/records/fields.js';
import { RecordType } from '../../platform/records/record-type.js';
import { ACCOUNT_KINDS, CUSTOMER_GROUPS, RELATIONS } from './account-choices.js';

const IDENTITY = 'identity';
const REACH = 'reach';
const PLACE = 'place';
const FOLLOW_UP = 'followUp';

/** A party that the company deals with: a person or a company, whatever the relation (R1, R5). */
@RecordType({
  name: 'account',
  resource: 'accounts',
  module: 'core',
  labels: { one: { fa: 'طرف حساب', en: 'Account' }, many: { fa: 'طرف‌های حساب', en: 'Accounts' } },
  title: 'name',
  icon: 'building',
  shareable: true,
  example: {
    name: 'بازرگانی آرمان',
    kind: 'company',
    relation: 'customer',
    nationalId: '14005893875',
    phone: '021-88776655',
    email: 'info@example.ir',
    industry: 'پخش مواد غذایی',
    province: 'تهران',
    city: 'تهران',
    address: 'خیابان مطهری، پلاک ۱۲',
    tags: ['نمایشگاه'],
    externalId: 'C-1042',
  },
})
export class Account extends BaseRecord {
  @TextField({ fa: 'نام', en: 'Name', required: true, max: 200, search: true, sort: true, group: IDENTITY })
  name!: string;

  @ChoiceField({
    fa: 'حقیقی یا حقوقی',
    en: 'Kind',
    required: true,
    default: 'company',
    choices: ACCOUNT_KINDS,
    group: IDENTITY,
  })
  kind!: 'person' | 'company';

  @ChoiceField({
    fa: 'نوع رابطه',
    en: 'Relation',
    required: true,
    default: 'prospect',
    choices: RELATIONS,
    group: IDENTITY,
  })
  relation!: string;

  @ChoiceField({ fa: 'گروه مشتری', en: 'Customer group', choices: CUSTOMER_GROUPS, group: IDENTITY })
  customerGroup!: string | null;

  @LinkField('account', {
    fa: 'سازمان بالادست',
    en: 'Parent account',
    group: IDENTITY,
    help: {
      fa: 'گروه یا شرکت مادری که این طرف حساب شعبه یا زیرمجموعهٔ آن است.',
      en: 'The group that this account is a branch of.',
    },
  })
  parentId!: string | null;

  @NationalIdField({
    fa: 'کد ملی یا شناسه ملی',
    en: 'National ID',
    search: true,
    unique: true,
    group: IDENTITY,
    help: {
      fa: 'برای حقیقی کد ملی ده‌رقمی، برای حقوقی شناسه ملی یازده‌رقمی.',
      en: 'Ten digits for a person, eleven for a company.',
    },
  })
  nationalId!: string | null;

  @TextField({ fa: 'شماره اقتصادی', en: 'Economic code', max: 20, search: true, group: IDENTITY })
  economicCode!: string | null;

  @TextField({ fa: 'شماره ثبت', en: 'Registration number', max: 20, group: IDENTITY })
  registrationNo!: string | null;

  @PhoneField({ fa: 'تلفن', en: 'Phone', search: true, group: REACH })
  phone!: string | null;

  @EmailField({ fa: 'ایمیل', en: 'E-mail', search: true, group: REACH })
  email!: string | null;

  @UrlField({ fa: 'وب‌سایت', en: 'Website', group: REACH })
  website!: string | null;

  @TextField({ fa: 'صنعت', en: 'Industry', max: 100, group: IDENTITY })
  industry!: string | null;

  @TextField({ fa: 'استان', en: 'Province', max: 60, group: PLACE })
  province!: string | null;

  @TextField({ fa: 'شهر', en: 'City', max: 60, search: true, sort: true, group: PLACE })
  city!: string | null;

  @LongTextField({ fa: 'نشانی', en: 'Address', max: 1000, group: PLACE })
  address!: string | null;

  @PostalCodeField({ fa: 'کد پستی', en: 'Postal code', group: PLACE })
  postalCode!: string | null;

  @TagsField({ fa: 'برچسب‌ها', en: 'Tags', group: IDENTITY })
  tags!: string[];

  @LongTextField({ fa: 'شرح', en: 'Description', group: IDENTITY })
  description!: string | null;

  @InstantField({
    fa: 'آخرین ارتباط',
    en: 'Last contacted',
    readonly: true,
    sort: true,
    group: FOLLOW_UP,
    help: { fa: 'زمان آخرین تماس یا جلسهٔ انجام‌شده.', en: 'When the last call or meeting was held.' },
  })
  lastContactedAt!: string | null;

  @InstantField({
    fa: 'فعالیت بعدی',
    en: 'Next activity',
    readonly: true,
    sort: true,
    group: FOLLOW_UP,
    help: { fa: 'نزدیک‌ترین سررسید میان فعالیت‌های انجام‌نشده.', en: 'The nearest due time among open activities.' },
  })
  nextActivityAt!: string | null;
}
