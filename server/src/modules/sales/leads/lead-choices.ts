import type { Choice } from '../../../platform/records/field-definition.js';

/** State of a lead; convert and disqualify set the last two. */
export const LEAD_STATUSES = [
  { value: 'new', label: { fa: 'جدید', en: 'New' }, tone: 'information' },
  { value: 'working', label: { fa: 'در حال پیگیری', en: 'Working' }, tone: 'accent' },
  { value: 'qualified', label: { fa: 'تأیید شده', en: 'Qualified' }, tone: 'success' },
  { value: 'converted', label: { fa: 'تبدیل شده', en: 'Converted' }, tone: 'neutral' },
  { value: 'disqualified', label: { fa: 'رد شده', en: 'Disqualified' }, tone: 'danger' },
] as const satisfies readonly Choice[];

export type LeadStatus = (typeof LEAD_STATUSES)[number]['value'];
