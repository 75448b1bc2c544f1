import { Params, scopePredicate } from '../../../platform/access/scope-predicate.js';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Problem } from '../../../platform/errors/problem.js';
import { readFilter } from '../../../platform/filters/filter-schema.js';
import type { RecordReader } from '../../../platform/records/record-reader.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import { Opportunity } from '../opportunities/opportunity.entity.js';
import type { ReportDays, ReportQuery } from './report-query.js';

/** What reports add up. */
const REPORTED = ['status', 'amount', 'weightedAmount', 'stageId', 'closedOn', 'engagedOn'];

/** What a cell adds up; the columns of each kind are told at `cellsOf` (migrations/support/opportunity-figures.ts). */
export type CellKind = 'result' | 'cohort' | 'expected' | 'loss' | 'stay';

type Relation = 'opportunities' | 'opportunity_figures' | 'opportunity_cells' | 'opportunity_figure_cells';

/**
 * The rows of a report as `t`: what the caller sees, narrowed by the query. Reports read figures and cells, which the
 * database derives from opportunities and keeps (docs/decisions/0007-report-figures.md).
 */
export class ReportRows {
  private readonly parts: string[] = [];

  private constructor(
    readonly uow: UnitOfWork,
    readonly relation: Relation,
    readonly params: Params,
  ) {}

  /** The opportunities themselves, for what figures leave out. */
  static opportunities(uow: UnitOfWork, reader: RecordReader, query: ReportQuery): ReportRows {
    const rows = ReportRows.of(uow, 'opportunities', query);
    return rows.and(
      reader.conditions(
        uow,
        recordTypes.of(Opportunity),
        { filter: readFilter(query.filter), deleted: false },
        '',
        rows.params,
      ),
    );
  }

  /** One row for each opportunity. `params` are those of other rows in the same statement. */
  static figures(uow: UnitOfWork, reader: RecordReader, query: ReportQuery, params = new Params()): ReportRows {
    return ReportRows.of(uow, 'opportunity_figures', query, params).visible(reader, query);
  }

  /**
   * Cells of one kind: added up already when the caller sees everything and asks for everybody's, otherwise one for each
   * opportunity. Both have the same columns, and added up the same figures.
   * @param each cells of single opportunities, which carry `owner_id` and `org_unit_id`
   */
  static cells(uow: UnitOfWork, reader: RecordReader, query: ReportQuery, kind: CellKind, each = false): ReportRows {
    const everything = uow.principal.reach('opportunity', 'view').all && !query.ownerId && !query.filter;
    const relation = everything && !each ? 'opportunity_cells' : 'opportunity_figure_cells';
    const rows = ReportRows.of(uow, relation, query).and(`t.kind = '${kind}'`);
    return relation === 'opportunity_cells' ? rows : rows.visible(reader, query);
  }

  /** @throws Problem 403 when the caller may not read what reports add up */
  private static of(uow: UnitOfWork, relation: Relation, query: ReportQuery, params = new Params()): ReportRows {
    const { name } = recordTypes.of(Opportunity);
    uow.principal.authorizeFields(name, REPORTED);
    for (const field of ['pipelineId', 'ownerId'] as const)
      if (query[field] && !uow.principal.mayRead(name, field))
        throw Problem.invalid('query.invalid', [{ path: field, code: 'filter.unknownField', params: { field } }]);
    const rows = new ReportRows(uow, relation, params);
    if (query.pipelineId) rows.and(`t.pipeline_id = ${rows.params.add(query.pipelineId, '::uuid')}`);
    if (query.ownerId) rows.and(`t.owner_id = ${rows.params.add(query.ownerId, '::uuid')}`);
    return rows;
  }

  private visible(reader: RecordReader, query: ReportQuery): this {
    const type = recordTypes.of(Opportunity);
    const scope = scopePredicate(type, 'view', this.uow.principal, 't', this.params);
    if (scope) this.and(scope);
    const filter = readFilter(query.filter);
    if (!filter) return this;
    const wanted = reader.conditions(this.uow, type, { filter, deleted: false }, '', this.params);
    return this.and(`t.id in (select t.id from opportunities t where ${wanted})`);
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

  /** `from … where …` of the rows; `join` brings further tables in. */
  from(join = ''): string {
    return `from ${this.relation} t ${join} where ${this.parts.length > 0 ? this.parts.join(' and ') : 'true'}`;
  }

  query<T extends object>(sql: string): Promise<T[]> {
    return this.uow.query<T>(sql, this.params.values);
  }
}
