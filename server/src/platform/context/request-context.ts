import { AsyncLocalStorage } from 'node:async_hooks';
import type { Principal } from '../access/principal.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import type { PendingProof } from './pending-proof.js';

export type Locale = 'fa' | 'en';

/** Where a change came from; written into the log of changes. */
export type ChangeSource = 'web' | 'api' | 'import' | 'job' | 'system';

/** What is known about the work in hand: one HTTP request, one job run or one command. */
export interface RequestContext {
  /** Request or operation id; all changes of one operation share it, so that they can be undone together. */
  readonly operationId: string;
  readonly locale: Locale;
  /** Address of the caller, for the audit log; none in jobs. */
  readonly ip?: string;
  source: ChangeSource;
  principal?: Principal;
  /** Whether `principal` is still to be confirmed by the data door. */
  pending?: PendingProof;
  /** The open unit of work, so that a nested `door.write` joins the transaction of its caller. */
  unitOfWork?: UnitOfWork;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work` with `context` as the current one. */
export function runInContext<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/** The current context, or undefined outside of any request or job. */
export function currentContext(): RequestContext | undefined {
  return storage.getStore();
}

/** Language of the answer; Persian unless the caller asked for English. */
export function currentLocale(): Locale {
  return storage.getStore()?.locale ?? 'fa';
}
