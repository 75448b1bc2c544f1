import type { BrowserContext, Page } from 'playwright-core';
import { administrator, baseUrl } from './app';

/** A record as the API gives it. */
export interface ApiRecord {
  id: string;
  version: number;
  [field: string]: unknown;
}

export interface Credentials {
  username: string;
  password: string;
}

/** The API as somebody: what a journey needs beforehand, and what it left behind. */
export interface ApiSession {
  get<T>(path: string): Promise<T>;
  post<T = ApiRecord>(path: string, body?: object): Promise<T>;
  patch<T = ApiRecord>(path: string, body: object): Promise<T>;
  /** Rows of a list whose field has exactly this value. */
  find(resource: string, field: string, value: string): Promise<ApiRecord[]>;
}

/** The API of the common server as the administrator, or as `who`; a new installation is told to start empty first. */
export async function apiSession(who: Credentials = administrator()): Promise<ApiSession> {
  const api = await bareApiSession(baseUrl(), who);
  const setup = await api.get<{ state: string }>('/setup');
  if (setup.state !== 'ready') await api.post('/setup/empty');
  return api;
}

/** Signs in by the API and leaves the first choice of a new installation open. */
export async function bareApiSession(server: string, who: Credentials = administrator()): Promise<ApiSession> {
  const request = <T>(method: string, path: string, token?: string, body?: object) =>
    send<T>(`${server}/api/v1${path}`, method, token, body);
  const { accessToken } = await request<{ accessToken: string }>('POST', '/auth/login', undefined, who);
  const get = <T>(path: string) => request<T>('GET', path, accessToken);
  return {
    get,
    post: (path, body) => request('POST', path, accessToken, body ?? {}),
    patch: (path, body) => request('PATCH', path, accessToken, body),
    find: async (resource, field, value) => {
      const filter = encodeURIComponent(JSON.stringify({ field, op: 'eq', value }));
      return (await get<{ data: ApiRecord[] }>(`/${resource}?filter=${filter}`)).data;
    },
  };
}

interface SignInOptions {
  /** Address of another server than the common one, without a slash at the end. */
  server?: string;
  who?: Credentials;
}

/** A page of the product, signed in as the administrator unless told otherwise. */
export async function signedInPage(context: BrowserContext, options?: SignInOptions): Promise<Page> {
  const page = await context.newPage();
  await signIn(page, options);
  return page;
}

/** Fills the sign-in screen and waits for what follows it. */
export async function signIn(page: Page, { server = baseUrl(), who = administrator() }: SignInOptions = {}) {
  await page.goto(`${server}/login`);
  await page.locator('input[autocomplete=username]').fill(who.username);
  await page.locator('input[type=password]').fill(who.password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
}

async function send<T>(url: string, method: string, token?: string, body?: object): Promise<T> {
  // A form says by itself what it is.
  const isForm = body instanceof FormData;
  const response = await fetch(url, {
    method,
    headers: {
      ...(isForm ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
  return (text ? JSON.parse(text) : undefined) as T;
}
