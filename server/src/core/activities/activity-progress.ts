import { Injectable } from '@nestjs/common';
import { clock } from '../../platform/context/clock.js';
import { DataDoor } from '../../platform/database/data-door.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Problem } from '../../platform/errors/problem.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { recordTypes } from '../../platform/records/record-type.js';
import type { RecordValues } from '../../platform/records/record-rules.js';
import type { RecordView } from '../../platform/records/record-view.js';
import { Activity } from './activity.js';
import type { CompleteActivity, CompletedActivity } from './activity-actions.dto.js';

/** Taken over from the completed activity by its next step. */
const CARRIED = ['about', 'accountId', 'contactId'] as const;

/** Completes and reopens activities. */
@Injectable()
export class ActivityProgress {
  private readonly type = recordTypes.of(Activity);

  constructor(
    private readonly door: DataDoor,
    private readonly store: RecordStore,
  ) {}

  /** @throws Problem 400, 403, 404, 409 `activity.alreadyDone`, 412 */
  complete(id: string, body: CompleteActivity, ifMatch?: number): Promise<CompletedActivity> {
    return this.door.write(async (uow) => {
      const before = await this.reachable(uow, id);
      if (before.doneAt) throw Problem.conflict('activity.alreadyDone');
      const values: RecordValues = { doneAt: clock.now().toISOString() };
      if (body.outcome !== undefined) values.outcome = body.outcome;
      const minutes = body.minutes;
      if (minutes !== undefined) values.minutes = minutes;
      // Through the input, so that texts are normalised and field rights hold.
      const activity = await this.store.writer.update(uow, this.type, id, values, { ifMatch });
      const nextStep = body.nextStep ? await this.plan(uow, before, body.nextStep) : null;
      return { activity, nextStep };
    });
  }

  /** @throws Problem 403, 404, 409 `activity.notDone`, 412 */
  reopen(id: string, ifMatch?: number): Promise<RecordView> {
    return this.door.write(async (uow) => {
      const before = await this.reachable(uow, id);
      if (!before.doneAt) throw Problem.conflict('activity.notDone');
      return this.store.writer.update(uow, this.type, id, { doneAt: null, outcome: null }, { ifMatch });
    });
  }

  private async reachable(uow: UnitOfWork, id: string): Promise<RecordValues> {
    const before = await this.store.writer.lock(uow, this.type, id, false);
    await this.store.writer.mustReach(uow, this.type, id, 'edit');
    return before;
  }

  private async plan(uow: UnitOfWork, done: RecordValues, body: Record<string, unknown>): Promise<RecordView> {
    const carried = Object.fromEntries(CARRIED.filter((name) => done[name]).map((name) => [name, done[name]]));
    try {
      return await this.store.writer.create(uow, this.type, { ...carried, nextStep: true, ...body });
    } catch (error) {
      if (!(error instanceof Problem) || !error.options.faults) throw error;
      const faults = error.options.faults.map((fault) => ({ ...fault, path: `nextStep.${fault.path}` }));
      throw new Problem(error.status, error.code, { ...error.options, faults });
    }
  }
}
