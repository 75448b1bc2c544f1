/** Jalali month names, index 0 = Farvardin. */
export const JALALI_MONTHS = [
  'فروردین',
  'اردیبهشت',
  'خرداد',
  'تیر',
  'مرداد',
  'شهریور',
  'مهر',
  'آبان',
  'آذر',
  'دی',
  'بهمن',
  'اسفند',
] as const;

/** Jalali month names in Latin letters, for the English interface. */
export const JALALI_MONTHS_LATIN = [
  'Farvardin',
  'Ordibehesht',
  'Khordad',
  'Tir',
  'Mordad',
  'Shahrivar',
  'Mehr',
  'Aban',
  'Azar',
  'Dey',
  'Bahman',
  'Esfand',
] as const;

/** Seasons, index 0 = spring; season n of the API is index n-1. */
export const SEASONS = ['بهار', 'تابستان', 'پاییز', 'زمستان'] as const;

/** Weekday names, index 0 = Saturday, as `weekdayOf` counts. */
export const WEEKDAYS = ['شنبه', 'یکشنبه', 'دوشنبه', 'سه‌شنبه', 'چهارشنبه', 'پنجشنبه', 'جمعه'] as const;

/** One-letter weekday heads of a month grid, index 0 = Saturday. */
export const WEEKDAYS_SHORT = ['ش', 'ی', 'د', 'س', 'چ', 'پ', 'ج'] as const;
