import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { RecordValues } from '../../platform/records/record-rules.js';

/** What a module does when an activity changes, in the same transaction: keep `nextStepAt` of its records, score a lead. */
export interface ActivityListener {
  /** `before` is undefined for a new activity, `after` for a removed one. */
  activityChanged(
    uow: UnitOfWork,
    before: Readonly<RecordValues> | undefined,
    after: Readonly<RecordValues> | undefined,
  ): Promise<void>;
}

/** Modules add themselves when they start; core knows none of them. */
@Injectable()
export class ActivityListeners {
  private readonly listeners: ActivityListener[] = [];

  add(listener: ActivityListener): void {
    this.listeners.push(listener);
  }

  async tell(
    uow: UnitOfWork,
    before: Readonly<RecordValues> | undefined,
    after: Readonly<RecordValues> | undefined,
  ): Promise<void> {
    for (const listener of this.listeners) await listener.activityChanged(uow, before, after);
  }
}
