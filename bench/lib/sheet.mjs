import { randomBytes } from 'node:crypto';

const FIRST = ['مریم', 'رضا', 'زهرا', 'علی', 'نگار', 'حسین', 'سارا', 'پارسا'];
const LAST = ['کریمی', 'احمدی', 'محمدی', 'رضایی', 'موسوی', 'جعفری', 'کاظمی'];
const TITLES = ['مدیر خرید', 'کارشناس فروش', 'پزشک', 'حسابدار', 'مدیرعامل'];

export const HEADINGS = ['نام', 'نام خانوادگی', 'سمت', 'موبایل', 'ایمیل'];

/** Numbers of a range that the sample company has nothing in; each run takes the next ones from a place of its own. */
let next = Math.floor(Math.random() * 10_000_000);

/**
 * Rows of people as a file of a customer has them, other ones each time: no row is there already. A number that somebody has
 * would change that record, and one that two people have would mean neither.
 *
 * @param {number} count
 * @returns {string[][]} in the order of HEADINGS
 */
export function peopleRows(count) {
  const run = randomBytes(4).toString('hex');
  return Array.from({ length: count }, (_, i) => {
    next = (next + 1) % 10_000_000;
    return [
      FIRST[i % FIRST.length],
      `${LAST[i % LAST.length]} ${run}`,
      TITLES[i % TITLES.length],
      `0999${String(next).padStart(7, '0')}`,
      `bench${run}${i}@example.com`,
    ];
  });
}

export function csvOf(rows) {
  return `\uFEFF${[HEADINGS, ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`;
}
