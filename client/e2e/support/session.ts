import type { BrowserContext, Page } from 'playwright-core';
import { administrator, baseUrl } from './app';

/** A record as the API gives it. */
export interface ApiRecord {
  id: string;
  version: number;
  [field: string]: unknown;
}

/** The API as the administrator, for making what a journey needs and for looking at what it left behind. */
export interface ApiSession {
  get<T>(path: string): Promise<T>;
  post<T = ApiRecord>(path: string, body?: object): Promise<T>;
  patch<T = ApiRecord>(path: string, body: object): Promise<T>;
}

/** Signs in by the API; a new installation is told to start empty first. */
export async function apiSession(): Promise<ApiSession> {
  const api = await bareApiSession();
  const setup = await api.get<{ state: string }>('/setup');
  if (setup.state !== 'ready') await api.post('/setup/empty');
  return api;
}

/** Signs in by the API and leaves the first choice of a new installation open. */
export async function bareApiSession(server = baseUrl()): Promise<ApiSession> {
  const request = <T>(method: string, path: string, token?: string, body?: object) =>
    send<T>(`${server}/api/v1${path}`, method, token, body);
  const { accessToken } = await request<{ accessToken: string }>('POST', '/auth/login', undefined, administrator());
  return {
    get: (path) => request('GET', path, accessToken),
    post: (path, body) => request('POST', path, accessToken, body ?? {}),
    patch: (path, body) => request('PATCH', path, accessToken, body),
  };
}

/** A page of the product, signed in as the administrator. */
export async function signedInPage(context: BrowserContext, server = baseUrl()): Promise<Page> {
  const page = await context.newPage();
  await signIn(page, server);
  return page;
}

/** Fills the sign-in screen and waits for what follows it. */
export async function signIn(page: Page, server = baseUrl()): Promise<void> {
  const { username, password } = administrator();
  await page.goto(`${server}/login`);
  await page.locator('input[autocomplete=username]').fill(username);
  await page.locator('input[type=password]').fill(password);
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
