import type { DataDoor } from '../database/data-door.js';
import { principalFrom, type PrincipalRow } from '../access/principal-data.js';
import { type Locale, runInContext } from '../context/request-context.js';

/** What is stored of a job: its data, and who asked for it. Only ids and settings, never the content of a record. */
export interface JobEnvelope {
  readonly data: object;
  /** The person on whose behalf the job works; null for the server's own. */
  readonly userId: string | null;
  readonly locale: Locale;
}

/** One run of a job. */
export interface JobRun {
  /** Id of the job, the same in every attempt; it is the operation id of all changes that the job makes. */
  readonly id: string;
  /** Aborts when the time of the job is over or the worker stops. */
  readonly signal: AbortSignal;
}

export type JobHandler<T extends object> = (data: T, run: JobRun) => Promise<void>;

/** The person who asked for the job is gone or disabled, so nothing may be done in their name. */
export class JobPrincipalGone extends Error {
  constructor(readonly userId: string) {
    super(`user ${userId} is gone or disabled`);
    this.name = 'JobPrincipalGone';
  }
}

/**
 * Runs a handler as the person who asked for the job, with the rights they have now. The server's own jobs have no
 * principal: they open the door with `asSystem` and its reason.
 * @throws JobPrincipalGone, and what the handler throws
 */
export async function runJob(
  door: DataDoor,
  envelope: JobEnvelope,
  run: JobRun,
  handler: JobHandler<object>,
): Promise<void> {
  const { userId, locale, data } = envelope;
  const row = userId === null ? null : await door.authenticate<PrincipalRow>('principal', [userId]);
  if (userId !== null && !row) throw new JobPrincipalGone(userId);
  const principal = row ? principalFrom(row, 'user', null) : undefined;
  await runInContext({ operationId: run.id, locale, source: 'job', principal }, () => handler(data, run));
}
