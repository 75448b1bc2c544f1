import { BaseRecord } from '../../platform/records/base-record.js';
import {
  DateField,
  EmailField,
  LinkField,
  LongTextField,
  NationalIdField,
  PhoneField,
  TagsField,
  TextField,
} from '../../platform/records/fields.js';
import { RecordType } from '../../platform/records/record-type.js';

const IDENTITY = 'identity';
const REACH = 'reach';

/** A person at a party, or one that we know on their own (R3). */
@RecordType({
  name: 'contact',
  resource: 'contacts',
  module: 'core',
  labels: { one: { fa: 'مخاطب', en: 'Contact' }, many: { fa: 'مخاطبان', en: 'Contacts' } },
  title: 'fullName',
  icon: 'user',
  shareable: true,
  example: {
    firstName: 'سارا',
    lastName: 'مرادی',
    jobTitle: 'مدیر خرید',
    accountId: '0199c0de-0000-7000-8000-000000000001',
    mobile: '0912 345 6789',
    email: 'sara@example.ir',
    birthOn: '1986-04-12',
    externalId: 'P-381',
  },
})
export class Contact extends BaseRecord {
  @TextField({
    fa: 'نام کامل',
    en: 'Full name',
    readonly: true,
    madeOf: ['firstName', 'lastName'],
    max: 250,
    search: true,
    sort: true,
    group: IDENTITY,
    help: { fa: 'از نام و نام خانوادگی ساخته می‌شود.', en: 'Made of the first and the last name.' },
  })
  fullName!: string | null;

  @TextField({ fa: 'نام', en: 'First name', max: 100, group: IDENTITY })
  firstName!: string | null;

  @TextField({ fa: 'نام خانوادگی', en: 'Last name', required: true, max: 120, sort: true, group: IDENTITY })
  lastName!: string;

  @TextField({ fa: 'سمت', en: 'Job title', max: 120, search: true, group: IDENTITY })
  jobTitle!: string | null;

  @LinkField('account', { fa: 'طرف حساب', en: 'Account', group: IDENTITY })
  accountId!: string | null;

  @PhoneField({ fa: 'موبایل', en: 'Mobile', search: true, group: REACH })
  mobile!: string | null;

  @PhoneField({ fa: 'تلفن ثابت', en: 'Landline', search: true, group: REACH })
  phone!: string | null;

  @EmailField({ fa: 'ایمیل', en: 'E-mail', search: true, group: REACH })
  email!: string | null;

  @NationalIdField({ fa: 'کد ملی', en: 'National ID', search: true, unique: true, group: IDENTITY })
  nationalId!: string | null;

  @DateField({ fa: 'تاریخ تولد', en: 'Date of birth', group: IDENTITY })
  birthOn!: string | null;

  @TagsField({ fa: 'برچسب‌ها', en: 'Tags', group: IDENTITY })
  tags!: string[];

  @LongTextField({ fa: 'شرح', en: 'Description', group: IDENTITY })
  description!: string | null;
}
