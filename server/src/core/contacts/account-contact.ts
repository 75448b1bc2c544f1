import { BaseRecord } from '../../platform/records/base-record.js';
import { BooleanField, ChoiceField, LinkField, TextField } from '../../platform/records/fields.js';
import type { Choice } from '../../platform/records/field-definition.js';
import { RecordType } from '../../platform/records/record-type.js';

/** What a person is to an account in a sale. */
export const CONTACT_ROLES: readonly Choice[] = [
  { value: 'decisionMaker', label: { fa: 'تصمیم‌گیرنده', en: 'Decision maker' }, tone: 'accent' },
  { value: 'influencer', label: { fa: 'اثرگذار', en: 'Influencer' } },
  { value: 'user', label: { fa: 'کاربر', en: 'User' } },
  { value: 'payer', label: { fa: 'پرداخت‌کننده', en: 'Payer' } },
  { value: 'technical', label: { fa: 'کارشناس فنی', en: 'Technical expert' } },
  { value: 'procurement', label: { fa: 'کارشناس خرید', en: 'Procurement' } },
  { value: 'intermediary', label: { fa: 'واسطه', en: 'Intermediary' } },
  { value: 'other', label: { fa: 'سایر', en: 'Other' } },
];

/** That a person has to do with an account, and as what: one person may be known in several firms. */
@RecordType({
  name: 'accountContact',
  resource: 'account-contacts',
  module: 'core',
  labels: {
    one: { fa: 'ارتباط مخاطب', en: 'Contact role' },
    many: { fa: 'ارتباط‌های مخاطبان', en: 'Contact roles' },
  },
  title: 'role',
  icon: 'users',
  visibility: 'child',
  onceFor: ['accountId', 'contactId', 'role'],
  example: {
    accountId: '0199c0de-0000-7000-8000-000000000001',
    contactId: '0199c0de-0000-7000-8000-000000000002',
    role: 'decisionMaker',
    main: true,
  },
})
export class AccountContact extends BaseRecord {
  @LinkField('account', { fa: 'طرف حساب', en: 'Account', required: true })
  accountId!: string;

  @LinkField('contact', { fa: 'مخاطب', en: 'Contact', required: true })
  contactId!: string;

  @ChoiceField({ fa: 'نقش', en: 'Role', required: true, default: 'other', choices: CONTACT_ROLES })
  role!: string;

  @BooleanField({ fa: 'رابط اصلی', en: 'Main contact', required: true, default: false })
  main!: boolean;

  @TextField({ fa: 'توضیح', en: 'Remark', max: 300 })
  remark!: string | null;
}
