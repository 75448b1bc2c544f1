import { companyCalendar } from '../platform/calendar/company-calendar.js';
import { DEFAULT_DAYS, DEFAULT_WEEK } from '../platform/calendar/calendar-settings.js';
import {
  addDays,
  addJalaliMonths,
  fromTehran,
  type IsoDate,
  jalaliMonthRange,
  tehranDate,
  toEpochDay,
  toJalali,
  workingHoursOf,
} from '../platform/persian/index.js';
import { indexOfSum } from './random.js';

const MINUTE_MS = 60_000;
const MONTHS_BACK = 18;
const DAYS_AHEAD = 75;
/** How busy the company is in each Jalali month: Nowruz is quiet, the end of the year is not. */
const SEASON = [0.4, 0.9, 1, 1, 0.85, 1.05, 1, 1.1, 1.1, 1.15, 1.3, 1.7];
/** The first days after the Nowruz holidays are slow as well. */
const QUIET_UNTIL_DAY = 16;

/** The working days around the day of loading, from the first day of the Jalali month 18 months before it. */
export class WorkingDays {
  readonly dates: IsoDate[] = [];
  /** The load day, or the first working day after it. */
  readonly today: number;
  readonly nowMs: number;
  private readonly openMs: number[] = [];
  private readonly minutes: number[] = [];
  private readonly sums: number[] = [];
  private readonly firstEpochDay: number;
  private readonly atOrAfter: number[] = [];

  /** @param recency extra weight of the newest day against the oldest in {@link draw} */
  constructor(now: Date, recency: number) {
    this.nowMs = now.getTime();
    const today = tehranDate(now);
    const then = toJalali(addJalaliMonths(today, -MONTHS_BACK));
    const from = jalaliMonthRange(then.jy, then.jm).from;
    this.firstEpochDay = toEpochDay(from);
    const pastDays = toEpochDay(today) - this.firstEpochDay;
    const calendar = companyCalendar({ ...DEFAULT_WEEK, ...DEFAULT_DAYS });
    let sum = 0;
    for (let day = 0; day <= pastDays + DAYS_AHEAD; day += 1) {
      this.atOrAfter.push(this.dates.length);
      const date = addDays(from, day);
      const [hours] = workingHoursOf(calendar, date);
      if (!hours) continue;
      this.dates.push(date);
      this.openMs.push(fromTehran(date, hours.from).getTime());
      this.minutes.push(hours.to - hours.from);
      if (day < pastDays) sum += weight(date, day / pastDays, recency);
      this.sums.push(sum);
    }
    this.today = this.atOrAfter[pastDays] as number;
  }

  /** A past working day by season; `u` in [0, 1), not before day number `from`. */
  draw(u: number, from = 0): number {
    const before = from > 0 ? (this.sums[from - 1] as number) : 0;
    const last = this.sums[Math.max(0, this.today - 1)] as number;
    return Math.min(indexOfSum(this.sums, before + u * (last - before)), Math.max(0, this.today - 1));
  }

  /** The working day that comes `days` calendar days after day number `index`, or the next one after. */
  after(index: number, days: number): number {
    const day = toEpochDay(this.dates[index] as string) - this.firstEpochDay + Math.round(days);
    return this.atOrAfter[Math.max(0, Math.min(this.atOrAfter.length - 1, day))] ?? this.dates.length - 1;
  }

  /** An instant within the working hours of a day, on five minutes. */
  instant(index: number, u: number): number {
    const day = Math.min(index, this.dates.length - 1);
    return (this.openMs[day] as number) + Math.floor((u * ((this.minutes[day] as number) - 30)) / 5) * 5 * MINUTE_MS;
  }

  date(index: number): IsoDate {
    return this.dates[Math.min(index, this.dates.length - 1)] as string;
  }
}

function weight(date: IsoDate, age: number, recency: number): number {
  const { jm, jd } = toJalali(date);
  const season = jm === 1 && jd < QUIET_UNTIL_DAY ? 0.1 : (SEASON[jm - 1] as number);
  return season * (1 + recency * age ** 4);
}
