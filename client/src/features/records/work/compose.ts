import { type Mention, withMentions } from '../comments/mention-text';
import type { Subject } from './subject';

export type ComposeKind = 'note' | 'call' | 'meeting' | 'task';
export const COMPOSE_KINDS: readonly ComposeKind[] = ['note', 'call', 'meeting', 'task'];

/** What the composer holds before it is saved. */
export interface Compose {
  kind: ComposeKind;
  text: string;
  /** What was said or what is to be prepared; notes have only `text`. */
  details: string;
  /** When it is due or was held; null: now for what was held, no time for what is planned. */
  at: string | null;
  /** A call or meeting that has been held. */
  isHeld: boolean;
  outcome: string | null;
  assigneeId: string | null;
  nextStep: boolean;
  /** Colleagues named in a note. */
  mentions: Mention[];
}

export function emptyCompose(kind: ComposeKind): Compose {
  return {
    kind,
    text: '',
    details: '',
    at: null,
    isHeld: kind === 'call',
    outcome: null,
    assigneeId: null,
    nextStep: kind === 'task',
    mentions: [],
  };
}

/** Resource and body of the request that saves what was composed. */
export function requestOf(compose: Compose, about: Subject, now: Date): { resource: string; body: object } {
  const { kind, text, details, at, isHeld, outcome, assigneeId, nextStep } = compose;
  if (kind === 'note') return { resource: 'notes', body: { body: withMentions(text.trim(), compose.mentions), about } };
  const held = isHeld && kind !== 'task';
  const moment = at ?? (held ? now.toISOString() : null);
  return {
    resource: 'activities',
    body: {
      type: kind,
      subject: text.trim(),
      about,
      ...(details.trim() ? (held ? { minutes: details.trim() } : { description: details.trim() }) : {}),
      ...(assigneeId ? { assigneeId } : {}),
      ...(held
        ? { doneAt: moment, startAt: moment, ...(outcome ? { outcome } : {}) }
        : { nextStep, ...(moment ? (kind === 'meeting' ? { startAt: moment } : { dueAt: moment }) : {}) }),
    },
  };
}
