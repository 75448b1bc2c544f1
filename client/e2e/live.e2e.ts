import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page, Response } from 'playwright-core';
import { launchBrowser, type TestBrowser } from './support/browser';
import { startServer } from './support/server.mjs';
import { type ApiSession, bareApiSession, signedInPage } from './support/session';

const COLLEAGUE = { username: 'hamkar.forush', password: 'Kabutar-1405-sefid' };

let server: Awaited<ReturnType<typeof startServer>>;
let browser: TestBrowser;
let api: ApiSession;
let colleagueId: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  api = await bareApiSession(server.baseUrl);
  await api.post('/setup/empty');
  const roles = await api.get<{ data: Array<{ id: string; builtin: string | null }> }>('/roles');
  const role = roles.data.find(({ builtin }) => builtin === 'salesperson');
  const colleague = { ...COLLEAGUE, fullName: 'همکار فروش', roleIds: [role?.id] };
  colleagueId = (await api.post('/users', colleague)).id;
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('work that somebody else assigns shows at the bell at once, also after a restart of the server', async () => {
  const context = await browser.newContext();
  const page = await signedInPage(context, { server: server.baseUrl, who: COLLEAGUE });
  await Promise.all([page.waitForResponse(isStream), page.goto(server.baseUrl)]);
  await page.evaluate(() => Object.assign(window, { stillHere: true }));
  await bell(page, 'اعلان‌ها').waitFor();
  await assign('تماس با شرکت یزد');
  await bell(page, '۱ اعلان نخوانده').waitFor();

  const back = page.waitForResponse(isStream, { timeout: 60_000 });
  await server.restart();
  await back;
  await assign('فرستادن پیش‌فاکتور');
  await bell(page, '۲ اعلان نخوانده').waitFor();
  expect(await page.evaluate(() => 'stillHere' in window)).toBe(true);

  await bell(page, '۲ اعلان نخوانده').click();
  await page.getByText('فرستادن پیش‌فاکتور').first().waitFor();
  await context.close();
}, 120_000);

async function assign(subject: string): Promise<void> {
  await api.post('/activities', { type: 'task', subject, ownerId: colleagueId });
}

function bell(page: Page, name: string) {
  return page.getByRole('banner').getByRole('button', { name, exact: true });
}

/** The answer to the page's question for news: what happens from now on is told through it. */
function isStream(response: Response): boolean {
  return response.url().endsWith('/api/v1/me/stream') && response.ok();
}
