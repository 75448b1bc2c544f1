import type { SampleActivity } from '../content/activities.js';
import type { ActivitySubject, SampleWorld } from '../content/world.js';
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
  for (const [activity, subject] of world.activities()) {
    note(world, subject, activity);
    yield row(world, subject, activity);
  }
}

/** Lets the subject learn when it was last and is next dealt with. */
function note(world: SampleWorld, subject: ActivitySubject, { doneMs, dueMs, type }: SampleActivity): void {
  const tell = (last: Float64Array, next: Float64Array, index: number, counts = true) => {
    if (doneMs === null) next[index] = earliest(next[index] as number, dueMs);
    else if (counts) last[index] = Math.max(last[index] as number, doneMs);
  };
  if (subject.kind === 'lead') return tell(world.leadLast, world.leadNext, subject.lead.index);
  if (subject.kind === 'opportunity') tell(world.opportunityLast, world.opportunityNext, subject.opportunity.index);
  tell(world.accountLast, world.accountNext, subject.account.index, type !== 'task');
}

function earliest(known: number, ms: number): number {
  return known === 0 ? ms : Math.min(known, ms);
}

function row(world: SampleWorld, subject: ActivitySubject, activity: SampleActivity): CopyValue[] {
  const { dueMs, doneMs, type, durationMinutes } = activity;
  const { about, owner, accountId, contactId } = partiesOf(world, subject);
  const meeting = type === 'meeting';
  return [
    ...standardValues(
      world.company,
      world.id('activity', activity.index),
      owner,
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
    subject.kind,
    about,
    accountId,
    // The reach of the account, which its owner shares with what they do.
    accountId === null ? null : world.company.person(owner).id,
    accountId === null ? null : world.company.unitIdOf(owner),
    contactId,
    meeting && activity.index % 7 === 0 ? arrayText([world.company.managerOf(owner).id]) : '{}',
    meeting && contactId ? arrayText([contactId]) : '{}',
    activity.location,
    activity.direction,
    durationMinutes,
    activity.outcome,
    activity.minutes,
  ];
}

/** Whom the activity is about, and who does it. */
function partiesOf(world: SampleWorld, subject: ActivitySubject) {
  if (subject.kind === 'lead') {
    const { index, owner } = subject.lead;
    return { about: world.id('lead', index), owner, accountId: null, contactId: null };
  }
  const { account } = subject;
  const isOpportunity = subject.kind === 'opportunity';
  const contact = world.contactOf(account, isOpportunity ? subject.opportunity.index : 0);
  const accountId = world.id('account', account.index);
  return {
    about: isOpportunity ? world.id('opportunity', subject.opportunity.index) : accountId,
    owner: account.owner,
    accountId,
    contactId: contact === undefined ? null : world.id('contact', contact),
  };
}
