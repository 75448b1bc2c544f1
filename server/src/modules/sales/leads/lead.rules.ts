import { Injectable } from '@nestjs/common';
import type { RecordChange, RecordRules, RecordValues } from '../../../platform/records/record-rules.js';
import { LeadAssignment } from './lead-assignment.js';
import { LeadScoring } from './lead-scoring.js';

/** What holds for a lead on every write path. */
@Injectable()
export class LeadRules implements RecordRules {
  constructor(
    private readonly scoring: LeadScoring,
    private readonly assignment: LeadAssignment,
  ) {}

  async beforeSave(change: RecordChange): Promise<void> {
    const { id, before, after, given, uow } = change;
    if (!after.lastName && !after.companyName) change.fault('lastName', 'lead.nameless');
    after.fullName = fullName(after);
    this.checkStatus(change);
    Object.assign(after, await this.scoring.score(uow, after));
    if (before || given.has('ownerId')) return;
    const chosen = await this.assignment.choose(uow, id, after);
    if (!chosen) return;
    change.handsOver = true;
    after.ownerId = chosen.ownerId;
    after.orgUnitId = chosen.orgUnitId;
    after.assignedByRule = chosen.rule;
  }

  /** Only the actions close a lead: they leave the account, or the reason, behind. */
  private checkStatus({ before, after, fault }: RecordChange): void {
    const status = after.status as string;
    if (before?.status === status) return;
    if (status === 'converted' && !after.convertedAt) fault('status', 'lead.statusByAction');
    if (status === 'disqualified' && !after.disqualifiedReason) fault('status', 'lead.statusByAction');
    if (before?.status === 'converted' && after.convertedAt) fault('status', 'lead.converted');
    if (status !== 'disqualified') after.disqualifiedReason = null;
  }
}

function fullName(lead: RecordValues): string | null {
  const person = [lead.firstName, lead.lastName].filter(Boolean).join(' ');
  return person || ((lead.companyName as string | null) ?? null);
}
