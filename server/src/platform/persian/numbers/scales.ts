/** Named powers of a thousand; index is the power. */
export const SCALE_NAMES = ['', 'هزار', 'میلیون', 'میلیارد', 'تریلیون', 'کوادریلیون', 'کوینتیلیون'] as const;

/** Zeros behind a word or letter of quick entry, written as search keys: «۱۲م», «۲/۵ میلیارد», «۵۰۰هـ». */
export const SCALE_ZEROS: ReadonlyMap<string, number> = new Map([
  ['ه', 3],
  ['هزار', 3],
  ['k', 3],
  ['م', 6],
  ['میل', 6],
  ['ملیون', 6],
  ['میلیون', 6],
  ['m', 6],
  ['هزار میلیون', 9],
  ['میلیارد', 9],
  ['ملیارد', 9],
  ['b', 9],
  ['هزار میلیارد', 12],
  ['تریلیون', 12],
  ['همت', 12],
]);
