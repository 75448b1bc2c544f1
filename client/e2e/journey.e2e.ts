import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { DESKTOP, launchBrowser, PHONE, type TestBrowser } from './support/browser';
import { startServer } from './support/server.mjs';
import { expectEventually } from './support/eventually';
import { type ApiRecord, type ApiSession, bareApiSession, signIn } from './support/session';
import { type PageWatch, watch } from './support/watch';

/** A list as it comes from other programs: Arabic ي and ك, half a dozen ways to write a phone, an empty line. */
const FILE = [
  'نام شركت,تلفن,شهر,شناسه ملی',
  'پتروشيمي كيان,۰۲۱-۸۸۷۷ ۶۶۵۵,تهران,',
  'فولاد يزد,+98 (35) 3824 1122,يزد,',
  ',,,',
  'كاشي نيلوفر,0098-31-36651234,اصفهان,',
].join('\r\n');

const ACCOUNT = 'پتروشیمی کیان';
const SOLD = 'خط بسته‌بندی کیان';
const MISSED = 'سرویس سالانهٔ کیان';
const STAGES = { first: 'تماس اولیه', second: 'نیازسنجی', won: 'موفق', lost: 'شکست‌خورده' };

let browser: TestBrowser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

const SIZES: Array<{ size: string; isPhone: boolean; options: BrowserContextOptions }> = [
  { size: 'a wide screen', isPhone: false, options: { viewport: DESKTOP } },
  { size: 'a phone', isPhone: true, options: { viewport: PHONE, hasTouch: true, isMobile: true } },
];

