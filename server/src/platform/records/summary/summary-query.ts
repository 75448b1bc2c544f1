import type { Principal } from '../../access/principal.js';
import { Problem } from '../../errors/problem.js';
import { fieldOf, fieldPath } from '../../filters/field-path.js';
import type { FieldDefinition, FieldTypeName } from '../field-definition.js';
import { type ListQuery, type RawListQuery, readListQuery } from '../list-query.js';
import type { RecordType } from '../record-type.js';

/** Spans that dates are grouped by; month, season and year are Jalali, a week begins on Saturday. */
export const SPANS = ['day', 'week', 'month', 'season', 'year'] as const;
export type GroupSpan = (typeof SPANS)[number];

/** The query string of a summary, as it comes. */
export interface RawSummaryQuery extends Pick<RawListQuery, 'q' | 'filter' | 'deleted'> {
  readonly fields?: unknown;
  readonly groupBy?: unknown;
}

/** What the rows of a list are split by. */
export interface Grouping {
  readonly field: FieldDefinition;
  /** Only for dates and instants. */
  readonly span: GroupSpan | undefined;
}

export interface SummaryQuery {
  readonly list: Pick<ListQuery, 'q' | 'filter' | 'deleted'>;
  /** Numbers and amounts to add up. */
  readonly fields: readonly FieldDefinition[];
  readonly grouping: Grouping | undefined;
}

const NUMBERS: ReadonlySet<FieldTypeName> = new Set(['integer', 'decimal', 'percent', 'money']);
const GROUPABLE: ReadonlySet<FieldTypeName> = new Set(['choice', 'link', 'boolean', 'text', 'date', 'instant']);
const MAX_FIELDS = 20;

/** Whether a column of the field has a sum. */
export function isSummable(field: FieldDefinition): boolean {
  return NUMBERS.has(field.type) && !field.virtual && field.name !== 'version';
}

/** Whether a list can be split by the field. */
export function isGroupable(field: FieldDefinition): boolean {
  return GROUPABLE.has(field.type) && !field.virtual;
}

function fault(path: string, code: string, params?: Record<string, unknown>): Problem {
  return Problem.invalid('query.invalid', [{ path, code, params }]);
}

/** @throws Problem 400 that names the parameter; a hidden field is an unknown one */
export function readSummaryQuery(type: RecordType, raw: RawSummaryQuery, principal: Principal): SummaryQuery {
  const { fields, groupBy, ...list } = raw;
  return {
    list: readListQuery(type, list, principal),
    fields: readFields(type, fields, principal),
    grouping: readGrouping(type, groupBy, principal),
  };
}

function readFields(type: RecordType, value: unknown, principal: Principal): FieldDefinition[] {
  if (value === undefined || value === '') return [];
  if (typeof value !== 'string') throw fault('fields', 'query.repeated');
  const names = [...new Set(value.split(',').filter((name) => name !== ''))];
  if (names.length > MAX_FIELDS) throw fault('fields', 'field.tooMany', { max: MAX_FIELDS });
  return names.map((name) => {
    const field = fieldOf(type, name, principal, 'fields');
    if (!isSummable(field)) throw fault('fields', 'summary.notANumber', { field: name });
    return field;
  });
}

/** `stageId`, or for dates `expectedCloseOn.season`; the month when no span is named. */
function readGrouping(type: RecordType, value: unknown, principal: Principal): Grouping | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') throw fault('groupBy', 'query.repeated');
  const [name = '', span, ...rest] = fieldPath(value);
  const field = fieldOf(type, name, principal, 'groupBy');
  const isDated = field.type === 'date' || field.type === 'instant';
  if (!isGroupable(field) || rest.length > 0) throw fault('groupBy', 'summary.notGroupable', { field: name });
  if (span !== undefined && (!isDated || !SPANS.includes(span as GroupSpan)))
    throw fault('groupBy', 'summary.unknownSpan', { spans: SPANS.join(', ') });
  return { field, span: isDated ? ((span as GroupSpan | undefined) ?? 'month') : undefined };
}
