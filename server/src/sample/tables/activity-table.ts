import type { SampleActivity } from '../content/activities.js';
import type { SampleOpportunity } from '../content/opportunities.js';
import type { SampleWorld } from '../content/world.js';
import { arrayText, type CopyValue, instantText } from '../copy/copy-rows.js';
import { STANDARD_COLUMNS, standardValues, type SampleTable } from './standard-columns.js';

const COLUMNS = [
  ...STANDARD_COLUMNS,
  'subject',
  'type',
  'priority',
  'next_step',
  'due_at',
  'start_at',
  'end_at',
  'done_at',
  'about_type',
  'about_id',
  'account_id',
  'parent_owner_id',
  'parent_org_unit_id',
  'contact_id',
  'attendee_user_ids',
  'attendee_contact_ids',
  'location',
  'direction',
  'duration_minutes',
  'outcome',
  'minutes',
];

/** The activities. While they are made, the world learns when each account and opportunity was last and is next dealt with. */
export function activityTable(world: SampleWorld): SampleTable {
  return { name: 'activities', columns: COLUMNS, count: world.plan.activities, rows: () => rows(world) };
}

function* rows(world: SampleWorld): Generator<CopyValue[]> {
  for (const opportunity of world.opportunities()) {
    const { index, account, status } = opportunity;
    if (status === 'won') world.accountWon[account.index] = 1;
    for (const activity of world.activityMaker.of(
      opportunity,
      world.activitiesOf.start(index),
      world.activitiesOf.end(index),
    )) {
      note(world, opportunity, activity);
      yield row(world, opportunity, activity);
    }
  }
}

function note(world: SampleWorld, { index, account }: SampleOpportunity, activity: SampleActivity): void {
  const { doneMs, dueMs, type, ofAccount } = activity;
  if (doneMs === null) {
    world.accountNext[account.index] = earliest(world.accountNext[account.index] as number, dueMs);
    if (!ofAccount) world.opportunityNext[index] = earliest(world.opportunityNext[index] as number, dueMs);
    return;
  }
  if (type !== 'task') world.accountLast[account.index] = Math.max(world.accountLast[account.index] as number, doneMs);
  if (!ofAccount) world.opportunityLast[index] = Math.max(world.opportunityLast[index] as number, doneMs);
}

function earliest(known: number, ms: number): number {
  return known === 0 ? ms : Math.min(known, ms);
}

function row(world: SampleWorld, opportunity: SampleOpportunity, activity: SampleActivity): CopyValue[] {
  const { account } = opportunity;
  const { dueMs, doneMs, type, durationMinutes } = activity;
  const contact = world.contactOf(opportunity);
  const contactId = contact === undefined ? null : world.id('contact', contact);
  const meeting = type === 'meeting';
  const accountId = world.id('account', account.index);
  return [
    ...standardValues(
      world.company,
      world.id('activity', activity.index),
      account.owner,
      activity.createdMs,
      doneMs ?? activity.createdMs,
      doneMs === null ? 1 : 2,
    ),
    activity.subject,
    type,
    activity.priority,
    activity.nextStep,
    instantText(dueMs),
    meeting ? instantText(dueMs) : null,
    meeting ? instantText(dueMs + (durationMinutes ?? 60) * 60_000) : null,
    instantText(doneMs),
    activity.ofAccount ? 'account' : 'opportunity',
    activity.ofAccount ? accountId : world.id('opportunity', opportunity.index),
    accountId,
    // The reach of the account, which its owner shares with what they do.
    world.company.person(account.owner).id,
    world.company.unitIdOf(account.owner),
    contactId,
    meeting && activity.index % 7 === 0 ? arrayText([world.company.managerOf(account.owner).id]) : '{}',
    meeting && contactId ? arrayText([contactId]) : '{}',
    activity.location,
    activity.direction,
    durationMinutes,
    activity.outcome,
    activity.minutes,
  ];
}
