import type { Page } from 'playwright-core';
import { administrator, baseUrl } from './app.js';

export interface Credentials {
  username: string;
  password: string;
}

/** Signs in through the screen; a fresh database is started empty on the way. */
export async function signIn(page: Page, who: Credentials = administrator()): Promise<void> {
  await page.goto(`${baseUrl()}/login`);
  await page.getByLabel('نام کاربری').fill(who.username);
  await page.getByLabel('گذرواژه', { exact: true }).fill(who.password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
  if (new URL(page.url()).pathname !== '/setup') return;
  await page.getByRole('button', { name: 'شروع با پایگاه خالی' }).click();
  await page.waitForURL((url) => url.pathname === '/');
}

/** Calls the API as somebody: what is stored, and what a journey needs beforehand. */
export async function apiOf(who: Credentials = administrator()) {
  const call = async <T>(method: string, path: string, body?: unknown, token?: string): Promise<T> => {
    const answer = await fetch(`${baseUrl()}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const { accessToken } = await call<{ accessToken: string }>('POST', '/auth/login', who);
  return {
    get: <T>(path: string) => call<T>('GET', path, undefined, accessToken),
    post: <T>(path: string, body: unknown) => call<T>('POST', path, body, accessToken),
    /** Rows of a list whose field has exactly this value. */
    find: async (resource: string, field: string, value: string) => {
      const filter = encodeURIComponent(JSON.stringify({ field, op: 'eq', value }));
      const path = `/${resource}?filter=${filter}`;
      return (await call<{ data: Array<Record<string, unknown>> }>('GET', path, undefined, accessToken)).data;
    },
  };
}
