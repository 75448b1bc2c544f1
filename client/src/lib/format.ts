import {
  compareFa,
  formatJalaliDate,
  formatJalaliDateTime,
  formatMoney as formatRial,
  formatNumber as formatPlainNumber,
  formatPercent as formatPlainPercent,
  formatPhone as formatStoredPhone,
  formatRelative,
  formatRelativeDate,
  formatTime as formatClock,
  type IsoDate,
  inMoneyUnit,
  JALALI_MONTHS,
  JALALI_MONTHS_LATIN,
  moneyUnitName,
  type NumberOptions,
  roundDecimal,
  SEASONS,
  tehranDate,
  toJalali,
  toPersianDigits,
  WEEKDAYS,
  WEEKDAYS_SHORT,
} from '@peyvand/server/persian';
import type { IsoInstant } from './calendar';
import { type MoneyUnit, preferences } from './preferences';

const SEASONS_ENGLISH = ['Spring', 'Summer', 'Autumn', 'Winter'] as const;

/** Money as the API carries it: a decimal string, and the currency, which is `IRR` when it is not said. */
export interface Money {
  amount: string;
  currency?: string;
}

const WEEKDAYS_ENGLISH = ['Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const;
const BYTE_UNITS = { fa: ['بایت', 'کیلوبایت', 'مگابایت', 'گیگابایت'], en: ['B', 'KB', 'MB', 'GB'] } as const;

const locale = () => preferences.get().language;

/** Digits of the screen's language in a text that is otherwise ready. */
export function localDigits(text: string | number): string {
  return locale() === 'fa' ? toPersianDigits(text) : String(text);
}

/** `۱٬۲۳۴٫۵`. A decimal string is exact, whatever its length. */
export function formatNumber(value: number | string, options: NumberOptions = {}): string {
  return formatPlainNumber(value, { locale: locale(), ...options });
}

/** A percentage from its number: `12.5` is `۱۲٫۵٪`. */
export function formatPercent(percent: number | string, digits = 1): string {
  return formatPlainPercent(percent, { locale: locale(), maximumFractionDigits: digits });
}

/** Name of the unit money is shown in. */
export function moneyUnitLabel(unit: MoneyUnit = preferences.get().moneyUnit): string {
  return moneyUnitName(unit, locale());
}

/** An amount in the given unit as a plain decimal string: for inputs and charts. */
export function amountIn(money: Money, unit: MoneyUnit = preferences.get().moneyUnit): string {
  return inMoneyUnit(wholeRial(money), unit);
}

/** `۲٬۵۰۰٬۰۰۰ تومان`: in full, with the unit of the reader. */
export function formatMoney(money: Money | null | undefined, unit: MoneyUnit = preferences.get().moneyUnit): string {
  return money ? formatRial(wholeRial(money), unit, { locale: locale() }) : '';
}

/** `۲٫۵ میلیارد تومان`: for cards and column sums. */
export function formatMoneyCompact(
  money: Money | null | undefined,
  unit: MoneyUnit = preferences.get().moneyUnit,
): string {
  return money ? formatRial(wholeRial(money), unit, { compact: true, locale: locale() }) : '';
}

/** The amount without a fraction: averages have one, a Rial does not. */
export function wholeRial(money: Money): string {
  return roundDecimal(money.amount, 0);
}

/** `۱۴۰۵/۰۸/۳۰` from an ISO date. */
export function formatDate(date: IsoDate | null | undefined): string {
  return date ? formatJalaliDate(date.slice(0, 10), 'numeric', locale()) : '';
}

/** `شنبه ۳۰ آبان ۱۴۰۵` from an ISO date. */
export function formatDateLong(date: IsoDate): string {
  return formatJalaliDate(date.slice(0, 10), 'full', locale());
}

/** `۳۰ آبان` from an ISO date. */
export function formatDayMonth(date: IsoDate): string {
  return formatJalaliDate(date.slice(0, 10), 'dayMonth', locale());
}

/** `آبان ۱۴۰۵` from an ISO date. */
export function formatMonth(date: IsoDate): string {
  return formatJalaliDate(date.slice(0, 10), 'monthYear', locale());
}

/** `۱۴۰۵`: the Jalali year of an ISO date. */
export function formatYear(date: IsoDate): string {
  return localDigits(toJalali(date).jy);
}

/** «پاییز»: the Jalali season of an ISO date. */
export function seasonName(date: IsoDate): string {
  const index = Math.floor((toJalali(date).jm - 1) / 3);
  return (locale() === 'fa' ? SEASONS : SEASONS_ENGLISH)[index] ?? '';
}

/** Names of the twelve Jalali months. */
export function monthNames(): readonly string[] {
  return locale() === 'fa' ? JALALI_MONTHS : JALALI_MONTHS_LATIN;
}

/** Headings of the week, from Saturday. */
export function weekdayNames(style: 'narrow' | 'long'): readonly string[] {
  if (locale() === 'en') return style === 'long' ? WEEKDAYS_ENGLISH : WEEKDAYS_ENGLISH.map((name) => name.slice(0, 2));
  return style === 'long' ? WEEKDAYS : WEEKDAYS_SHORT;
}

/** Day of the Jalali month, `۳۰`. */
export function formatDayNumber(date: IsoDate): string {
  return localDigits(toJalali(date).jd);
}

/** `۱۴:۳۰` in Tehran. */
export function formatTime(instant: IsoInstant): string {
  return formatClock(instant, locale());
}

/** `شنبه ۳۰ آبان ۱۴۰۵، ساعت ۱۹:۳۰`. */
export function formatInstantLong(instant: IsoInstant): string {
  return formatJalaliDateTime(instant, 'full', locale());
}

/** `۱۴۰۵/۰۸/۳۰ ۱۹:۳۰`. */
export function formatInstant(instant: IsoInstant): string {
  return formatJalaliDateTime(instant, 'numeric', locale());
}

/** Near days in words (`امروز`, `سه‌شنبه`), others as `۳۰ آبان ۱۴۰۵`. */
export function formatDay(date: IsoDate, now: Date = new Date()): string {
  return formatRelativeDate(date.slice(0, 10), tehranDate(now), locale());
}

/** `امروز ۱۴:۳۰`, `سه‌شنبه`, `۳۰ آبان ۱۴۰۵`. */
export function formatInstantNear(instant: IsoInstant, now: Date = new Date()): string {
  return formatRelative(instant, now, locale());
}

/** `۰۹۱۲ ۱۲۳ ۴۵۶۷` from a stored phone. Wrap it in `Ltr` on screen. */
export function formatPhone(stored: string): string {
  return formatStoredPhone(stored, locale() === 'fa' ? 'persian' : 'ascii');
}

/** `۱۲٫۵ مگابایت` from a count of bytes. */
export function formatBytes(bytes: number): string {
  const units = BYTE_UNITS[locale()];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${formatNumber(bytes / 1024 ** power, { maximumFractionDigits: 1 })} ${units[power]}`;
}

/** Compares names the way a Persian reader expects. */
export const compareText = compareFa;
