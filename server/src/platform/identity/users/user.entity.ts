import { BaseRecord } from '../../records/base-record.js';
import { BooleanField, ChoiceField, EmailField, LinksField, PhoneField, TextField } from '../../records/fields.js';
import { RecordType } from '../../records/record-type.js';

export const USER_KINDS = [
  { value: 'person', label: { fa: 'شخص', en: 'Person' } },
  { value: 'integration', label: { fa: 'یکپارچه‌سازی', en: 'Integration' } },
] as const;

/** Somebody who signs in, or a machine that calls with a key. Owner of their own row; `orgUnitId` is their branch. */
@RecordType({
  name: 'user',
  resource: 'users',
  module: 'identity',
  labels: { one: { fa: 'کاربر', en: 'User' }, many: { fa: 'کاربران', en: 'Users' } },
  title: 'fullName',
  icon: 'user',
  defaultSort: 'fullName',
  example: {
    username: 'sara.moradi',
    fullName: 'سارا مرادی',
    email: 'sara.moradi@example.ir',
    jobTitle: 'کارشناس فروش',
    kind: 'person',
    active: true,
  },
})
export class User extends BaseRecord {
  @TextField({ fa: 'نام کاربری', en: 'Username', required: true, search: true, sort: true, max: 64 })
  username!: string;

  @TextField({ fa: 'نام و نام خانوادگی', en: 'Full name', required: true, search: true, sort: true, max: 200 })
  fullName!: string;

  @EmailField({ fa: 'ایمیل', en: 'E-mail', search: true })
  email!: string | null;

  @PhoneField({ fa: 'موبایل', en: 'Mobile' })
  mobile!: string | null;

  @TextField({ fa: 'سمت', en: 'Job title', max: 200 })
  jobTitle!: string | null;

  @TextField({
    fa: 'گذرواژه',
    en: 'Password',
    writeOnly: true,
    virtual: true,
    max: 200,
    help: { fa: 'با قاعده‌های گذرواژهٔ شرکت.', en: 'By the rules for passwords of the company.' },
  })
  password!: string | null;

  @BooleanField({ fa: 'فعال', en: 'Active', required: true, default: true })
  active!: boolean;

  @LinksField('role', { fa: 'نقش‌ها', en: 'Roles' })
  roleIds!: string[];

  @LinksField('team', { fa: 'تیم‌ها', en: 'Teams' })
  teamIds!: string[];

  @ChoiceField({ fa: 'نوع', en: 'Kind', required: true, default: 'person', choices: USER_KINDS })
  kind!: 'person' | 'integration';
}
