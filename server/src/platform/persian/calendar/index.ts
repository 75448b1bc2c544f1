export { fiscalYearOf, fiscalYearRange } from './fiscal-year.js';
export {
  formatJalaliDate,
  formatJalaliDateTime,
  formatRelative,
  formatRelativeDate,
  formatTime,
  type JalaliLocale,
  type JalaliStyle,
} from './format-jalali.js';
export {
  announcedHolidays,
  type Holiday,
  type HolidayKind,
  holidayIndex,
  holidaysOf,
  solarHolidays,
} from './holidays.js';
export { LUNAR_HOLIDAY_YEARS } from './holidays-data.js';
export {
  addDays,
  daysBetween,
  fromEpochDay,
  type IsoDate,
  isIsoDate,
  toEpochDay,
  weekdayOf,
  weekStart,
} from './iso-date.js';
export {
  addJalaliMonths,
  addJalaliYears,
  anniversaryIn,
  type DateRange,
  fromJalali,
  isJalaliLeapYear,
  isValidJalali,
  type JalaliDate,
  jalaliDayOfYear,
  jalaliMonthLength,
  jalaliMonthRange,
  jalaliSeasonRange,
  jalaliYearRange,
  monthKey,
  seasonOf,
  toJalali,
} from './jalali.js';
export { type Period, PERIODS, SPAN_UNITS, type SpanUnit } from './periods.js';
export { JALALI_MONTHS, JALALI_MONTHS_LATIN, SEASONS, WEEKDAYS, WEEKDAYS_SHORT } from './names.js';
export { parseJalaliInput } from './parse-jalali.js';
export {
  fromTehran,
  type LocalTime,
  TEHRAN,
  tehranDate,
  tehranDayBounds,
  toTehran,
  toTehranIso,
} from './tehran-time.js';
export {
  addWorkingMinutes,
  isHoliday,
  isSolarHoliday,
  isWorkingDay,
  nextWorkingDay,
  type ThursdayRule,
  type WorkingCalendar,
  type WorkingHours,
  workingDaysBetween,
  workingHoursOf,
  workingMinutesBetween,
  workingMinutesOf,
  workingWeek,
} from './working-time.js';
