import type { Choice } from '../../platform/records/field-definition.js';

export const ACTIVITY_TYPES: readonly Choice[] = [
  { value: 'task', label: { fa: 'وظیفه', en: 'Task' } },
  { value: 'call', label: { fa: 'تماس', en: 'Call' } },
  { value: 'meeting', label: { fa: 'جلسه', en: 'Meeting' } },
];

/** Which way a call went. */
export const DIRECTIONS: readonly Choice[] = [
  { value: 'out', label: { fa: 'خروجی', en: 'Outgoing' } },
  { value: 'in', label: { fa: 'ورودی', en: 'Incoming' } },
];

/** How a call or a meeting ended. */
export const OUTCOMES: readonly Choice[] = [
  { value: 'done', label: { fa: 'انجام شد', en: 'Done' }, tone: 'success' },
  { value: 'reached', label: { fa: 'گفت‌وگو شد', en: 'Reached' }, tone: 'success' },
  { value: 'noAnswer', label: { fa: 'پاسخ نداد', en: 'No answer' }, tone: 'warning' },
  { value: 'busy', label: { fa: 'مشغول بود', en: 'Busy' }, tone: 'warning' },
  { value: 'callLater', label: { fa: 'بعداً تماس گرفته شود', en: 'Call later' }, tone: 'information' },
  { value: 'wrongNumber', label: { fa: 'شماره اشتباه بود', en: 'Wrong number' }, tone: 'danger' },
  { value: 'noShow', label: { fa: 'حاضر نشدند', en: 'No show' }, tone: 'warning' },
  { value: 'cancelled', label: { fa: 'لغو شد', en: 'Cancelled' }, tone: 'neutral' },
];

export const PRIORITIES: readonly Choice[] = [
  { value: 'urgent', label: { fa: 'فوری', en: 'Urgent' }, tone: 'danger' },
  { value: 'high', label: { fa: 'بالا', en: 'High' }, tone: 'warning' },
  { value: 'normal', label: { fa: 'عادی', en: 'Normal' }, tone: 'neutral' },
  { value: 'low', label: { fa: 'پایین', en: 'Low' }, tone: 'neutral' },
];
