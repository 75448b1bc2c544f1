import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { baseUrl } from './support/app';
import { launchBrowser, type TestBrowser } from './support/browser';
import { apiSession, signedInPage } from './support/session';

let chromium: TestBrowser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  await apiSession();
  chromium = await launchBrowser();
  context = await chromium.newContext();
  page = await signedInPage(context);
});

afterAll(async () => {
  await context?.close();
  await chromium?.close();
});

test('a task is made, finished by the keyboard and taken back', async () => {
  const subject = `پیگیری پیش‌فاکتور ${Date.now()}`;
  await page.goto(baseUrl());
  await page.getByPlaceholder('کار تازه را بنویسید').fill(subject);
  await page.keyboard.press('Enter');
  const row = page.getByRole('button', { name: `انجام شد: ${subject}` });
  await row.waitFor();

  await row.focus();
  await page.keyboard.press('x');
  await page.getByText(`«${subject}» انجام شد.`).waitFor();
  await row.waitFor({ state: 'detached' });
  const api = await apiSession();
  expect(await api.find('activities', 'subject', subject)).toMatchObject([{ doneAt: expect.any(String) }]);

  await page.keyboard.press('Control+z');
  await row.waitFor();
  expect(await api.find('activities', 'subject', subject)).toMatchObject([{ doneAt: null }]);
});

test('a task is put off until tomorrow', async () => {
  const subject = `تماس با مشتری ${Date.now()}`;
  await page.goto(baseUrl());
  await page.getByPlaceholder('کار تازه را بنویسید').fill(subject);
  await page.keyboard.press('Enter');
  const row = page.getByRole('button', { name: `انجام شد: ${subject}` });
  await row.waitFor();
  await row.focus();
  await page.keyboard.press('s');
  await page.getByText(`«${subject}» به فردا افتاد.`).waitFor();
  const next = page.getByRole('region', { name: /هفت روز آینده/ });
  await next.getByRole('button', { name: `انجام شد: ${subject}` }).waitFor();
});
