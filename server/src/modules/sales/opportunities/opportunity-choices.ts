import type { Choice } from '../../../platform/records/field-definition.js';

/** State of an opportunity. Only the actions win, lose and reopen change it. */
export const OPPORTUNITY_STATUSES = [
  { value: 'open', label: { fa: 'جاری', en: 'Open' }, tone: 'information' },
  { value: 'won', label: { fa: 'موفق', en: 'Won' }, tone: 'success' },
  { value: 'lost', label: { fa: 'شکست‌خورده', en: 'Lost' }, tone: 'danger' },
] as const satisfies readonly Choice[];

export type OpportunityStatus = (typeof OPPORTUNITY_STATUSES)[number]['value'];

/** How a customer came to know the company; leads and opportunities share the list. */
export const SOURCES = [
  { value: 'website', label: { fa: 'وب‌سایت', en: 'Website' } },
  { value: 'referral', label: { fa: 'معرفی', en: 'Referral' } },
  { value: 'exhibition', label: { fa: 'نمایشگاه', en: 'Exhibition' } },
  { value: 'advertising', label: { fa: 'تبلیغات', en: 'Advertising' } },
  { value: 'inboundCall', label: { fa: 'تماس ورودی', en: 'Inbound call' } },
  { value: 'socialMedia', label: { fa: 'شبکه‌های اجتماعی', en: 'Social media' } },
  { value: 'other', label: { fa: 'دیگر', en: 'Other' } },
] as const satisfies readonly Choice[];
