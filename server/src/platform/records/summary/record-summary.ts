import { Injectable } from '@nestjs/common';
import { Params } from '../../access/scope-predicate.js';
import { DataDoor } from '../../database/data-door.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import type { Filter } from '../../filters/filter-schema.js';
import type { FieldDefinition } from '../field-definition.js';
import { FIELD_TYPES } from '../field-types.js';
import { RecordReader } from '../record-reader.js';
import { recordTypes, type RecordType } from '../record-type.js';
import { daysAround, SPAN_KEYS } from './group-days.js';
import { type Grouping, type RawSummaryQuery, readSummaryQuery, type SummaryQuery } from './summary-query.js';

/** What a column of numbers comes to, each in the form of its field; null where no row has a value. */
export interface FieldFigures {
  readonly sum: unknown;
  readonly avg: unknown;
  readonly min: unknown;
  readonly max: unknown;
}

export interface Figures {
  readonly count: number;
  readonly fields: Readonly<Record<string, FieldFigures>>;
}

/** The rows of a list that share a value. */
export interface SummaryGroup extends Figures {
  /** Choice, id of the linked record, text, yes or no, or first day of the span; null for the rows without a value. */
  readonly key: string | boolean | null;
  /** Name of the linked record, as far as the caller sees it. */
  readonly label: string | null;
  /** First and last day of a span of dates. */
  readonly from?: string;
  readonly to?: string;
  /** Condition that leaves exactly the rows of the group, to be joined with that of the list. */
  readonly filter: Filter;
}

export interface ListSummary {
  /** Whether the list was too long to be added up: then `total.count` is where counting stopped, and there are no figures. */
  readonly capped: boolean;
  readonly total: Figures;
  readonly groups?: readonly SummaryGroup[];
  /** Whether there are more groups than are told. */
  readonly moreGroups?: boolean;
}

type SummaryRow = Record<string, string | boolean | null> & { n: string; is_total: number; k: string | boolean | null };

/** Rows that a summary reads; a longer list is not added up, so that its cost has an end. */
export const SUMMARY_CAP = 100_000;
const MOST_GROUPS = 200;

/** Counts and sums of a whole list and of its groups, with the rights and the conditions of the list itself. */
@Injectable()
export class RecordSummary {
  constructor(
    private readonly door: DataDoor,
    private readonly reader: RecordReader,
  ) {}

  /** @throws Problem 400, 403 */
  read(type: RecordType, raw: RawSummaryQuery): Promise<ListSummary> {
    return this.door.read(async (uow) => {
      uow.principal.authorize(type.name, 'view');
      const query = readSummaryQuery(type, raw, uow.principal);
      const rows = await this.rows(uow, type, query);
      const total = rows.find((row) => row.is_total === 1);
      if (Number(total?.n ?? 0) > SUMMARY_CAP)
        return { capped: true, total: { count: SUMMARY_CAP, fields: {} }, ...(query.grouping ? { groups: [] } : {}) };
      const all = figures(total, query.fields);
      if (!query.grouping) return { capped: false, total: all };
      const found = rows.filter((row) => row.is_total !== 1);
      const groups = await this.groups(uow, query.grouping, found.slice(0, MOST_GROUPS), query.fields);
      return { capped: false, total: all, groups, moreGroups: found.length > MOST_GROUPS };
    });
  }

  /** One statement for the total and all groups; it reads one row more than the cap at most. */
  private rows(uow: UnitOfWork, type: RecordType, query: SummaryQuery): Promise<SummaryRow[]> {
    const { list, fields, grouping } = query;
    const params = new Params();
    const where = this.reader.conditions(uow, type, list, list.q, params);
    const columns = fields.map((field, i) => `t.${field.column} as f${i}`);
    const inner = `select ${[`${groupValue(grouping)} as k`, ...columns].join(', ')} from ${type.table} t
      where ${where} limit ${SUMMARY_CAP + 1}`;
    const sums = fields.map((_, i) =>
      ['sum', 'avg', 'min', 'max'].map((agg) => `${agg}(x.f${i})::text as ${agg}${i}`).join(', '),
    );
    const select = ['count(*) as n', ...sums].join(', ');
    if (!grouping) return uow.query(`select ${select}, 1 as is_total, null as k from (${inner}) x`, params.values);
    const key = grouping.span ? SPAN_KEYS[grouping.span] : 'x.k';
    const shown = grouping.span ? 'min(x.k)::text' : key;
    const join = grouping.span ? 'left join dim_date d on d.date = x.k' : '';
    return uow.query(
      `select ${select}, grouping(${key}) as is_total, ${shown} as k from (${inner}) x ${join}
       group by grouping sets ((), (${key})) order by grouping(${key}) desc, ${orderOf(grouping)} limit ${MOST_GROUPS + 2}`,
      params.values,
    );
  }

