import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { DESKTOP, launchBrowser, PHONE, type TestBrowser } from './support/browser';
import { latinDigits, seriousFaults, sidewaysOverflow } from './support/looks';
import { startServer } from './support/server.mjs';
import { type ApiSession, bareApiSession, signedInPage } from './support/session';
import { type PageWatch, watch } from './support/watch';

const CLIENT = join(import.meta.dirname, '../dist');
const LARGEST_FIRST_LOAD = 200 * 1024;
const LISTS = ['/accounts', '/contacts', '/leads', '/opportunities', '/activities'];
const PICTURES = process.env.PEYVAND_E2E_PICTURES;

/** Screens that are another state of an address of the router. */
const MORE = [
  '/opportunities?mode=board',
  '/calendar?mode=week',
  '/opportunities/attention?kind=rotten',
  '/accounts?create=true',
  '/imports?type=account',
];

const LOOKS: Array<{ name: string; options: BrowserContextOptions }> = [
  { name: 'wide', options: { viewport: DESKTOP, colorScheme: 'light' } },
  { name: 'wide and dark', options: { viewport: DESKTOP, colorScheme: 'dark' } },
  { name: 'phone', options: { viewport: PHONE, hasTouch: true, isMobile: true } },
];

const OWN_RESOURCE = 'devices';
/** Screens of whoever is not signed in, or not set up. */
const STRANGERS = new Set(['/login', '/invitation', '/setup']);

let server: Awaited<ReturnType<typeof startServer>>;
let browser: TestBrowser;
let api: ApiSession;
let addresses: string[];

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  api = await bareApiSession(server.baseUrl);
  await api.post('/setup/sample', { size: 'small' });
  await until(async () => (await api.get<{ state: string }>('/setup')).state === 'ready');
  await makeOwnType();
  // An operation to look at.
  await api.post('/accounts/bulk-edit', { filter: { field: 'city', op: 'eq', value: 'یزد' }, addTags: ['کویر'] });
  addresses = [...(await Promise.all(routes().map(addressOf))), ...MORE];
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe.each(LOOKS)('screens, $name', ({ name, options }) => {
  it('are Persian, quiet, accessible and fit the window', async () => {
    const context = await browser.newContext(options);
    const page = await signedInPage(context, { server: server.baseUrl });
    const watched = watch(page, server.baseUrl);
    const problems: Record<string, string[]> = {};
    for (const address of addresses) {
      await visit(page, watched, address);
      const found = await problemsOf(page, watched);
      if (found.length > 0) problems[address] = found;
      await takePicture(page, `${name}${address}`);
    }
    await context.close();
    expect(problems).toEqual({});
  }, 300_000);
});

describe('what opens over a screen', () => {
  it.each(LOOKS)(
    'is Persian and accessible, $name',
    async ({ name, options }) => {
      const context = await browser.newContext(options);
      const page = await signedInPage(context, { server: server.baseUrl });
      const watched = watch(page, server.baseUrl);
      const problems: Record<string, string[]> = {};
      for (const [title, address, open] of OVERLAYS) {
        await visit(page, watched, address);
        await open(page);
        await watched.settle();
        await page.waitForTimeout(400);
        const found = await problemsOf(page, watched);
        if (found.length > 0) problems[title] = found;
        await takePicture(page, `${name} over ${title}`);
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
      }
      await context.close();
      expect(problems).toEqual({});
    },
    180_000,
  );
});

describe('sign-in', () => {
  it.each(LOOKS)('is Persian, quiet, accessible and fits the window, $name', async ({ name, options }) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const watched = watch(page, server.baseUrl);
    await page.goto(`${server.baseUrl}/login`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await watched.settle();
    expect(await problemsOf(page, watched)).toEqual([]);
    await takePicture(page, `${name} sign-in`);
    await context.close();
  });
});

describe('first load', () => {
  it('takes no more than 200 kB of script for the sign-in and for each list', async () => {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const stranger = await context.newPage();
    const signIn = await scriptBytes(stranger, '/login', (page) => page.getByRole('heading', { level: 1 }));
    await stranger.close();
    const member = await signedInPage(context, { server: server.baseUrl });
    const sizes: Record<string, number> = { '/login': signIn };
    for (const list of LISTS) {
      const page = await context.newPage();
      sizes[list] = await scriptBytes(page, list, (shown) => shown.getByRole('row').nth(3));
      await page.close();
    }
    await member.close();
    await context.close();
    expect(Object.values(sizes).filter((size) => size === 0)).toEqual([]);
    const tooLarge = Object.entries(sizes).filter(([, size]) => size > LARGEST_FIRST_LOAD);
    expect(tooLarge).toEqual([]);
  });
});

