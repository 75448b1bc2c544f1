import { SPAN_UNITS, type SpanUnit } from '@peyvand/server/persian';
import type { Duration, FilterValue } from '~/api/filter';

interface Relative {
  way: 'ago' | 'in';
  unit: SpanUnit;
  count: number;
}

/** The number and the unit of `{ ago: { months: 3 } }`. */
export function relativeOf(value: FilterValue | undefined): Relative | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const way = 'ago' in value ? 'ago' : 'in' in value ? 'in' : undefined;
  if (!way) return undefined;
  const span: Duration = 'ago' in value ? value.ago : 'in' in value ? value.in : {};
  const unit = SPAN_UNITS.find((candidate) => span[candidate] !== undefined) ?? 'days';
  return { way, unit, count: span[unit] ?? 0 };
}
