import { Problem } from '../../../platform/errors/problem.js';
import { periodDays } from '../../../platform/filters/relative-value.js';
import { addDays, type Period, PERIODS } from '../../../platform/persian/index.js';
import { FieldFault } from '../../../platform/records/field-fault.js';
import { isUuid, parseIsoDate } from '../../../platform/records/field-types.js';
import { daysOfMonth } from '../targets/target.rules.js';

/** The query string of a report, as it comes. */
export type RawReportQuery = Readonly<Record<string, unknown>>;

/** Days of a report, both included; null is open. */
export interface ReportDays {
  readonly from: string | null;
  readonly to: string | null;
}

export interface ReportQuery extends ReportDays {
  readonly pipelineId: string | undefined;
  readonly ownerId: string | undefined;
  readonly filter: unknown;
}

const COMMON = ['pipelineId', 'ownerId', 'filter', 'period', 'from', 'to'];

function fault(path: string, code: string, params?: Record<string, unknown>): Problem {
  return Problem.invalid('query.invalid', [{ path, code, params }]);
}

/**
 * Reads what all reports take: pipeline, owner, filter and days (a Jalali month `1405-08`, a named period, or from and to).
 *
 * @param more names of further parameters that this report takes
 * @throws Problem 400 that names the parameter
 */
export function readReportQuery(raw: RawReportQuery, more: readonly string[] = []): ReportQuery {
  const unknown = Object.keys(raw).find((name) => !COMMON.includes(name) && !more.includes(name));
  if (unknown !== undefined) throw fault(unknown, 'query.unknown', { name: unknown });
  return { pipelineId: id(raw, 'pipelineId'), ownerId: id(raw, 'ownerId'), filter: raw.filter, ...days(raw) };
}

function id(raw: RawReportQuery, name: string): string | undefined {
  const value = raw[name];
  if (value === undefined || value === '') return undefined;
  if (!isUuid(value)) throw fault(name, 'field.notId');
  return value.toLowerCase();
}

function days(raw: RawReportQuery): ReportDays {
  const { period } = raw;
  if (period === undefined || period === '') return { from: day(raw, 'from'), to: day(raw, 'to') };
  if (PERIODS.includes(period as Period)) {
    const { from, to } = periodDays(period as Period);
    return { from, to: addDays(to, -1) };
  }
  const month = typeof period === 'string' ? daysOfMonth(period) : undefined;
  if (!month) throw fault('period', 'report.badPeriod', { periods: PERIODS.join(', ') });
  return month;
}

function day(raw: RawReportQuery, name: 'from' | 'to'): string | null {
  if (raw[name] === undefined || raw[name] === '') return null;
  try {
    return parseIsoDate(raw[name]);
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error;
    throw fault(name, error.code, error.params);
  }
}
