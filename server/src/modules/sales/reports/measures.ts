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
const sum = (column: string, status?: (typeof STATUSES)[number]) =>
  `coalesce(sum(c.${column})${status ? ` filter (where c.status = '${status}')` : ''}, 0)`;
const mean = (column: string, count: string, status: 'won' | 'lost') =>
  `round(${sum(column, status)}::numeric / nullif(${sum(count, status)}, 0), 2)::text`;

/** The aggregates behind `Measures`, over cells `c` of one status each (`CELL_SUMS`). */
export const MEASURES = [
  `${sum('count')}::int as count`,
  ...STATUSES.map((status) => `${sum('count', status)}::int as ${status}`),
  ...STATUSES.map((status) => `${sum('amount', status)}::text as "${status}Amount"`),
  `${sum('weighted', 'open')}::text as "weightedAmount"`,
  `${mean('amount', 'count', 'won')} as "averageWon"`,
  `${mean('total', 'dated', 'won')} as "wonCycleDays"`,
  `${mean('total', 'dated', 'lost')} as "lostCycleDays"`,
].join(', ');

/** What `MEASURES` need of cells `t` of the kind `result`; group them by status at least. */
export const CELL_SUMS = ['count', 'amount', 'weighted', 'total', 'dated']
  .map((column) => `sum(t.${column}) as ${column}`)
  .join(', ');

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
