import type { FieldInfo } from '~/api/record-types';
import type { Money } from '~/lib/format';

export interface Deal {
  id: string;
  name: string;
  account: string;
  stage: number;
  amount: Money;
  closeOn: string;
  owner: string;
  phone: string;
}

export const STAGES = ['سرنخ تازه', 'تماس اولیه', 'ارسال پیشنهاد', 'مذاکره', 'بستن'];
const NAMES = [
  'قرارداد پشتیبانی سالانه',
  'خرید لایسنس سازمانی',
  'راه‌اندازی CRM شعب',
  'تمدید سرویس ابری',
  'آموزش تیم فروش',
];
const ACCOUNTS = ['فولاد سپاهان', 'داروسازی رازی', 'پخش البرز', 'لبنیات دامدار', 'صنایع غذایی بهروز', 'هتل بزرگ شیراز'];
const OWNERS = ['سارا محمدی', 'امیر کریمی', 'علی رضایی', 'نگار احمدی', 'مریم حسینی'];
const pick = (list: readonly string[], index: number) => list[index % list.length] ?? '';

/** Made-up opportunities, the same each time. */
export const DEALS: Deal[] = Array.from({ length: 2000 }, (_, index) => ({
  id: `d${index}`,
  name: pick(NAMES, index),
  account: pick(ACCOUNTS, index * 7),
  stage: (index * 3) % 5,
  amount: { amount: String(((index * 7919) % 9000) * 1_000_000 + 350_000_000), currency: 'IRR' },
  closeOn: new Date(Date.UTC(2026, 10, 21 + (index % 90))).toISOString().slice(0, 10),
  owner: pick(OWNERS, index * 3),
  phone: `+98912${String(1_000_000 + index * 37).slice(0, 7)}`,
}));

export const FIELDS: FieldInfo[] = [
  { name: 'name', type: 'text', label: { fa: 'عنوان', en: 'Name' } },
  { name: 'amount', type: 'money', label: { fa: 'مبلغ', en: 'Amount' } },
  { name: 'expectedCloseOn', type: 'date', label: { fa: 'تاریخ بستن', en: 'Close date' } },
  {
    name: 'status',
    type: 'choice',
    label: { fa: 'وضعیت', en: 'Status' },
    choices: [
      { value: 'open', label: { fa: 'جاری', en: 'Open' }, tone: 'information' },
      { value: 'won', label: { fa: 'موفق', en: 'Won' }, tone: 'success' },
      { value: 'lost', label: { fa: 'شکست‌خورده', en: 'Lost' }, tone: 'danger' },
    ],
  },
];
