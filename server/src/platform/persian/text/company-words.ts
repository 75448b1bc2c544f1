import { normalizeKey } from './normalize-key.js';

/** Phrases before single words, all written as keys. */
const COMPANY_PHRASES = ['با مسیولیت محدود', 'مسیولیت محدود', 'سهامی خاص', 'سهامی عام'];
const COMPANY_WORDS = new Set([
  'شرکت',
  'موسسه',
  'گروه',
  'بازرگانی',
  'صنعتی',
  'صنایع',
  'تولیدی',
  'خدماتی',
  'هلدینگ',
  'فروشگاه',
  'کارخانه',
]);
const TITLES = new Set([
  'اقای',
  'اقا',
  'خانم',
  'جناب',
  'سرکار',
  'دکتر',
  'مهندس',
  'حاج',
  'حاجی',
  'حاجیه',
  'سید',
  'سیده',
  'استاد',
]);

/** The key of a company name without boilerplate («شرکت … (سهامی خاص)»); the whole key when nothing else is left. */
export function stripCompanyWords(name: string): string {
  const key = normalizeKey(name);
  let rest = ` ${key} `;
  for (const phrase of COMPANY_PHRASES) rest = rest.replace(` ${phrase} `, ' ');
  const words = rest.split(' ').filter((word) => word !== '' && !COMPANY_WORDS.has(word));
  return words.length === 0 ? key : words.join(' ');
}

/** The key of a person's name without leading titles («جناب آقای دکتر …»); the whole key when nothing else is left. */
export function stripTitles(name: string): string {
  const key = normalizeKey(name);
  const words = key.split(' ');
  const first = words.findIndex((word) => !TITLES.has(word));
  return first === -1 ? key : words.slice(first).join(' ');
}
