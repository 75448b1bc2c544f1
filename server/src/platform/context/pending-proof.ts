import type { Principal } from '../access/principal.js';

/**
 * A caller who is taken for who they were a moment ago. The transaction of the request asks Postgres, together with its
 * first statement, whether session and rights are still the same; no row comes out of it before that is so.
 */
export interface PendingProof {
  readonly sessionId: string;
  /** Stamp of the rights that the caller is taken to have. */
  readonly stamp: number;
  /** Set when Postgres has said so. */
  proven: boolean;
  /** Looks the caller up anew and sets `proven`. @throws Problem 401, 403 */
  prove(): Promise<Principal>;
}

/** Thrown inside of the data door when the session or the rights are not what they were taken for. */
export class RightsChanged extends Error {
  constructor() {
    super('the session or its rights have changed');
  }
}
