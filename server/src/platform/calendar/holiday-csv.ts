import { parse } from 'csv-parse/sync';
import { type Holiday, normalizeLine, parseJalaliInput } from '../persian/index.js';

/** One line that could not be read: its number in the file (from 1) and a code. */
export interface HolidayCsvFault {
  line: number;
  code: string;
}

/** What a file of next year's holidays holds; nothing is taken over unless `faults` is empty. */
export interface HolidayCsv {
  holidays: Holiday[];
  faults: HolidayCsvFault[];
}

const LARGEST_FILE = 1000;

/**
 * Reads the lunar holidays of a coming year as the calendar office publishes them: CSV with a date (Jalali or ISO) and a
 * title on each line, with or without a head line. Fault codes: `holidays.csv`, `holidays.tooMany`, `holidays.title`,
 * and those of `parseJalaliInput`.
 */
export function parseHolidayCsv(text: string): HolidayCsv {
  let rows: string[][];
  try {
    rows = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true });
  } catch {
    return { holidays: [], faults: [{ line: 1, code: 'holidays.csv' }] };
  }
  if (rows.length > LARGEST_FILE)
    return { holidays: [], faults: [{ line: LARGEST_FILE + 1, code: 'holidays.tooMany' }] };
  const holidays: Holiday[] = [];
  const faults: HolidayCsvFault[] = [];
  const seen = new Set<string>();
  for (const [index, [first = '', second = '']] of rows.entries()) {
    const date = parseJalaliInput(first);
    const title = normalizeLine(second);
    // A head line names its columns: no digit in the place of the date.
    if (!date.ok && index === 0 && !/\p{Nd}/u.test(first)) continue;
    if (!date.ok) faults.push({ line: index + 1, code: date.error });
    else if (title === '' || title.length > 200) faults.push({ line: index + 1, code: 'holidays.title' });
    else if (!seen.has(`${date.value} ${title}`)) {
      seen.add(`${date.value} ${title}`);
      holidays.push({ date: date.value, kind: 'lunar', title });
    }
  }
  return { holidays, faults };
}
