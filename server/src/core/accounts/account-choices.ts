import type { Choice } from '../../platform/records/field-definition.js';

/** Natural or legal person; it decides the form of the national id. */
export const ACCOUNT_KINDS: readonly Choice[] = [
  { value: 'company', label: { fa: 'حقوقی', en: 'Company' } },
  { value: 'person', label: { fa: 'حقیقی', en: 'Person' } },
];

/** What the party is to us (R5). */
export const RELATIONS: readonly Choice[] = [
  { value: 'prospect', label: { fa: 'مشتری بالقوه', en: 'Prospect' }, tone: 'information' },
  { value: 'customer', label: { fa: 'مشتری', en: 'Customer' }, tone: 'success' },
  { value: 'partner', label: { fa: 'شریک تجاری', en: 'Partner' }, tone: 'accent' },
  { value: 'supplier', label: { fa: 'تأمین‌کننده', en: 'Supplier' }, tone: 'neutral' },
  { value: 'competitor', label: { fa: 'رقیب', en: 'Competitor' }, tone: 'warning' },
  { value: 'subsidiary', label: { fa: 'سازمان زیرمجموعه', en: 'Subsidiary' }, tone: 'neutral' },
];

/** The four groups of customers (R6). */
export const CUSTOMER_GROUPS: readonly Choice[] = [
  { value: 'final', label: { fa: 'مشتری نهایی', en: 'Final customer' }, tone: 'success' },
  {
    value: 'intermediary',
    label: { fa: 'واسطه (توزیع، تحویل، نصب)', en: 'Intermediary (distribution, delivery, installation)' },
    tone: 'accent',
  },
  { value: 'staff', label: { fa: 'پرسنل', en: 'Staff' }, tone: 'neutral' },
  { value: 'forgotten', label: { fa: 'فراموش‌شده', en: 'Forgotten' }, tone: 'warning' },
];
