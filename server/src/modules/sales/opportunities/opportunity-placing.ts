import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { RecordChange, RecordValues } from '../../../platform/records/record-rules.js';

/** What an opportunity needs to know of its stage. */
export interface PlacedStage {
  readonly id: string;
  readonly pipelineId: string;
  readonly name: string;
  readonly probabilityPercent: string;
  readonly requiredFields: readonly string[];
}

const COLUMNS = `s.id, s.pipeline_id as "pipelineId", s.name, s.probability_percent as "probabilityPercent",
  s.required_fields as "requiredFields"`;

/** Puts an opportunity into a stage of its pipeline, if the stage lets it in. */
@Injectable()
export class OpportunityPlacing {
  /** Stages that a transaction has looked up: an import asks for the same few thousands of times. */
  private readonly known = new WeakMap<UnitOfWork, Map<string, Promise<PlacedStage | undefined>>>();

  /**
   * The stage of the opportunity after the change; undefined when the change has nothing to do with it. Completes the
   * pipeline from the stage, and the stage from the pipeline.
   */
  async place(change: RecordChange): Promise<PlacedStage | undefined> {
    const { before, after, given, uow } = change;
    const stageGiven = given.has('stageId') && after.stageId !== null;
    const pipelineChanged = before?.pipelineId !== after.pipelineId;
    const moved = !before || before.stageId !== after.stageId || pipelineChanged;
    const emptied = [...given].some((name) => isEmpty(after[name]));
    const reopened = before !== undefined && before.status !== after.status && after.status === 'open';
    if (!moved && !emptied && !reopened) return undefined;
    const stage =
      stageGiven || (before && !pipelineChanged && after.stageId !== null)
        ? ((await this.byId(uow, after.stageId as string)) ??
          (reopened ? await this.first(uow, after.pipelineId as string) : undefined))
        : await this.first(uow, after.pipelineId as string | null | undefined);
    if (!stage) {
      change.fault(stageGiven ? 'stageId' : 'pipelineId', 'link.notFound');
      return undefined;
    }
    if (given.has('pipelineId') && after.pipelineId && after.pipelineId !== stage.pipelineId)
      change.fault('stageId', 'stage.notInPipeline');
    after.stageId = stage.id;
    after.pipelineId = stage.pipelineId;
    if (after.status === 'open')
      for (const name of missing(stage, after))
        if (moved || given.has(name)) change.fault(name, 'stage.requires', { stage: stage.name });
    return stage;
  }

  private byId(uow: UnitOfWork, id: string): Promise<PlacedStage | undefined> {
    return this.once(uow, id, () =>
      uow.one<PlacedStage>(`select ${COLUMNS} from stages s where s.id = $1 and s.deleted_at is null`, [id]),
    );
  }

  private first(uow: UnitOfWork, pipelineId: string | null | undefined): Promise<PlacedStage | undefined> {
    return this.once(uow, `first of ${pipelineId}`, () =>
      uow.one<PlacedStage>(
        `select ${COLUMNS} from stages s join pipelines p on p.id = s.pipeline_id
         where s.deleted_at is null and p.deleted_at is null and ($1::uuid is null and p.active or p.id = $1)
         order by p.position, p.id, s.position, s.id limit 1`,
        [pipelineId ?? null],
      ),
    );
  }

  private once(
    uow: UnitOfWork,
    key: string,
    find: () => Promise<PlacedStage | undefined>,
  ): Promise<PlacedStage | undefined> {
    const known = this.known.get(uow) ?? new Map<string, Promise<PlacedStage | undefined>>();
    this.known.set(uow, known);
    const stage = known.get(key) ?? find();
    known.set(key, stage);
    return stage;
  }
}

function missing(stage: PlacedStage, record: RecordValues): string[] {
  return stage.requiredFields.filter((name) => isEmpty(record[name]));
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
