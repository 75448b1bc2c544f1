import { Injectable } from '@nestjs/common';
import { DataDoor } from '../../../platform/database/data-door.js';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Problem } from '../../../platform/errors/problem.js';
import { type Filter } from '../../../platform/filters/filter-schema.js';
import { type RawListQuery, readListQuery } from '../../../platform/records/list-query.js';
import { type ListPage, RecordReader } from '../../../platform/records/record-reader.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import { Opportunity } from './opportunity.entity.js';

/** Why an opportunity needs somebody: nothing planned, nothing done for two weeks, or too long in its stage. */
export const ATTENTION_KINDS = ['noNextStep', 'quiet', 'rotten'] as const;
export type AttentionKind = (typeof ATTENTION_KINDS)[number];

export interface AttentionQuery extends RawListQuery {
  readonly kind?: unknown;
}

const QUIET_DAYS = 14;
const OPEN: Filter = { field: 'status', op: 'eq', value: 'open' };

/** Untouched for `days`: no activity since, and not new either. */
function untouched(days: number, since: 'createdAt' | 'stageEnteredAt'): Filter[] {
  const value = { ago: { days } };
  return [
    { field: since, op: 'lt', value },
    {
      or: [
        { field: 'lastActivityAt', op: 'empty' },
        { field: 'lastActivityAt', op: 'lt', value },
      ],
    },
  ];
}

/** Open opportunities that are about to be forgotten (R9); each list is a filter of the one filter language. */
@Injectable()
export class OpportunityAttention {
  constructor(
    private readonly door: DataDoor,
    private readonly reader: RecordReader,
  ) {}

  /** A page of one kind. @throws Problem 400 */
  list({ kind, ...raw }: AttentionQuery): Promise<ListPage> {
    if (!ATTENTION_KINDS.includes(kind as AttentionKind))
      throw Problem.invalid('query.invalid', [
        { path: 'kind', code: 'field.notAChoice', params: { choices: ATTENTION_KINDS.join(', ') } },
      ]);
    return this.door.read(async (uow) => {
      const type = recordTypes.of(Opportunity);
      uow.principal.authorize(type.name, 'view');
      const query = readListQuery(type, raw, uow.principal);
      const own = await this.filter(uow, kind as AttentionKind);
      return this.reader.list(uow, type, { ...query, filter: query.filter ? { and: [own, query.filter] } : own });
    });
  }

  /** How many there are of each kind, up to 10,000. */
  counts(): Promise<Record<AttentionKind, number>> {
    return this.door.read(async (uow) => {
      const type = recordTypes.of(Opportunity);
      uow.principal.authorize(type.name, 'view');
      const query = readListQuery(type, { limit: '1', count: 'estimate' }, uow.principal);
      const counts = { noNextStep: 0, quiet: 0, rotten: 0 };
      for (const kind of ATTENTION_KINDS)
        counts[kind] =
          (await this.reader.list(uow, type, { ...query, filter: await this.filter(uow, kind) })).total ?? 0;
      return counts;
    });
  }

  private async filter(uow: UnitOfWork, kind: AttentionKind): Promise<Filter> {
    if (kind === 'noNextStep') return { and: [OPEN, { field: 'nextStepAt', op: 'empty' }] };
    if (kind === 'quiet') return { and: [OPEN, ...untouched(QUIET_DAYS, 'createdAt')] };
    const stages = await uow.query<{ id: string; days: number }>(
      'select id, rotten_after_days as days from stages where rotten_after_days is not null and deleted_at is null limit 100',
    );
    const rotten = stages.map(
      ({ id, days }): Filter => ({
        and: [{ field: 'stageId', op: 'eq', value: id }, ...untouched(days, 'stageEnteredAt')],
      }),
    );
    return { and: [OPEN, { or: rotten }] };
  }
}
