import { rial, type RialValue } from '../rial.js';

/** The figures of a set of opportunities. */
export interface Measures {
  readonly count: number;
  readonly open: number;
  readonly won: number;
  readonly lost: number;
  readonly openAmount: RialValue | null;
  readonly weightedAmount: RialValue | null;
  readonly wonAmount: RialValue | null;
  readonly lostAmount: RialValue | null;
  /** Won of closed, 0..1 with five decimals; null when nothing is closed. */
  readonly winRate: number | null;
  /** With two decimals; null when nothing is won. */
  readonly averageWon: RialValue | null;
  /** Mean days from engaging to closing, with two decimals. */
  readonly wonCycleDays: number | null;
  readonly lostCycleDays: number | null;
}

export interface MeasureRow {
  readonly count: number;
  readonly open: number;
  readonly won: number;
  readonly lost: number;
  readonly openAmount: string;
  readonly weightedAmount: string;
  readonly wonAmount: string;
  readonly lostAmount: string;
  readonly averageWon: string | null;
  readonly wonCycleDays: string | null;
  readonly lostCycleDays: string | null;
}

const STATUSES = ['open', 'won', 'lost'] as const;
const of = (status: (typeof STATUSES)[number]) => `filter (where t.status = '${status}')`;

/** The aggregates behind `Measures`, over opportunities `t`. */
export const MEASURES = [
  'count(*)::int as count',
  ...STATUSES.map((status) => `(count(*) ${of(status)})::int as ${status}`),
  ...STATUSES.map((status) => `coalesce(sum(t.amount) ${of(status)}, 0)::text as "${status}Amount"`),
  `coalesce(sum(t.weighted_amount) ${of('open')}, 0)::text as "weightedAmount"`,
  `round(avg(coalesce(t.amount, 0)) ${of('won')}, 2)::text as "averageWon"`,
  `round(avg(t.closed_on - t.engaged_on) ${of('won')}, 2)::text as "wonCycleDays"`,
  `round(avg(t.closed_on - t.engaged_on) ${of('lost')}, 2)::text as "lostCycleDays"`,
].join(', ');

const decimal = (value: string | null): number | null => (value === null ? null : Number(value));

/** Share with five decimals; null of nothing. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 100_000) / 100_000;
}

/** The answer for a row of aggregates. */
export function measuresOf(row: MeasureRow): Measures {
  const { count, open, won, lost } = row;
  return {
    count,
    open,
    won,
    lost,
    openAmount: rial(row.openAmount),
    weightedAmount: rial(row.weightedAmount),
    wonAmount: rial(row.wonAmount),
    lostAmount: rial(row.lostAmount),
    winRate: share(won, won + lost),
    averageWon: rial(row.averageWon),
    wonCycleDays: decimal(row.wonCycleDays),
    lostCycleDays: decimal(row.lostCycleDays),
  };
}
