import { Params } from '../../../platform/access/scope-predicate.js';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Problem } from '../../../platform/errors/problem.js';
import { readFilter } from '../../../platform/filters/filter-schema.js';
import { periodDays } from '../../../platform/filters/relative-value.js';
import { addDays, type Period, PERIODS } from '../../../platform/persian/index.js';
import { FieldFault } from '../../../platform/records/field-fault.js';
import { isUuid, parseIsoDate } from '../../../platform/records/field-types.js';
import type { RecordReader } from '../../../platform/records/record-reader.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import { Opportunity } from '../opportunities/opportunity.entity.js';
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

/** What reports add up. */
const REPORTED = ['status', 'amount', 'weightedAmount', 'stageId', 'closedOn', 'engagedOn'];
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

/** The opportunities of a report: what the caller sees, narrowed by the query. `t` is the opportunity. */
export class ReportRows {
  readonly params = new Params();
  private readonly parts: string[];

  /** @throws Problem 403 when the caller may not read what reports add up */
  constructor(
    readonly uow: UnitOfWork,
    reader: RecordReader,
    query: ReportQuery,
  ) {
    const type = recordTypes.of(Opportunity);
    uow.principal.authorizeFields(type.name, REPORTED);
    for (const name of ['pipelineId', 'ownerId'] as const)
      if (query[name] && !uow.principal.mayRead(type.name, name))
        throw fault(name, 'filter.unknownField', { field: name });
    this.parts = [reader.conditions(uow, type, { filter: readFilter(query.filter), deleted: false }, '', this.params)];
    if (query.pipelineId) this.parts.push(`t.pipeline_id = ${this.params.add(query.pipelineId, '::uuid')}`);
    if (query.ownerId) this.parts.push(`t.owner_id = ${this.params.add(query.ownerId, '::uuid')}`);
  }

  /** Adds a condition of the report itself. */
  and(condition: string): this {
    this.parts.push(condition);
    return this;
  }

  /** Rows whose day in `column` lies in the days of the report. */
  within(column: string, { from, to }: ReportDays): this {
    if (from) this.and(`${column} >= ${this.params.add(from, '::date')}`);
    if (to) this.and(`${column} <= ${this.params.add(to, '::date')}`);
    return this;
  }

  get where(): string {
    return this.parts.join(' and ');
  }

  query<T extends object>(sql: string): Promise<T[]> {
    return this.uow.query<T>(sql, this.params.values);
  }
}