const OVERLAYS: ReadonlyArray<readonly [title: string, address: string, open: (page: Page) => Promise<void>]> = [
  [
    'palette',
    '/accounts',
    async (page) => {
      await page
        .getByRole('banner')
        .getByRole('button', { name: /جست‌وجو در همه‌جا/ })
        .click();
      await page.getByRole('dialog').getByRole('searchbox').fill('شرکت');
    },
  ],
  ['menu of new things', '/', (page) => page.getByRole('banner').getByRole('button', { name: 'ایجاد' }).click()],
  ['menu of the user', '/', (page) => page.getByRole('button', { name: /^حساب کاربری/ }).click()],
  ['filter of accounts', '/accounts', (page) => page.getByRole('button', { name: 'شرط', exact: true }).click()],
  [
    'date of an opportunity',
    '/opportunities?create=true',
    async (page) => {
      const sheet = page.getByRole('dialog');
      await sheet.getByRole('button', { name: 'انتخاب تاریخ' }).first().click();
    },
  ],
];

/** Bytes of compressed script that a page takes until it stands and is quiet. */
async function scriptBytes(page: Page, address: string, mark: (page: Page) => Locator): Promise<number> {
  const loaded = new Set<string>();
  const watched = watch(page, server.baseUrl);
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script' && response.ok()) loaded.add(new URL(response.url()).pathname);
  });
  await page.goto(server.baseUrl + address);
  await mark(page).waitFor();
  await watched.settle();
  const sum = [...loaded].reduce((total, path) => total + gzipSync(readFileSync(join(CLIENT, path))).length, 0);
  if (PICTURES !== undefined) process.stdout.write(`${address}: ${sum} bytes of script\n`);
  return sum;
}

/** Addresses of the router as it is, so that a new screen is looked at without a word here. */
function routes(): string[] {
  const tree = readFileSync(join(import.meta.dirname, '../src/routeTree.gen.ts'), 'utf8');
  const list = /interface FileRoutesByFullPath \{([^}]*)\}/.exec(tree)?.[1] ?? '';
  const paths = [...list.matchAll(/'([^']+)':/g)].map(([, path]) => path ?? '');
  expect(paths.length).toBeGreaterThan(10);
  return paths.filter((path) => !STRANGERS.has(path));
}

/** A record type of the company's own, with a record: what `$resource` and `$id` of its screens stand for. */
async function makeOwnType(): Promise<void> {
  const words = { oneFa: 'دستگاه', manyFa: 'دستگاه‌ها', titleFa: 'نام دستگاه' };
  await api.post('/record-types', { name: 'device', resource: OWN_RESOURCE, ...words });
  await until(async () => {
    const { data } = await api.get<{ data: Array<{ name: string }> }>('/record-types');
    return data.some(({ name }) => name === 'device');
  });
  await api.post(`/${OWN_RESOURCE}`, { name: 'دستگاه فشارسنج' });
}

/** `/accounts/$id` with the first account; lists without the slash at the end. */
async function addressOf(route: string): Promise<string> {
  const path = (route.length > 1 ? route.replace(/\/$/, '') : route)
    .replace('$resource', OWN_RESOURCE)
    .replace('$type', 'device');
  if (!path.includes('$')) return path;
  // «/admin/users/$id» is about a user as «/accounts/$id» is about an account.
  const resource = path.slice(0, path.indexOf('/$')).split('/').at(-1) ?? '';
  if (resource === 'imports') return path.replace('$id', await importId());
  const { data } = await api.get<{ data: Array<{ id: string }> }>(`/${resource}?limit=1`);
  const id = data[0]?.id;
  if (id === undefined) throw new Error(`The sample company has no ${resource} for ${route}.`);
  return path.replace(/\$\w+/, id);
}

async function importId(): Promise<string> {
  const body = new FormData();
  body.set('recordType', 'account');
  body.set('file', new Blob(['نام,تلفن\nشرکت نمونهٔ ورود,۰۲۱-۸۸۷۷۶۶۵۵\n']), 'طرف‌ها.csv');
  const { id } = await api.post<{ id: string }>('/imports', body);
  return id;
}

/** Moves as a link does: the product stays loaded. */
async function visit(page: Page, watched: PageWatch, address: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, '', to), address);
  await page.getByRole('heading', { level: 1 }).or(page.getByRole('dialog')).first().waitFor();
  if (address.includes('create=')) await page.getByRole('dialog').waitFor();
  if (address.includes('mode=board')) await page.getByRole('group', { name: 'تختهٔ فرصت‌های فروش' }).waitFor();
  await page.waitForTimeout(150);
  await watched.settle();
}

async function problemsOf(page: Page, watched: PageWatch): Promise<string[]> {
  const { lang, dir, title } = await page.evaluate(() => {
    const { lang, dir } = document.documentElement;
    return { lang, dir, title: document.title };
  });
  return [
    ...(lang === 'fa' && dir === 'rtl' ? [] : [`html is ${lang}, ${dir}`]),
    ...(title.includes('پیوند') ? [] : [`title: ${title}`]),
    ...(await sidewaysOverflow(page)),
    ...(await latinDigits(page)).map((text) => `Latin digits: ${text}`),
    ...(await seriousFaults(page)),
    ...watched.takeFaults(),
  ];
}

async function takePicture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  await page.screenshot({ path: join(PICTURES, `${name.replaceAll(/[^\w-]+/g, '_')}.png`) });
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await isDone())) {
    if (Date.now() > deadline) throw new Error('It took too long.');
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
