import { toPersianDigits } from '../text/digits.js';
import { daysBetween, type IsoDate, weekdayOf } from './iso-date.js';
import { toJalali } from './jalali.js';
import { JALALI_MONTHS, JALALI_MONTHS_LATIN, WEEKDAYS } from './names.js';
import { toTehran } from './tehran-time.js';

/**
 * `numeric` ۱۴۰۵/۰۸/۳۰ · `long` ۳۰ آبان ۱۴۰۵ · `full` شنبه ۳۰ آبان ۱۴۰۵ · `monthYear` آبان ۱۴۰۵ · `dayMonth` ۳۰ آبان ·
 * `ascii` 1405/08/30 (file names, exports)
 */
export type JalaliStyle = 'numeric' | 'long' | 'full' | 'monthYear' | 'dayMonth' | 'ascii';

const WEEKDAYS_ENGLISH = ['Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const;

/** Language of the words and digits; the calendar stays Jalali in both. */
export type JalaliLocale = 'fa' | 'en';

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function clock(minuteOfDay: number): string {
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}

function weekdayName(date: IsoDate, locale: JalaliLocale): string {
  return (locale === 'fa' ? WEEKDAYS : WEEKDAYS_ENGLISH)[weekdayOf(date)] as string;
}

/** A day for people, in the Jalali calendar. Default style `long`. */
export function formatJalaliDate(date: IsoDate, style: JalaliStyle = 'long', locale: JalaliLocale = 'fa'): string {
  const { jy, jm, jd } = toJalali(date);
  const month = (locale === 'fa' ? JALALI_MONTHS : JALALI_MONTHS_LATIN)[jm - 1] as string;
  const text: Record<JalaliStyle, string> = {
    numeric: `${jy}/${two(jm)}/${two(jd)}`,
    ascii: `${jy}/${two(jm)}/${two(jd)}`,
    long: `${jd} ${month} ${jy}`,
    full: `${weekdayName(date, locale)} ${jd} ${month} ${jy}`,
    monthYear: `${month} ${jy}`,
    dayMonth: `${jd} ${month}`,
  };
  return style === 'ascii' || locale === 'en' ? text[style] : toPersianDigits(text[style]);
}

/** Tehran wall clock of an instant: «۱۹:۳۰». */
export function formatTime(instant: Date | string | number, locale: JalaliLocale = 'fa'): string {
  const text = clock(toTehran(instant).minuteOfDay);
  return locale === 'fa' ? toPersianDigits(text) : text;
}

/** An instant for people, in Tehran time: «۳۰ آبان ۱۴۰۵، ساعت ۱۹:۳۰»; `full` puts the weekday first, `numeric` is «۱۴۰۵/۰۸/۳۰ ۱۹:۳۰». */
export function formatJalaliDateTime(
  instant: Date | string | number,
  style: 'long' | 'full' | 'numeric' = 'full',
  locale: JalaliLocale = 'fa',
): string {
  const { date, minuteOfDay } = toTehran(instant);
  const day = formatJalaliDate(date, style, locale);
  const time = locale === 'fa' ? toPersianDigits(clock(minuteOfDay)) : clock(minuteOfDay);
  if (style === 'numeric') return `${day} ${time}`;
  return locale === 'fa' ? `${day}، ساعت ${time}` : `${day}, ${time}`;
}

const NEAR = {
  fa: { '-1': 'دیروز', 0: 'امروز', 1: 'فردا' },
  en: { '-1': 'Yesterday', 0: 'Today', 1: 'Tomorrow' },
} as const;

/** A day as seen from `today`: «دیروز», «امروز», «فردا», the weekday within six days, else «۳۰ آبان ۱۴۰۵». */
export function formatRelativeDate(date: IsoDate, today: IsoDate, locale: JalaliLocale = 'fa'): string {
  const days = daysBetween(today, date);
  if (days === 0 || days === 1 || days === -1) return NEAR[locale][days];
  return Math.abs(days) < 7 ? weekdayName(date, locale) : formatJalaliDate(date, 'long', locale);
}

/** An instant as seen from `now`: «امروز ۱۴:۳۰», then as `formatRelativeDate`. Show `formatJalaliDateTime` on hover. */
export function formatRelative(
  instant: Date | string | number,
  now: Date | string | number,
  locale: JalaliLocale = 'fa',
): string {
  const { date } = toTehran(instant);
  const today = toTehran(now).date;
  const day = formatRelativeDate(date, today, locale);
  return date === today ? `${day} ${formatTime(instant, locale)}` : day;
}
