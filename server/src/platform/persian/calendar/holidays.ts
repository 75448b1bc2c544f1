import { LUNAR_HOLIDAYS, ONE_OFF_HOLIDAYS } from './holidays-data.js';
import type { IsoDate } from './iso-date.js';
import { fromJalali, isJalaliLeapYear, toJalali } from './jalali.js';

/** Why a day is closed: a fixed Jalali day, a day that follows the moon, or a decree for one day. */
export type HolidayKind = 'solar' | 'lunar' | 'one_off';

/** An official holiday; two may share a day. */
export interface Holiday {
  date: IsoDate;
  kind: HolidayKind;
  /** Persian name of the occasion. */
  title: string;
}

/** Month, day and title of the holidays that come on the same Jalali day every year. */
const SOLAR: readonly (readonly [month: number, day: number, title: string])[] = [
  [1, 1, 'نوروز'],
  [1, 2, 'عید نوروز'],
  [1, 3, 'عید نوروز'],
  [1, 4, 'عید نوروز'],
  [1, 12, 'روز جمهوری اسلامی ایران'],
  [1, 13, 'روز طبیعت'],
  [3, 14, 'رحلت امام خمینی'],
  [3, 15, 'قیام ۱۵ خرداد'],
  [11, 22, 'پیروزی انقلاب اسلامی'],
  [12, 29, 'روز ملی شدن صنعت نفت'],
];

/** The solar holidays of any year, with 30 Esfand in leap years. */
export function solarHolidays(jy: number): Holiday[] {
  const days = isJalaliLeapYear(jy) ? [...SOLAR, [12, 30, 'آخرین روز سال'] as const] : SOLAR;
  return days.map(([month, day, title]) => ({ date: fromJalali(jy, month, day), kind: 'solar', title }));
}

function fromTable(table: Readonly<Record<string, string>>, kind: HolidayKind): Holiday[] {
  return Object.entries(table).flatMap(([title, days]) =>
    days.split(' ').map((day) => {
      const [jy, jm, jd] = day.split('-').map(Number) as [number, number, number];
      return { date: fromJalali(jy, jm, jd), kind, title };
    }),
  );
}

let announced: Holiday[] | undefined;

/** Lunar and one-off holidays that are known (1395 to 1405), by date. */
export function announcedHolidays(): readonly Holiday[] {
  announced ??= [...fromTable(LUNAR_HOLIDAYS, 'lunar'), ...fromTable(ONE_OFF_HOLIDAYS, 'one_off')].sort((a, b) =>
    a.date < b.date ? -1 : 1,
  );
  return announced;
}

/** Every known holiday of a Jalali year, by date; outside 1395 to 1405 only the solar ones. */
export function holidaysOf(jy: number): Holiday[] {
  const lunar = announcedHolidays().filter((holiday) => toJalali(holiday.date).jy === jy);
  return [...solarHolidays(jy), ...lunar].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Known holidays of a span of Jalali years, grouped by day. */
export function holidayIndex(fromYear: number, toYear: number): Map<IsoDate, Holiday[]> {
  const index = new Map<IsoDate, Holiday[]>();
  for (let jy = fromYear; jy <= toYear; jy += 1) {
    for (const holiday of holidaysOf(jy)) {
      const sameDay = index.get(holiday.date);
      if (sameDay) sameDay.push(holiday);
      else index.set(holiday.date, [holiday]);
    }
  }
  return index;
}
