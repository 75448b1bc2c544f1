import { Injectable } from '@nestjs/common';
import { DataDoor } from '../../../platform/database/data-door.js';
import { Problem } from '../../../platform/errors/problem.js';
import { RecordReader } from '../../../platform/records/record-reader.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import { rial, type RialValue } from '../rial.js';
import { MEASURES, type MeasureRow, type Measures, measuresOf } from './measures.js';
import { type RawReportQuery, readReportQuery, ReportRows } from './report-query.js';

/** The day that places an opportunity in time: closed ones by closing, open ones by engaging. */
const DAY = `(case when t.status = 'open' then t.engaged_on else t.closed_on end)`;

interface Grouping {
  readonly field: string;
  readonly key: string;
  readonly join?: string;
  readonly label: string;
  /** In the order of the keys; otherwise the highest won amount first. */
  readonly byKey?: boolean;
}

/** What a summary may be split by. `month` is the Jalali month, as `1405-08`. */
const GROUPINGS: Readonly<Record<string, Grouping>> = {
  owner: { field: 'ownerId', key: 't.owner_id', join: 'left join users g on g.id = t.owner_id', label: 'g.full_name' },
  product: {
    field: 'productId',
    key: 't.product_id',
    join: 'left join products g on g.id = t.product_id',
    label: 'g.name',
  },
  account: {
    field: 'accountId',
    key: 't.account_id',
    join: 'left join accounts g on g.id = t.account_id',
    label: 'g.name',
  },
  pipeline: {
    field: 'pipelineId',
    key: 't.pipeline_id',
    join: 'left join pipelines g on g.id = t.pipeline_id',
    label: 'g.name',
  },
  stage: { field: 'stageId', key: 't.stage_id', join: 'left join stages g on g.id = t.stage_id', label: 'g.name' },
  branch: {
    field: 'orgUnitId',
    key: 't.org_unit_id',
    join: 'left join org_units g on g.id = t.org_unit_id',
    label: 'g.name',
  },
  source: { field: 'source', key: 't.source', label: 't.source' },
  campaign: { field: 'campaign', key: 't.campaign', label: 't.campaign' },
  month: {
    field: 'engagedOn',
    key: `(g.jy || '-' || lpad(g.jm::text, 2, '0'))`,
    join: `left join dim_date g on g.date = ${DAY}`,
    label: 'null::text',
    byKey: true,
  },
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
      const rows = () => new ReportRows(uow, this.reader, query).within(DAY, query);
      const all = rows();
      const [totals] = await all.query<MeasureRow>(`select ${MEASURES} from opportunities t where ${all.where}`);
      return {
        from: query.from,
        to: query.to,
        totals: measuresOf(totals as MeasureRow),
        byStage: await this.stages(rows()),
        ...(grouping ? { groups: await this.groups(rows(), grouping) } : {}),
      };
    });
  }

  private async stages(rows: ReportRows): Promise<Summary['byStage']> {
    const stages = await rows.query<{ stageId: string; name: string; count: number; amount: string }>(
      `select s.id as "stageId", s.name, c.count, c.amount from (
         select t.stage_id, count(*)::int as count, coalesce(sum(t.amount), 0)::text as amount
         from opportunities t where t.status = 'open' and ${rows.where} group by t.stage_id) c
       join stages s on s.id = c.stage_id join pipelines p on p.id = s.pipeline_id
       order by p.position, p.id, s.position, s.id`,
    );
    return stages.map(({ amount, ...stage }) => ({ ...stage, amount: rial(amount) }));
  }

  private async groups(rows: ReportRows, { field, key, join, label, byKey }: Grouping): Promise<SummaryGroup[]> {
    const { principal } = rows.uow;
    if (!principal.mayRead('opportunity', field))
      throw Problem.forbidden('access.denied', { recordType: 'opportunity', action: 'view' });
    const target = recordTypes.get('opportunity').fields.get(field)?.target;
    const named = target === undefined || principal.mayRead(target, recordTypes.get(target).title);
    const groups = await rows.query<MeasureRow & { key: string | null; label: string | null }>(
      `select ${key} as key, ${named ? label : 'null::text'} as label, ${MEASURES}
       from opportunities t ${join ?? ''} where ${rows.where}
       group by 1, 2 order by ${byKey ? '1' : `coalesce(sum(t.amount) filter (where t.status = 'won'), 0) desc, 1`}
       limit ${MOST_GROUPS}`,
    );
    return groups.map((group) => ({ key: group.key, label: group.label, ...measuresOf(group) }));
  }
}
