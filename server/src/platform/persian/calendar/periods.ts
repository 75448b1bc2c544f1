/** Named spans of time seen from today, as filters and reports name them; nearest first. */
export const PERIODS = [
  'today',
  'yesterday',
  'tomorrow',
  'thisWeek',
  'lastWeek',
  'nextWeek',
  'thisJalaliMonth',
  'lastJalaliMonth',
  'nextJalaliMonth',
  'thisJalaliSeason',
  'lastJalaliSeason',
  'nextJalaliSeason',
  'thisJalaliYear',
  'lastJalaliYear',
  'nextJalaliYear',
] as const;
export type Period = (typeof PERIODS)[number];

/** Units of a span such as «۳ ماه پیش»; months and years are Jalali. */
export const SPAN_UNITS = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const;
export type SpanUnit = (typeof SPAN_UNITS)[number];
