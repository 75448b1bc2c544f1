import { randomBytes } from 'node:crypto';

const FIRST = ['مریم', 'رضا', 'زهرا', 'علی', 'نگار', 'حسین', 'سارا', 'پارسا'];
const LAST = ['کریمی', 'احمدی', 'محمدی', 'رضایی', 'موسوی', 'جعفری', 'کاظمی'];
const TITLES = ['مدیر خرید', 'کارشناس فروش', 'پزشک', 'حسابدار', 'مدیرعامل'];

export const HEADINGS = ['نام', 'نام خانوادگی', 'سمت', 'موبایل', 'ایمیل'];

/**
 * Rows of people as a file of a customer has them, other ones each time: no row is there already.
 *
 * @param {number} count
 * @returns {string[][]} in the order of HEADINGS
 */
export function peopleRows(count) {
  const run = randomBytes(4).toString('hex');
  const start = Math.floor(Math.random() * 9_000_000);
  return Array.from({ length: count }, (_, i) => [
    FIRST[i % FIRST.length],
    `${LAST[i % LAST.length]} ${run}`,
    TITLES[i % TITLES.length],
    `0990${String((start + i) % 10_000_000).padStart(7, '0')}`,
    `bench${run}${i}@example.com`,
  ]);
}

export function csvOf(rows) {
  return `\uFEFF${[HEADINGS, ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`;
}
