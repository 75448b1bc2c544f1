import { ifReadable } from '../../../platform/records/readable.js';
import { Injectable } from '@nestjs/common';
import { Params } from '../../../platform/access/scope-predicate.js';
import { clock } from '../../../platform/context/clock.js';
import { DataDoor } from '../../../platform/database/data-door.js';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Problem } from '../../../platform/errors/problem.js';
import { isUuid } from '../../../platform/records/field-types.js';
import { type ListQuery, type RawListQuery, readListQuery } from '../../../platform/records/list-query.js';
import { RecordReader } from '../../../platform/records/record-reader.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import { rial } from '../rial.js';
import { type Board, type BoardCard, type BoardStage, cardOf, type CardRow, type StageSums } from './board-view.js';
import { Opportunity } from './opportunity.entity.js';

export interface BoardQuery extends Pick<RawListQuery, 'q' | 'filter' | 'limit'> {
  readonly pipelineId?: unknown;
}

/** What the board itself shows: columns, days in them and the order of cards. */
const BOARD_FIELDS = ['status', 'pipelineId', 'stageId', 'stageEnteredAt', 'boardRank'];

const CARD_FIELDS = [
  'ownerId',
  'amount',
  'probabilityPercent',
  'expectedCloseOn',
  'nextStepAt',
  'lastActivityAt',
  'tags',
] as const;

/** The board of a pipeline: three statements, whatever the number of columns. */
@Injectable()
export class OpportunityBoard {
  constructor(
    private readonly door: DataDoor,
    private readonly reader: RecordReader,
  ) {}

  /**
   * Open opportunities by stage. Counts and sums are exact over everything that the caller sees and filters for; the
   * cards are the first `limit` of each column.
   * @throws Problem 400, 403 without the right to read what a board shows, 404 for a pipeline that isn't there
   */
  show({ pipelineId, ...raw }: BoardQuery): Promise<Board> {
    return this.door.read(async (uow) => {
      uow.principal.authorizeFields('opportunity', BOARD_FIELDS);
      const query = readListQuery(recordTypes.of(Opportunity), raw, uow.principal);
      const stages = await this.stages(uow, pipelineId);
      const sums = await this.sums(uow, query, stages);
      const cards = await this.cards(uow, query, stages);
      return {
        pipelineId: (stages[0] as BoardStage).pipelineId,
        columns: stages.map((stage) => {
          const { count, amount, weighted } = sums.get(stage.id) ?? { count: 0, amount: '0', weighted: '0' };
          const own = cards.get(stage.id) ?? [];
          return {
            stageId: stage.id,
            name: stage.name,
            tone: stage.tone,
            probabilityPercent: Number(stage.probabilityPercent),
            requiredFields: stage.requiredFields,
            count,
            sum: rial(amount),
            weightedSum: rial(weighted),
            hasMore: count > own.length,
            cards: own,
          };
        }),
      };
    });
  }

  private async stages(uow: UnitOfWork, pipelineId: unknown): Promise<BoardStage[]> {
    if (pipelineId !== undefined && !isUuid(pipelineId))
      throw Problem.invalid('query.invalid', [{ path: 'pipelineId', code: 'field.notId' }]);
    const stages = await uow.queryKept<BoardStage>(
      `select s.id, s.pipeline_id as "pipelineId", s.name, s.tone, s.probability_percent as "probabilityPercent",
         s.required_fields as "requiredFields", s.rotten_after_days as "rottenAfterDays"
       from stages s where s.deleted_at is null and s.pipeline_id = coalesce($1::uuid, (
         select p.id from pipelines p where p.active and p.deleted_at is null order by p.position, p.id limit 1))
       order by s.position, s.id`,
      [pipelineId ?? null],
    );
    if (stages.length === 0) throw Problem.notFound();
    return stages;
  }

  private async sums(uow: UnitOfWork, query: ListQuery, [stage]: BoardStage[]): Promise<Map<string, StageSums>> {
    const total = (field: string, sum: string) =>
      ifReadable(uow.principal, 'opportunity', field, `coalesce(sum(t.${sum}), 0)::text`);
    const params = new Params();
    const pipeline = params.add(stage?.pipelineId, '::uuid');
    // Whoever sees everything finds it added up already; the others have an index with what they see.
    const whole = uow.principal.reach('opportunity', 'view').all && !query.filter && query.q === '';
    const rows = await uow.query<StageSums & { stageId: string }>(
      whole
        ? `select t.stage_id as "stageId", sum(t.count)::int as count, ${total('amount', 'amount')} as amount,
             ${total('weightedAmount', 'weighted')} as weighted
           from opportunity_cells t where t.kind = 'result' and t.status = 'open' and t.pipeline_id = ${pipeline} group by t.stage_id`
        : `select t.stage_id as "stageId", count(*)::int as count, ${total('amount', 'amount')} as amount,
             ${total('weightedAmount', 'weighted_amount')} as weighted
           from opportunities t where t.pipeline_id = ${pipeline} and t.status = 'open'
             and ${this.reader.conditions(uow, recordTypes.of(Opportunity), query, query.q, params)} group by t.stage_id`,
      params.values,
    );
    return new Map(rows.map((row) => [row.stageId, row]));
  }

  private async cards(uow: UnitOfWork, query: ListQuery, stages: BoardStage[]): Promise<Map<string, BoardCard[]>> {
    const params = new Params();
    const type = recordTypes.of(Opportunity);
    const ids = params.add(
      stages.map(({ id }) => id),
      '::uuid[]',
    );
    const where = this.reader.conditions(uow, type, query, query.q, params);
    const { principal } = uow;
    const field = (name: string): string => {
      const column = type.fields.get(name)?.column as string;
      return `${ifReadable(principal, type.name, name, `t.${column}`)} as "${name}"`;
    };
    const rows = await uow.query<CardRow>(
      `select c.*, ${ifReadable(principal, 'account', 'name', 'a.name')} as "accountName",
         ${ifReadable(principal, 'user', 'fullName', 'u.full_name')} as "ownerName"
       from unnest(${ids}) with ordinality as column_of (id, place)
       cross join lateral (
         select t.id, t.version, t.stage_id as "stageId", t.board_rank as rank,
           t.stage_entered_at as "stageEnteredAt", ${['name', 'accountId', ...CARD_FIELDS].map(field).join(', ')}
         from opportunities t where t.stage_id = column_of.id and t.status = 'open' and ${where}
         order by t.board_rank, t.id limit ${query.limit}) c
       left join accounts a on a.id = c."accountId" and a.deleted_at is null
       left join users u on u.id = c."ownerId"
       order by column_of.place, c.rank, c.id`,
      params.values,
    );
    const byStage = new Map(stages.map((stage) => [stage.id, stage]));
    const now = clock.now().getTime();
    const cards = new Map<string, BoardCard[]>(stages.map(({ id }) => [id, []]));
    for (const row of rows)
      cards.get(row.stageId)?.push(cardOf(row, byStage.get(row.stageId)?.rottenAfterDays ?? null, now));
    return cards;
  }
}
