import {
  CALL_SUBJECTS,
  LEAD_SUBJECTS,
  LOCATIONS,
  MEETING_SUBJECTS,
  MINUTES,
  NEXT_SUBJECTS,
  TASK_SUBJECTS,
} from '../data/phrases.js';
import { Random } from '../random.js';
import { seedOf } from '../sample-ids.js';
import type { WorkingDays } from '../working-days.js';
import { AGENDA } from './agenda.js';
import type { SampleLead } from './leads.js';
import type { SampleOpportunity } from './opportunities.js';

export interface SampleActivity {
  readonly index: number;
  readonly type: 'task' | 'call' | 'meeting';
  readonly subject: string;
  readonly priority: string;
  readonly nextStep: boolean;
  readonly dueMs: number;
  readonly doneMs: number | null;
  readonly createdMs: number;
  readonly outcome: string | null;
  readonly direction: string | null;
  readonly durationMinutes: number | null;
  readonly location: string | null;
  readonly minutes: string | null;
  /** About the account itself instead of the opportunity. */
  readonly ofAccount: boolean;
}

const MINUTE_MS = 60_000;

/** Makes what people did and plan to do about an opportunity. */
export class ActivityMaker {
  constructor(private readonly days: WorkingDays) {}

  /** The activities numbered [from, until), all about one opportunity, oldest first. */
  *of(opportunity: SampleOpportunity, from: number, until: number): Generator<SampleActivity> {
    const { firstDay, lastDay, status, stale } = opportunity;
    const count = until - from;
    const random = new Random().at(seedOf('activity'), opportunity.index);
    const plans = status === 'open' && !stale && random.chance(0.82);
    const done = plans ? count - 1 : count;
    for (let i = 0; i < done; i += 1) {
      const day = firstDay + Math.round(((lastDay - firstDay) * (i + random.next() * 0.8)) / Math.max(1, done));
      yield this.finished(random, from + i, Math.min(day, lastDay), opportunity);
    }
    if (plans && count > 0) yield this.planned(random, from + done);
  }

  /** The one activity about a lead: the next step of a new one, the talk that settled the others. */
  ofLead({ index: lead, status, day, createdMs }: SampleLead, index: number): SampleActivity {
    const random = new Random().at(seedOf('activity') + 0x200, lead);
    const isOpen = status === 'new' || (status === 'working' && random.chance(0.6));
    if (isOpen) {
      const planned = { ...this.planned(random, index), type: 'call', direction: 'out', location: null } as const;
      return { ...planned, subject: random.pick(LEAD_SUBJECTS), createdMs: Math.max(createdMs, planned.createdMs) };
    }
    const until = Math.max(day, this.days.today - 1);
    const made = this.finished(random, index, Math.min(day + random.between(1, 4), until), { closedMs: null });
    const dueMs = Math.max(made.dueMs, createdMs);
    return { ...made, createdMs, dueMs, doneMs: Math.max(made.doneMs ?? dueMs, dueMs), ofAccount: false };
  }

  /** Number `place` of the {@link AGENDA}. */
  ofAgenda(place: number, index: number): SampleActivity {
    const { day, hour, location = null, ...work } = AGENDA[place % AGENDA.length] as (typeof AGENDA)[number];
    const made = Math.max(0, this.days.today + Math.min(day, 0) - 2);
    return {
      ...work,
      index,
      nextStep: true,
      dueMs: this.days.instant(Math.max(0, this.days.today + day), hour),
      doneMs: null,
      createdMs: Math.min(this.days.instant(made, hour), this.days.nowMs - MINUTE_MS),
      outcome: null,
      direction: work.type === 'call' ? 'out' : null,
      durationMinutes: null,
      location,
      minutes: null,
      ofAccount: false,
    };
  }

  private finished(
    random: Random,
    index: number,
    day: number,
    { closedMs }: Pick<SampleOpportunity, 'closedMs'>,
  ): SampleActivity {
    const type = random.pick(['call', 'call', 'call', 'meeting', 'task'] as const);
    const due = this.days.instant(day, random.next());
    const minutes = type === 'meeting' ? random.between(3, 12) * 10 : type === 'call' ? random.between(2, 25) : null;
    const doneMs = Math.min(
      due + random.below(40) * MINUTE_MS,
      closedMs ?? this.days.nowMs - MINUTE_MS,
      this.days.nowMs - MINUTE_MS,
    );
    return {
      index,
      type,
      subject: random.pick({ call: CALL_SUBJECTS, meeting: MEETING_SUBJECTS, task: TASK_SUBJECTS }[type]),
      priority: random.pick(['normal', 'normal', 'normal', 'high', 'low']),
      nextStep: false,
      dueMs: due,
      doneMs,
      createdMs: Math.min(due, doneMs) - random.between(1, 72) * 60 * MINUTE_MS,
      outcome:
        type === 'task'
          ? null
          : random.chance(0.75)
            ? type === 'call'
              ? 'reached'
              : 'done'
            : type === 'call'
              ? random.pick(['noAnswer', 'busy', 'callLater'])
              : 'cancelled',
      direction: type === 'call' ? (random.chance(0.8) ? 'out' : 'in') : null,
      durationMinutes: minutes,
      location: type === 'meeting' ? random.pick(LOCATIONS) : null,
      minutes: type === 'meeting' && random.chance(0.6) ? random.pick(MINUTES) : null,
      ofAccount: random.chance(0.08),
    };
  }

  /** The next step: some overdue, some for today, most in the coming weeks. */
  private planned(random: Random, index: number): SampleActivity {
    const u = random.next();
    const today = this.days.today;
    const day = u < 0.18 ? Math.max(0, today - random.between(1, 8)) : u < 0.4 ? today : today + random.between(1, 14);
    const type = random.pick(['call', 'call', 'meeting', 'task'] as const);
    return {
      index,
      type,
      subject: type === 'meeting' ? random.pick(MEETING_SUBJECTS) : random.pick(NEXT_SUBJECTS),
      priority: random.pick(['normal', 'normal', 'high', 'urgent']),
      nextStep: true,
      dueMs: this.days.instant(day, random.next()),
      doneMs: null,
      createdMs: Math.min(
        this.days.instant(Math.max(0, Math.min(day, today) - random.between(1, 6)), random.next()),
        this.days.nowMs - MINUTE_MS,
      ),
      outcome: null,
      direction: type === 'call' ? 'out' : null,
      durationMinutes: null,
      location: type === 'meeting' ? random.pick(LOCATIONS) : null,
      minutes: null,
      ofAccount: false,
    };
  }
}
