import { Injectable } from '@nestjs/common';
import { DataDoor } from '../../../platform/database/data-door.js';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Problem } from '../../../platform/errors/problem.js';
import { RecordReader } from '../../../platform/records/record-reader.js';
import { rial, type RialValue } from '../rial.js';
import { share } from './measures.js';
import { type RawReportQuery, readReportQuery, type ReportQuery } from './report-query.js';
import { ReportRows } from './report-rows.js';

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

const FIELDS = ['lossReasonId', 'stageId', 'lostToId'] as const;
const MOST_PARTS = 200;

interface Loss {
  readonly key: string | null;
  readonly count: number;
  readonly amount: bigint;
}

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
      for (const field of FIELDS)
        if (!uow.principal.mayRead('opportunity', field))
          throw Problem.forbidden('access.denied', { recordType: 'opportunity', action: 'view' });
      const cells = await this.cells(uow, query);
      const lost = cells.reduce((sum, { count }) => sum + count, 0);
      const amount = cells.reduce((sum, cell) => sum + BigInt(cell.amount), 0n);
      const by = (key: (cell: (typeof cells)[number]) => string | null): Loss[] => {
        const parts = new Map<string | null, Loss>();
        for (const cell of cells) {
          const { count = 0, amount: sum = 0n } = parts.get(key(cell)) ?? {};
          parts.set(key(cell), { key: key(cell), count: count + cell.count, amount: sum + BigInt(cell.amount) });
        }
        return [...parts.values()];
      };
      return {
        from: query.from,
        to: query.to,
        lost,
        lostAmount: rial(amount.toString()),
        reasons: await shares(
          uow,
          by(({ reason }) => reason),
          lost,
          'loss_reasons',
        ),
        stages: await shares(
          uow,
          by(({ stageId }) => stageId),
          lost,
          'stages',
        ),
        competitors: await shares(uow, await this.competitors(uow, query), lost, 'accounts'),
      };
    });
  }

  private cells(
    uow: UnitOfWork,
    query: ReportQuery,
  ): Promise<{ reason: string | null; stageId: string; count: number; amount: string }[]> {
    const rows = ReportRows.cells(uow, this.reader, query, 'loss').within('t.day', query);
    return rows.query(
      `select nullif(t.detail, '') as reason, t.stage_id as "stageId", sum(t.count)::int as count,
         coalesce(sum(t.amount), 0)::text as amount ${rows.from()} group by 1, 2 having sum(t.count) <> 0`,
    );
  }

  private async competitors(uow: UnitOfWork, query: ReportQuery): Promise<Loss[]> {
    const rows = ReportRows.figures(uow, this.reader, query)
      .and(`t.lost_to_id is not null and t.status = 'lost'`)
      .within('t.closed_on', query);
    const found = await rows.query<{ key: string; count: number; amount: string }>(
      `select t.lost_to_id as key, count(*)::int as count, coalesce(sum(t.amount), 0)::text as amount
       ${rows.from()} group by 1 order by 2 desc, 1 limit ${MOST_PARTS}`,
    );
    return found.map(({ amount, ...rest }) => ({ ...rest, amount: BigInt(amount) }));
  }
}

/** The most frequent first, with the names that the caller may see. */
async function shares(
  uow: UnitOfWork,
  parts: readonly Loss[],
  lost: number,
  table: 'loss_reasons' | 'stages' | 'accounts',
): Promise<LossShare[]> {
  const most = parts
    .toSorted(
      (a, b) =>
        b.count - a.count ||
        Number(a.key === null) - Number(b.key === null) ||
        ((a.key ?? '') < (b.key ?? '') ? -1 : 1),
    )
    .slice(0, MOST_PARTS);
  const named = table !== 'accounts' || uow.principal.mayRead('account', 'name');
  const ids = most.flatMap(({ key }) => (key !== null && named ? [key] : []));
  const names = await uow.query<{ id: string; name: string }>(
    `select g.id, g.name from ${table} g where g.id = any($1::uuid[])`,
    [ids],
  );
  const labels = new Map(names.map(({ id, name }) => [id, name]));
  return most.map(({ key, count, amount }) => ({
    key,
    label: labels.get(key ?? '') ?? null,
    count,
    amount: rial(amount.toString()),
    share: share(count, lost),
  }));
}