  private async groups(
    uow: UnitOfWork,
    grouping: Grouping,
    rows: readonly SummaryRow[],
    fields: readonly FieldDefinition[],
  ): Promise<SummaryGroup[]> {
    const labels = await labelsOf(uow, grouping.field, rows);
    return inOrder(rows, grouping.field, labels).map((row) => {
      const days = grouping.span && row.k !== null ? daysAround(String(row.k), grouping.span) : undefined;
      const key = days ? days.from : row.k;
      return {
        key,
        label: labels.get(String(key))?.title ?? null,
        ...days,
        filter: filterOf(grouping.field, key, days),
        ...figures(row, fields),
      };
    });
  }
}

function groupValue(grouping: Grouping | undefined): string {
  if (!grouping) return 'null';
  const column = `t.${grouping.field.column}`;
  if (grouping.field.type === 'instant') return `(${column} at time zone 'Asia/Tehran')::date`;
  return column;
}

/** Spans in time, the latest first; everything else with its largest group first. Rows without a value come last. */
function orderOf({ span }: Grouping): string {
  return span ? 'min(x.k) desc nulls last' : 'x.k is null, n desc, x.k';
}

function filterOf(field: FieldDefinition, key: string | boolean | null, days?: { from: string; to: string }): Filter {
  if (key === null) return { field: field.name, op: 'empty' };
  if (days) return { field: field.name, op: 'between', value: [days.from, days.to] };
  return { field: field.name, op: 'eq', value: key };
}

function figures(row: SummaryRow | undefined, fields: readonly FieldDefinition[]): Figures {
  return {
    count: Number(row?.n ?? 0),
    fields: Object.fromEntries(
      fields.map((field, i) => [
        field.name,
        {
          sum: shown(field, row?.[`sum${i}`]),
          avg: shown(field, row?.[`avg${i}`], true),
          min: shown(field, row?.[`min${i}`]),
          max: shown(field, row?.[`max${i}`]),
        },
      ]),
    ),
  };
}

/** A figure as the field itself is shown: whole Rial for money; the mean of whole numbers keeps two decimals. */
function shown(field: FieldDefinition, value: unknown, isMean = false): unknown {
  if (value === null || value === undefined) return null;
  if (field.type === 'money') return FIELD_TYPES.money.toJson(String(value).replace(/\..*$/, ''));
  const number = Number(value);
  return isMean ? Math.round(number * 100) / 100 : number;
}

interface LinkedLabel {
  readonly title: string;
  /** Where the record stands among its like, for types that have an order (stages). */
  readonly position: number;
}

/** Names of the records that groups are about; of those that the caller sees and whose name the caller may read. */
async function labelsOf(
  uow: UnitOfWork,
  field: FieldDefinition,
  rows: readonly SummaryRow[],
): Promise<ReadonlyMap<string, LinkedLabel>> {
  const target = field.type === 'link' ? recordTypes.find(field.target as string) : undefined;
  if (!target || !uow.principal.mayRead(target.name, target.title)) return new Map();
  const title = target.fields.get(target.title);
  const position = target.fields.has('position') && uow.principal.mayRead(target.name, 'position') ? 't.position' : '0';
  const ids = rows.map((row) => row.k).filter((key) => key !== null);
  const found = await uow.query<{ id: string; title: string | null; position: number }>(
    `select t.id, t.${title?.column} as title, ${position} as position from ${target.table} t where t.id = any($1::uuid[])`,
    [ids],
  );
  return new Map(found.map((row) => [row.id, { title: row.title ?? '', position: row.position }]));
}

/** Choices and records that have an order of their own stand in it; the others stay as they came. */
function inOrder(
  rows: readonly SummaryRow[],
  field: FieldDefinition,
  labels: ReadonlyMap<string, LinkedLabel>,
): readonly SummaryRow[] {
  const place = ({ k }: SummaryRow): number => {
    if (k === null) return Number.POSITIVE_INFINITY;
    if (field.choices) return field.choices.findIndex(({ value }) => value === k);
    return labels.get(String(k))?.position ?? 0;
  };
  const places = new Map(rows.map((row) => [row, place(row)]));
  return rows.toSorted((a, b) => {
    const [left, right] = [places.get(a) as number, places.get(b) as number];
    return left === right ? 0 : left - right;
  });
}
