import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { baseUrl } from './support/app';
import { launchBrowser, type TestBrowser } from './support/browser';
import { type ApiRecord, apiSession, signedInPage } from './support/session';

const mark = Date.now().toString().slice(-6);
const NAME = `شرکت ${mark}`;
/** The same name, typed while the other keyboard layout is on. */
const MISTYPED = `av;j ${mark}`;

let browser: TestBrowser;
let page: Page;
let account: ApiRecord;

beforeAll(async () => {
  const api = await apiSession();
  account = await api.post('/accounts', { name: NAME });
  browser = await launchBrowser();
  page = await signedInPage(await browser.newContext());
});

afterAll(() => browser?.close());

async function type(text: string): Promise<void> {
  await page.getByRole('navigation').first().waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('searchbox').waitFor();
  await page.keyboard.type(text);
}

describe('the palette', () => {
  it('finds a record by its name and opens it with Enter', async () => {
    await type(NAME);
    await page
      .getByRole('menuitem', { name: new RegExp(NAME) })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`${baseUrl()}/accounts/${account.id}`);
    await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
  });

  it('offers what was seen lately before anything is typed', async () => {
    await page.goto(`${baseUrl()}/accounts/${account.id}`);
    await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
    await page.goto(`${baseUrl()}/contacts`);
    await type('');
    await page.getByRole('menuitem', { name: new RegExp(NAME) }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('asks whether a text was typed on the other keyboard layout', async () => {
    await type(MISTYPED);
    const hint = page.getByRole('dialog').getByRole('status');
    await hint.waitFor();
    expect(await hint.textContent()).toContain(NAME);
    await page
      .getByRole('menuitem', { name: new RegExp(NAME) })
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
  });

  it('goes on to the whole list of what was found', async () => {
    await type(NAME);
    await page.getByRole('menuitem', { name: /همهٔ یافته‌ها در طرف‌های حساب/ }).click();
    await page.waitForURL((url) => url.pathname === '/accounts' && url.searchParams.get('q') === NAME);
    await page.getByRole('row', { name: new RegExp(NAME) }).waitFor();
  });

  it('runs a command', async () => {
    await type('طرف حساب جدید');
    await page.getByRole('menuitem', { name: 'طرف حساب جدید' }).click();
    await page.getByRole('dialog', { name: 'طرف حساب جدید' }).waitFor();
  });
});