describe.each(SIZES)('the main job on $size', ({ isPhone, options }) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let api: ApiSession;
  let page: Page;
  let watched: PageWatch;
  let accountId: string;

  beforeAll(async () => {
    server = await startServer();
    api = await bareApiSession(server.baseUrl);
    page = await (await browser.newContext(options)).newPage();
    watched = watch(page, server.baseUrl);
    page.setDefaultTimeout(20_000);
  });

  afterAll(async () => {
    await page?.context().close();
    await server?.stop();
  });

  it('starts empty from the first screen', async () => {
    await signIn(page, { server: server.baseUrl });
    await page.getByRole('heading', { name: 'به پیوند خوش آمدید' }).waitFor();
    await page.getByRole('button', { name: 'شروع با پایگاه خالی' }).click();
    await page.getByRole('heading', { level: 1, name: 'روز من' }).waitFor();
    expect(await api.get('/setup')).toMatchObject({ state: 'ready', sampleLoaded: false });
  });

  it('brings a file of accounts in', async () => {
    await goTo('طرف‌های حساب');
    await page.getByRole('link', { name: 'ورود از اکسل' }).click();
    await page.locator('input[type=file]').setInputFiles({
      name: 'مشتريان.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(FILE, 'utf8'),
    });
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
    await page.getByRole('button', { name: 'پیش‌نمایش', exact: true }).click();
    await page.getByRole('region', { name: 'پیش‌نمایش' }).getByText('تازه').nth(2).waitFor();
    expect(await accounts()).toEqual([]);
    await page.getByRole('button', { name: /^ورود [۰-۹]+ ردیف$/ }).click();
    await page.getByRole('heading', { name: 'پایان یافت' }).waitFor();
    const stored = await accounts();
    expect(stored.map(({ name, phone, city }) => ({ name, phone, city })).toSorted(byName)).toEqual(
      [
        { name: ACCOUNT, phone: '+982188776655', city: 'تهران' },
        { name: 'فولاد یزد', phone: '+983538241122', city: 'یزد' },
        { name: 'کاشی نیلوفر', phone: '+983136651234', city: 'اصفهان' },
      ].toSorted(byName),
    );
    accountId = String(stored.find((account) => account.name === ACCOUNT)?.id);
  });

  it('finds an account by Arabic letters in the list and by the other keyboard layout in the palette', async () => {
    await page.getByRole('link', { name: 'دیدن فهرست' }).click();
    await page.getByRole('searchbox', { name: /طرف‌های حساب/ }).fill('پتروشيمي كيان');
    await page.waitForURL(/[?&]q=/);
    await rowsAre([ACCOUNT]);
    await page
      .getByRole('banner')
      .getByRole('button', { name: /جست‌وجو در همه‌جا/ })
      .click();
    const palette = page.getByRole('dialog', { name: 'جست‌وجو و فرمان' });
    // «پتروشیمی» with the keyboard left on English.
    await palette.getByRole('searchbox').fill('\\jv,adld');
    await palette.getByRole('status').filter({ hasText: 'پتروشیمی' }).waitFor();
    await palette
      .getByRole('menuitem', { name: new RegExp(ACCOUNT) })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: ACCOUNT }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/accounts/${accountId}`);
    await page.getByText('۰۲۱ ۸۸۷۷ ۶۶۵۵').first().waitFor();
  });

  it('writes a note, plans the next step and does it', async () => {
    const composer = page.getByRole('region', { name: 'ثبت در پرونده' });
    await composer.getByRole('button', { name: 'یادداشت', exact: true }).click();
    await composer.getByRole('textbox').first().fill('قیمت سال ۱۴۰۵ را می‌خواهند.');
    await composer.getByRole('button', { name: 'ذخیره' }).click();
    await page.getByRole('region', { name: 'خط زمان' }).getByText('قیمت سال ۱۴۰۵ را می‌خواهند.').waitFor();
    await page.getByRole('button', { name: 'تعیین گام بعدی' }).click();
    await composer.getByRole('textbox', { name: /موضوع/ }).fill('فرستادن فهرست قیمت');
    await composer.getByRole('button', { name: 'ذخیره' }).click();
    const next = page.getByRole('region', { name: 'گام بعدی' });
    await next.getByText('فرستادن فهرست قیمت').waitFor();
    await next.getByRole('button', { name: /انجام شد/ }).click();
    await page.getByText('گام بعدی تعیین نشده است.').waitFor();
    const [task] = await rows('/activities');
    expect(task).toMatchObject({ subject: 'فرستادن فهرست قیمت', type: 'task' });
    expect(task?.doneAt).not.toBeNull();
    const notes = await rows('/notes');
    expect(notes.map((note) => note.body)).toEqual(['قیمت سال ۱۴۰۵ را می‌خواهند.']);
  });

  it('opens two opportunities for it, with a Jalali day', async () => {
    for (const name of [SOLD, MISSED]) {
      await page.goto(`${server.baseUrl}/accounts/${accountId}`);
      await page.getByRole('heading', { level: 1, name: ACCOUNT }).waitFor();
      await page.getByRole('button', { name: 'بیشتر', exact: true }).first().click();
      await page.getByRole('menuitem', { name: 'فرصت جدید' }).click();
      const sheet = page.getByRole('dialog');
      await sheet.getByRole('textbox', { name: /^نام/ }).fill(name);
      await sheet.getByRole('textbox', { name: /^مبلغ/ }).fill('۱۲م');
      await sheet.getByRole('textbox', { name: /پیش‌بینی/ }).fill('۱۴۰۵/۱۲/۲۰');
      await sheet.getByRole('button', { name: 'ذخیره' }).click();
      await sheet.waitFor({ state: 'detached' });
    }
    const stored = await rows('/opportunities');
    expect(stored.map((each) => each.name).toSorted()).toEqual([SOLD, MISSED].toSorted());
    for (const each of stored)
      expect(each).toMatchObject({
        accountId,
        status: 'open',
        amount: { amount: '120000000', currency: 'IRR' },
        expectedCloseOn: '2027-03-11',
      });
  });

  it('moves one to the next stage and wins it on the board', async () => {
    await goTo(isPhone ? 'فرصت‌ها' : 'فرصت‌های فروش');
    await page.getByRole('button', { name: 'کانبان' }).click();
    await (isPhone ? moveByMenu : drag)(SOLD, STAGES.second);
    await column(STAGES.second).getByText(SOLD).waitFor();
    await expectEventually(async () => (await opportunity(SOLD)).stageId, await stageId(STAGES.second));
    await moveByMenu(SOLD, STAGES.won);
    const dialog = page.getByRole('dialog', { name: 'ثبت موفقیت' });
    await dialog.getByRole('textbox', { name: 'چرا موفق شد؟' }).fill('تحویل زودتر');
    await dialog.getByRole('button', { name: 'ثبت موفقیت' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expectEventually(async () => (await opportunity(SOLD)).status, 'won');
    expect(await opportunity(SOLD)).toMatchObject({ wonReason: 'تحویل زودتر', closedOn: expect.any(String) });
    await column(STAGES.second).getByText(SOLD).waitFor({ state: 'detached' });
  });

  it('loses the other with a reason, on its own page', async () => {
    const { id } = await opportunity(MISSED);
    await column(STAGES.first).getByText(MISSED).waitFor();
    await page.goto(`${server.baseUrl}/opportunities/${id}`);
    await page.getByRole('button', { name: 'ثبت شکست' }).click();
    const dialog = page.getByRole('dialog');
    const reason = dialog
      .locator('label')
      .filter({ has: page.getByRole('radio') })
      .first();
    const name = await reason.innerText();
    await reason.click();
    await dialog.getByRole('button', { name: 'ثبت شکست' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(`از دست رفت: ${name}`).waitFor();
    await expectEventually(async () => (await opportunity(MISSED)).status, 'lost');
    const reasons = await rows('/loss-reasons');
    expect((await opportunity(MISSED)).lossReasonId).toBe(reasons.find((each) => each.name === name)?.id);
  });

  it('shows the result in the list, with Persian digits, and has met no fault on the way', async () => {
    await page.goto(`${server.baseUrl}/opportunities`);
    for (const [name, state] of [
      [SOLD, STAGES.won],
      [MISSED, STAGES.lost],
    ] as const) {
      const row = listed(name);
      await row.getByText(state, { exact: true }).first().waitFor();
      const text = await row.innerText();
      expect(text).toContain('۱۲');
      expect(text).not.toMatch(/[0-9]/);
    }
    await page.goto(`${server.baseUrl}/accounts/${accountId}`);
    await page
      .getByText(/^۱۲[٬۰]* (میلیون )?تومان$/)
      .first()
      .waitFor();
    expect(watched.takeFaults()).toEqual([]);
  });

  function goTo(section: string): Promise<void> {
    return page.getByRole('navigation', { name: 'بخش‌ها' }).getByRole('link', { name: section }).first().click();
  }

  async function rows(path: string): Promise<ApiRecord[]> {
    return (await api.get<{ data: ApiRecord[] }>(path)).data;
  }

  const accounts = () => rows('/accounts');

  async function opportunity(name: string): Promise<ApiRecord> {
    const found = (await rows('/opportunities')).find((each) => each.name === name);
    if (!found) throw new Error(`There is no opportunity ${name}.`);
    return found;
  }

  async function stageId(name: string): Promise<unknown> {
    const [pipeline] = await rows('/pipelines');
    return (pipeline?.stages as ApiRecord[] | undefined)?.find((stage) => stage.name === name)?.id;
  }

  /** A row of the table, or its card on a phone. */
  function listed(name: string): Locator {
    return isPhone
      ? page.getByRole('listitem').filter({ hasText: name })
      : page.getByRole('row', { name: new RegExp(name) });
  }

  async function rowsAre(names: string[]): Promise<void> {
    for (const name of names) await listed(name).waitFor();
    await listed('فولاد یزد').waitFor({ state: 'detached' });
  }

  function column(name: string): Locator {
    return page.getByRole('group', { name: 'تختهٔ فرصت‌های فروش' }).getByRole('region', { name: new RegExp(`^${name}`) });
  }

  /** By the menu of the card, which reaches every place of the board. */
  async function moveByMenu(name: string, target: string): Promise<void> {
    await page.getByRole('button', { name: `انتقال «${name}»` }).click();
    await page.getByRole('menuitem', { name: target }).click();
  }

  /** By the mouse, between two places that are both on screen. */
  async function drag(name: string, target: string): Promise<void> {
    await page.getByRole('button', { name: `انتقال «${name}»` }).waitFor();
    const card = await page.locator('[data-card]').filter({ hasText: name }).boundingBox();
    const place = await column(target).boundingBox();
    if (!card || !place) throw new Error('The card or its target is not on screen.');
    await page.mouse.move(card.x + card.width / 2, card.y + card.height / 2);
    await page.mouse.down();
    await page.mouse.move(card.x + card.width / 2 + 12, card.y + card.height / 2 + 12, { steps: 3 });
    await page.mouse.move(place.x + place.width / 2, place.y + 180, { steps: 8 });
    await page.mouse.up();
  }
});

function byName(left: { name?: unknown }, right: { name?: unknown }): number {
  return String(left.name).localeCompare(String(right.name));
}
