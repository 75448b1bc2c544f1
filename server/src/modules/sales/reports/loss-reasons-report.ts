import { Injectable } from '@nestjs/common';
import { DataDoor } from '../../../platform/database/data-door.js';
import { Problem } from '../../../platform/errors/problem.js';
import { RecordReader } from '../../../platform/records/record-reader.js';
import { rial, type RialValue } from '../rial.js';
import { share } from './measures.js';
import { type RawReportQuery, readReportQuery, ReportRows } from './report-query.js';

export interface LossShare {
  /** Null for losses without. */
  readonly key: string | null;
  readonly label: string | null;
  readonly count: number;
  readonly amount: RialValue | null;
  /** Of all losses, 0..1. */
  readonly share: number | null;
}

export interface LossReasons {
  readonly from: string | null;
  readonly to: string | null;
  readonly lost: number;
  readonly lostAmount: RialValue | null;
  readonly reasons: readonly LossShare[];
  /** Stage in which they were when they were lost. */
  readonly stages: readonly LossShare[];
  readonly competitors: readonly LossShare[];
}

const PARTS = {
  reasons: { key: 't.loss_reason_id', field: 'lossReasonId', table: 'loss_reasons' },
  stages: { key: 't.stage_id', field: 'stageId', table: 'stages' },
  competitors: { key: 't.lost_to_id', field: 'lostToId', table: 'accounts' },
} as const;

/** Why, where and to whom sales are lost (R29, R47, R212). */
@Injectable()
export class LossReasonsReport {
  constructor(
    private readonly door: DataDoor,
    private readonly reader: RecordReader,
  ) {}

  /** Opportunities lost in the days of the query. @throws Problem 400, 403 */
  read(raw: RawReportQuery): Promise<LossReasons> {
    const query = readReportQuery(raw);
    return this.door.read(async (uow) => {
      const split = async (part: keyof typeof PARTS): Promise<LossShare[]> => {
        const { key, field, table } = PARTS[part];
        if (!uow.principal.mayRead('opportunity', field))
          throw Problem.forbidden('access.denied', { recordType: 'opportunity', action: 'view' });
        const rows = new ReportRows(uow, this.reader, query).and(`t.status = 'lost'`).within('t.closed_on', query);
        const name = part === 'competitors' && !uow.principal.mayRead('account', 'name') ? 'null::text' : 'g.name';
        const found = await rows.query<{ key: string | null; label: string | null; count: number; amount: string }>(
          `select l.key, ${name} as label, l.count, l.amount from (
             select ${key} as key, count(*)::int as count, coalesce(sum(t.amount), 0)::text as amount
             from opportunities t where ${rows.where} group by 1) l
           left join ${table} g on g.id = l.key order by l.count desc, l.key limit 200`,
        );
        const all = found.reduce((sum, { count }) => sum + count, 0);
        return found.map(({ amount, ...rest }) => ({ ...rest, amount: rial(amount), share: share(rest.count, all) }));
      };
      const [reasons, stages, competitors] = [
        await split('reasons'),
        await split('stages'),
        await split('competitors'),
      ];
      const lost = reasons.reduce((sum, { count }) => sum + count, 0);
      const amount = reasons.reduce((sum, reason) => sum + BigInt(reason.amount?.amount ?? 0), 0n);
      return {
        from: query.from,
        to: query.to,
        lost,
        lostAmount: rial(amount.toString()),
        reasons,
        stages,
        competitors: competitors.filter(({ key }) => key !== null),
      };
    });
  }
}
