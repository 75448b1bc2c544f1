import { Injectable } from '@nestjs/common';
import { jalaliMonthRange, toAsciiDigits } from '../../../platform/persian/index.js';
import type { RecordChange, RecordRules } from '../../../platform/records/record-rules.js';

const MONTH = /^(1[34]\d{2})-(0[1-9]|1[0-2])$/;

/** First and last day of a Jalali month `1405-08`; undefined for anything else. */
export function daysOfMonth(period: string): { from: string; to: string } | undefined {
  const match = MONTH.exec(toAsciiDigits(period));
  return match ? jalaliMonthRange(Number(match[1]), Number(match[2])) : undefined;
}

/** A target has a period, somebody to reach it and a goal in the unit of its metric. */
@Injectable()
export class TargetRules implements RecordRules {
  async beforeSave(change: RecordChange): Promise<void> {
    this.period(change);
    this.goal(change);
    await this.audience(change);
  }

  private period({ after, given, fault }: RecordChange): void {
    if (given.has('period') && after.period) {
      const days = daysOfMonth(after.period as string);
      if (!days) return fault('period', 'target.badPeriod');
      after.period = toAsciiDigits(after.period as string);
      after.fromOn = days.from;
      after.toOn = days.to;
    } else if (given.has('fromOn') || given.has('toOn')) after.period = null;
    if (!after.fromOn) return fault('fromOn', 'field.required');
    if (!after.toOn) return fault('toOn', 'field.required');
    if ((after.fromOn as string) > (after.toOn as string)) fault('toOn', 'target.daysReversed');
  }

  private goal({ after, fault }: RecordChange): void {
    const [wanted, other] = after.metric === 'wonAmount' ? ['amount', 'count'] : ['count', 'amount'];
    if (after[wanted] === null || after[wanted] === undefined) fault(wanted, 'field.required');
    after[other] = null;
  }

  /** A person's target belongs to the person, and to the person's branch: both see it by their own scope. */
  private async audience(change: RecordChange): Promise<void> {
    const { before, after, uow, fault } = change;
    const { audience } = after;
    if (audience !== 'user') after.userId = null;
    if (audience !== 'team') after.teamId = null;
    if (audience === 'team' && !after.teamId) fault('teamId', 'field.required');
    if (audience === 'orgUnit' && !after.orgUnitId) fault('orgUnitId', 'field.required');
    if (audience !== 'user') return;
    if (!after.userId) return fault('userId', 'field.required');
    if (before?.userId === after.userId && before?.ownerId === after.ownerId) return;
    const person = await uow.one<{ orgUnitId: string | null }>(
      'select org_unit_id as "orgUnitId" from users where id = $1',
      [after.userId],
    );
    after.ownerId = after.userId;
    after.orgUnitId = person?.orgUnitId ?? null;
    // Who may set targets for a branch may set them for its people, without a right to hand records over.
    const reach = uow.principal.reach('target', before ? 'edit' : 'create');
    const inside =
      reach.all || reach.ownerIds.includes(after.userId as string) || reach.unitIds.includes(after.orgUnitId as string);
    if (inside) change.handsOver = true;
  }
}
