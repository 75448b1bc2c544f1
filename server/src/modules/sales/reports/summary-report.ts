import { Injectable } from '@nestjs/common';
import { DataDoor } from '../../../platform/database/data-door.js';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Problem } from '../../../platform/errors/problem.js';
import { RecordReader } from '../../../platform/records/record-reader.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import { rial, type RialValue } from '../rial.js';
import { CELL_SUMS, MEASURES, type MeasureRow, type Measures, measuresOf } from './measures.js';
import { type RawReportQuery, readReportQuery, type ReportQuery } from './report-query.js';
import { ReportRows } from './report-rows.js';

/** The day that places an opportunity in time: closed ones by closing, open ones by engaging. */
const DAY = `(case when t.status = 'open' then t.engaged_on else t.closed_on end)`;
/** `CELL_SUMS` of opportunities. */
const ROW_SUMS = `count(*) as count, sum(t.amount) as amount, sum(t.weighted_amount) as weighted,
  sum(t.closed_on - t.engaged_on) as total, count(t.closed_on - t.engaged_on) as dated`;

interface Grouping {
  readonly field: string;
  readonly key: string;
  /** Where the key is kept: in cells, in those of single opportunities, or with the opportunity alone. */
  readonly in: 'cells' | 'each' | 'opportunities';
  /** Table whose records the keys are. */
  readonly table?: string;
  readonly label?: string;
  /** In the order of the keys; otherwise the highest won amount first. */
  readonly byKey?: boolean;
}

/** What a summary may be split by. `month` is the Jalali month, as `1405-08`. */
const GROUPINGS: Readonly<Record<string, Grouping>> = {
  owner: { field: 'ownerId', key: 't.owner_id', in: 'each', table: 'users', label: 'g.full_name' },
  product: { field: 'productId', key: 't.product_id', in: 'opportunities', table: 'products', label: 'g.name' },
  account: { field: 'accountId', key: 't.account_id', in: 'opportunities', table: 'accounts', label: 'g.name' },
  pipeline: { field: 'pipelineId', key: 't.pipeline_id', in: 'cells', table: 'pipelines', label: 'g.name' },
  stage: { field: 'stageId', key: 't.stage_id', in: 'cells', table: 'stages', label: 'g.name' },
  branch: { field: 'orgUnitId', key: 't.org_unit_id', in: 'each', table: 'org_units', label: 'g.name' },
  source: { field: 'source', key: 't.source', in: 'opportunities', label: 'c.key' },
  campaign: { field: 'campaign', key: 't.campaign', in: 'opportunities', label: 'c.key' },
  month: { field: 'engagedOn', key: `(d.jy || '-' || lpad(d.jm::text, 2, '0'))`, in: 'cells', byKey: true },
};

export const SUMMARY_GROUPS = Object.keys(GROUPINGS);
const MOST_GROUPS = 500;

export interface SummaryGroup extends Measures {
  /** Id, choice or Jalali month; null for those without. */
  readonly key: string | null;
  /** Name of the record behind the key, when the caller may see it. */
  readonly label: string | null;
}

export interface Summary {
  readonly from: string | null;
  readonly to: string | null;
  readonly totals: Measures;
  /** Open opportunities in each stage. */
  readonly byStage: readonly { stageId: string; name: string; count: number; amount: RialValue | null }[];
  readonly groups?: readonly SummaryGroup[];
}

/** Counts, values, win rate, mean sale and cycle (R205, R210, R211, R213). */
@Injectable()
export class SummaryReport {
  constructor(
    private readonly door: DataDoor,
    private readonly reader: RecordReader,
  ) {}

  /** @throws Problem 400, 403 */
  read(raw: RawReportQuery): Promise<Summary> {
    const query = readReportQuery(raw, ['groupBy']);
    const grouping = raw.groupBy === undefined || raw.groupBy === '' ? undefined : GROUPINGS[String(raw.groupBy)];
    if (raw.groupBy && !grouping)
      throw Problem.invalid('query.invalid', [
        { path: 'groupBy', code: 'field.notAChoice', params: { choices: SUMMARY_GROUPS.join(', ') } },
      ]);
    return this.door.read(async (uow) => {
      const { totals, byStage } = await this.overall(uow, query);
      const groups = grouping ? { groups: await this.groups(uow, query, grouping) } : {};
      return { from: query.from, to: query.to, totals, byStage, ...groups };
    });
  }

  private async overall(uow: UnitOfWork, query: ReportQuery): Promise<Pick<Summary, 'totals' | 'byStage'>> {
    const rows = ReportRows.cells(uow, this.reader, query, 'result').within('t.day', query);
    const found = await rows.query<MeasureRow & { stageId: string | null }>(
      `with c as (select t.stage_id, t.status, ${CELL_SUMS} ${rows.from()} group by t.stage_id, t.status)
       select c.stage_id as "stageId", ${MEASURES} from c group by grouping sets ((), (c.stage_id))`,
    );
    const open = new Map(found.flatMap((row) => (row.stageId !== null && row.open > 0 ? [[row.stageId, row]] : [])));
    const stages = await uow.query<{ id: string; name: string }>(
      `select s.id, s.name from stages s join pipelines p on p.id = s.pipeline_id
       where s.id = any($1::uuid[]) order by p.position, p.id, s.position, s.id`,
      [[...open.keys()]],
    );
    return {
      totals: measuresOf(found.find(({ stageId }) => stageId === null) as MeasureRow),
      byStage: stages.map(({ id, name }) => {
        const { open: count, openAmount } = open.get(id) as MeasureRow;
        return { stageId: id, name, count, amount: rial(openAmount) };
      }),
    };
  }

  private async groups(uow: UnitOfWork, query: ReportQuery, grouping: Grouping): Promise<SummaryGroup[]> {
    const { field, key, table, byKey } = grouping;
    const { principal } = uow;
    if (!principal.mayRead('opportunity', field))
      throw Problem.forbidden('access.denied', { recordType: 'opportunity', action: 'view' });
    const target = recordTypes.get('opportunity').fields.get(field)?.target;
    const named = target === undefined || principal.mayRead(target, recordTypes.get(target).title);
    const label = named && grouping.label ? grouping.label : 'null::text';
    const whole = grouping.in === 'opportunities';
    const rows = whole
      ? ReportRows.opportunities(uow, this.reader, query).within(DAY, query)
      : ReportRows.cells(uow, this.reader, query, 'result', grouping.in === 'each').within('t.day', query);
    const months = byKey ? 'left join dim_date d on d.date = t.day' : '';
    const groups = await rows.query<MeasureRow & { key: string | null; label: string | null }>(
      `with c as (select ${key} as key, t.status, ${whole ? ROW_SUMS : CELL_SUMS} ${rows.from(months)} group by 1, 2)
       select c.key, ${label} as label, ${MEASURES} from c ${table ? `left join ${table} g on g.id = c.key` : ''}
       group by 1, 2 having sum(c.count) <> 0
       order by ${byKey ? '1' : `coalesce(sum(c.amount) filter (where c.status = 'won'), 0) desc, 1`} limit ${MOST_GROUPS}`,
    );
    return groups.map((group) => ({ key: group.key, label: group.label, ...measuresOf(group) }));
  }
}
