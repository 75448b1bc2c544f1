import type { Principal } from '../access/principal.js';
import { currentLocale, type Locale } from '../context/request-context.js';
import { Problem } from '../errors/problem.js';
import { fieldOf } from '../filters/field-path.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { type ListQuery, type RawListQuery, readListQuery } from '../records/list-query.js';
import type { RecordType } from '../records/record-type.js';
import { projectionOf } from '../records/record-view.js';

/** The query string of an export: that of a list, and how the file is to be. */
export interface RawExportQuery extends RawListQuery {
  readonly format?: unknown;
  readonly columns?: unknown;
  readonly locale?: unknown;
  readonly dates?: unknown;
  readonly links?: unknown;
}

export interface ExportRequest {
  readonly format: 'csv' | 'xlsx';
  readonly locale: Locale;
  /** Jalali text for people, or ISO days for programs (real dates in a workbook). */
  readonly dates: 'jalali' | 'iso';
  /** Names of linked records for people, or their ids for programs. */
  readonly links: 'title' | 'id';
  readonly fields: readonly FieldDefinition[];
  readonly list: ListQuery;
}

const MAX_COLUMNS = 200;
/** Standard fields that people want in a file; the rest only when asked for. */
const STANDARD = new Set(['ownerId', 'orgUnitId', 'externalId', 'createdAt', 'updatedAt']);

/** @throws Problem 400 that names the parameter */
export function readExportRequest(type: RecordType, raw: RawExportQuery, principal: Principal): ExportRequest {
  const { format, columns, locale, dates, links, ...list } = raw;
  return {
    format: oneOf('format', format, ['csv', 'xlsx'], 'csv'),
    locale: oneOf('locale', locale, ['fa', 'en'], currentLocale()),
    dates: oneOf('dates', dates, ['jalali', 'iso'], 'jalali'),
    links: oneOf('links', links, ['title', 'id'], 'title'),
    fields: fieldsOf(type, columns, principal),
    list: readListQuery(type, list, principal),
  };
}

function oneOf<T extends string>(path: string, value: unknown, choices: readonly T[], fallback: T): T {
  if (value === undefined || value === '') return fallback;
  if (!choices.includes(value as T))
    throw Problem.invalid('query.invalid', [
      { path, code: 'field.notAChoice', params: { choices: choices.join(', ') } },
    ]);
  return value as T;
}

function fieldsOf(type: RecordType, columns: unknown, principal: Principal): readonly FieldDefinition[] {
  if (columns === undefined || columns === '')
    return projectionOf(type, principal).fields.filter(
      (field) => field.type !== 'json' && (!field.standard || STANDARD.has(field.name)),
    );
  if (typeof columns !== 'string')
    throw Problem.invalid('query.invalid', [{ path: 'columns', code: 'query.repeated' }]);
  const names = [...new Set(columns.split(',').filter((name) => name !== ''))];
  if (names.length > MAX_COLUMNS)
    throw Problem.invalid('query.invalid', [{ path: 'columns', code: 'field.tooMany', params: { max: MAX_COLUMNS } }]);
  return names.map((name) => fieldOf(type, name, principal, 'columns'));
}
