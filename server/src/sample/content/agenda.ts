import type { SampleActivity } from './activities.js';

interface Appointment extends Pick<SampleActivity, 'type' | 'subject' | 'priority'> {
  /** Working days from the day of loading. */
  readonly day: number;
  /** Place in the working hours, 0 to 1. */
  readonly hour: number;
  readonly location?: string;
}

/** The open work of the person who loads the sample: late, of today, and of the days that follow. */
export const AGENDA: readonly Appointment[] = [
  { day: -3, hour: 0.4, type: 'call', subject: 'پیگیری پرداخت پیش‌پرداخت', priority: 'high' },
  { day: -1, hour: 0.2, type: 'task', subject: 'ارسال کاتالوگ و مشخصات فنی', priority: 'normal' },
  { day: -1, hour: 0.7, type: 'call', subject: 'پیگیری پیش‌فاکتور', priority: 'urgent' },
  { day: 0, hour: 0.15, type: 'call', subject: 'هماهنگی نمایش دستگاه', priority: 'normal' },
  { day: 0, hour: 0.4, type: 'meeting', subject: 'جلسهٔ نهایی‌کردن قرارداد', priority: 'high', location: 'دفتر مشتری' },
  { day: 0, hour: 0.65, type: 'task', subject: 'تهیهٔ پیش‌فاکتور', priority: 'normal' },
  { day: 0, hour: 0.9, type: 'call', subject: 'تماس برای تصمیم نهایی', priority: 'high' },
  { day: 1, hour: 0.2, type: 'meeting', subject: 'بازدید از محل نصب', priority: 'normal', location: 'محل نصب' },
  { day: 1, hour: 0.6, type: 'call', subject: 'پیگیری تأیید مالی', priority: 'normal' },
  { day: 2, hour: 0.3, type: 'meeting', subject: 'جلسهٔ نیازسنجی', priority: 'normal', location: 'نشست برخط' },
  { day: 3, hour: 0.5, type: 'task', subject: 'تهیهٔ پیش‌نویس قرارداد', priority: 'high' },
  { day: 5, hour: 0.3, type: 'call', subject: 'تماس رضایت‌سنجی', priority: 'low' },
];
