import { Injectable } from '@nestjs/common';
import { clock } from '../../platform/context/clock.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { About } from '../../platform/records/about.js';
import type { RecordChange, RecordRules, RecordValues } from '../../platform/records/record-rules.js';
import { AccountPulse } from './account-pulse.js';
import { ActivityListeners } from './activity-listeners.js';
import { ActivityNotices } from './activity-notices.js';
import { type Parties, partiesOf } from './subject-parties.js';

/** Clocks of other machines may run a little ahead. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** What every activity keeps to, whichever way it is written. */
@Injectable()
export class ActivityRules implements RecordRules {
  constructor(
    private readonly pulse: AccountPulse,
    private readonly listeners: ActivityListeners,
    private readonly notices: ActivityNotices,
  ) {}

  async beforeSave(change: RecordChange): Promise<void> {
    await this.fillParties(change);
    this.completeTimes(change);
    this.checkTimes(change);
  }

  async afterSave({ id, before, after, uow }: RecordChange): Promise<void> {
    if (!before || PULSE_FIELDS.some((name) => before[name] !== after[name]))
      await this.pulse.refresh(uow, [before?.accountId, after.accountId]);
    await this.listeners.tell(uow, before, after);
    await this.notices.tell(uow, id, before, after);
  }

  async afterRemove(record: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
    await this.pulse.refresh(uow, [record.accountId]);
    await this.listeners.tell(uow, record, undefined);
  }

  async afterRestore(record: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
    await this.pulse.refresh(uow, [record.accountId]);
    await this.listeners.tell(uow, undefined, record);
  }

  /** Account and contact come from the record that the activity is about, unless the caller names others. */
  private async fillParties(change: RecordChange): Promise<void> {
    const { before, after, given, uow } = change;
    const about = after.about as About | null | undefined;
    const derived = new Set<string>();
    const take = (name: keyof Parties, parties: Parties): void => {
      if (given.has(name)) return;
      after[name] = parties[name];
      derived.add(name);
    };
    if (about && (!before || given.has('about'))) {
      const parties = await partiesOf(uow, about);
      take('accountId', parties);
      take('contactId', parties);
    }
    if (typeof after.contactId === 'string' && !after.accountId && after.contactId !== before?.contactId)
      take('accountId', await partiesOf(uow, { type: 'contact', id: after.contactId }));
    change.derived = derived;
  }

  /** A meeting is due when it begins; a reminder that was moved is given again. */
  private completeTimes({ before, after, given }: RecordChange): void {
    const followsStart = !before || before.dueAt === before.startAt;
    if (after.startAt && !given.has('dueAt') && followsStart) after.dueAt = after.startAt;
    if (!after.dueAt && after.startAt) after.dueAt = after.startAt;
    if (before && before.reminderAt !== after.reminderAt) after.remindedAt = null;
  }

  private checkTimes({ before, after, fault }: RecordChange): void {
    const { startAt, endAt, doneAt } = after as Record<string, string | null>;
    if (startAt && endAt && endAt < startAt) fault('endAt', 'activity.endBeforeStart');
    if (endAt && !startAt) fault('startAt', 'activity.endWithoutStart');
    if (doneAt && doneAt !== before?.doneAt && new Date(doneAt).getTime() > clock.now().getTime() + CLOCK_TOLERANCE_MS)
      fault('doneAt', 'activity.doneInFuture');
  }
}

const PULSE_FIELDS = ['accountId', 'doneAt', 'dueAt', 'type'] as const;
