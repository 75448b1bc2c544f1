import { preferences } from '~/lib/preferences';
import { withCustomNames } from './custom';
import { takeEarly } from './early';
import { ProblemError, problemOf } from './problem';
import { accessToken, refreshAccess } from './token';
import { setViewing, viewing } from './viewing';

export const API_BASE = '/api/v1';

export interface RequestOptions {
  /** Query parameters; undefined and null are left out, objects are sent as JSON. */
  query?: Record<string, unknown>;
  /** Sent as JSON, unless it is a FormData or a Blob. */
  body?: unknown;
  /** Version for `If-Match`: a newer one on the server gives 412 and nothing changes. */
  ifMatch?: number | string;
  /** Makes a POST safe to repeat: see `newIdempotencyKey`. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  headers?: Record<string, string>;
  /** False for the sign-in routes themselves. */
  authenticated?: boolean;
}

/** A key that stands for one intended write, however often it is sent. */
export function newIdempotencyKey(): string {
  return crypto.randomUUID();
}

/**
 * Sends a request to `/api/v1` and gives the parsed body. Adds the access token, renews it once on 401, and speaks the
 * language of the screen.
 * @throws ProblemError for every answer that is not 2xx, and with status 0 when there was no answer.
 */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(method, path, options);
  if (response.status === 204) return undefined as T;
  const type = response.headers.get('content-type') ?? '';
  return (type.includes('json') ? withCustomNames(await response.json()) : await response.blob()) as T;
}

export const api = {
  get: <T>(path: string, options?: RequestOptions) => request<T>('GET', path, options),
  post: <T>(path: string, body?: unknown, options?: RequestOptions) => request<T>('POST', path, { ...options, body }),
  patch: <T>(path: string, body?: unknown, options?: RequestOptions) => request<T>('PATCH', path, { ...options, body }),
  put: <T>(path: string, body?: unknown, options?: RequestOptions) => request<T>('PUT', path, { ...options, body }),
  delete: <T>(path: string, options?: RequestOptions) => request<T>('DELETE', path, options),
};

async function send(method: string, path: string, options: RequestOptions): Promise<Response> {
  const authenticated = options.authenticated ?? true;
  if (authenticated && !accessToken.get()) await refreshAccess().catch(() => undefined);
  let response = await attempt(method, path, options);
  if (response.status === 401 && authenticated) {
    // The right to look as somebody else is over: on with one's own eyes.
    if (viewing.get()) setViewing(null);
    else await refreshAccess();
    response = await attempt(method, path, options);
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function attempt(method: string, path: string, options: RequestOptions): Promise<Response> {
  const init: RequestInit = { method, headers: headersOf(options), credentials: 'same-origin' };
  if (options.signal) init.signal = options.signal;
  if (options.body !== undefined) {
    init.body =
      options.body instanceof FormData || options.body instanceof Blob ? options.body : JSON.stringify(options.body);
  }
  try {
    const early = method === 'GET' && !options.query ? await takeEarly(API_BASE + path) : undefined;
    if (early?.ok) return early;
    return await fetch(API_BASE + path + queryText(options.query), init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ProblemError({ title: 'network', status: 0 });
  }
}

function headersOf(options: RequestOptions): Headers {
  const headers = new Headers(options.headers);
  headers.set('accept', 'application/json');
  headers.set('accept-language', preferences.get().language);
  const isPlain = options.body !== undefined && !(options.body instanceof FormData) && !(options.body instanceof Blob);
  if (isPlain) headers.set('content-type', 'application/json');
  if (options.ifMatch !== undefined) headers.set('if-match', `"${options.ifMatch}"`);
  if (options.idempotencyKey) headers.set('idempotency-key', options.idempotencyKey);
  const token = viewing.get()?.token ?? accessToken.get();
  if (token && options.authenticated !== false) headers.set('authorization', `Bearer ${token}`);
  return headers;
}

function queryText(query: Record<string, unknown> | undefined): string {
  if (!query) return '';
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    params.set(key, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}
