import { createStore } from '~/lib/store';
import { takeEarly } from './early';
import { ProblemError, problemOf } from './problem';

/** The access token lives in memory only; the refresh token is a cookie that scripts cannot read. */
export const accessToken = createStore<string | null>(null);
/** True once the session is known to have ended: the shell then asks to sign in again. */
export const sessionEnded = createStore(false);

let inFlight: Promise<void> | null = null;

/**
 * Renews the access token from the refresh cookie. All callers share one request, because a refresh token may be used once.
 * Tabs of one browser take turns through a lock for the same reason.
 * @throws ProblemError 401 when the session has ended, 0 when the server is out of reach.
 */
export function refreshAccess(): Promise<void> {
  inFlight ??= inTurn(renew).finally(() => {
    inFlight = null;
  });
  return inFlight;
}

function inTurn(task: () => Promise<void>): Promise<void> {
  return navigator.locks ? navigator.locks.request('peyvand.refresh', task) : task();
}

async function renew(): Promise<void> {
  let response: Response;
  try {
    const path = '/api/v1/auth/refresh';
    response = (await takeEarly(path)) ?? (await fetch(path, { method: 'POST', credentials: 'same-origin' }));
  } catch {
    throw new ProblemError({ title: 'network', status: 0 });
  }
  if (!response.ok) {
    if (response.status === 401) {
      accessToken.set(null);
      sessionEnded.set(true);
    }
    throw await problemOf(response);
  }
  const body = (await response.json()) as { accessToken: string };
  accessToken.set(body.accessToken);
  sessionEnded.set(false);
}
