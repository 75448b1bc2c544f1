import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { baseUrl } from './support/app';
import { launchBrowser, PHONE, type TestBrowser } from './support/browser';
import { type ApiRecord, type ApiSession, apiSession, signedInPage } from './support/session';

const mark = Date.now().toString(36);
const nameOf = (word: string) => `${word} ${mark}`;
const rial = (amount: string) => ({ amount, currency: 'IRR' });

interface Stage extends ApiRecord {
  name: string;
}

let browser: TestBrowser;
let api: ApiSession;
let page: Page;
let account: ApiRecord;
let pipelineId: string;
let stages: Stage[];

beforeAll(async () => {
  api = await apiSession();
  browser = await launchBrowser();
  account = await api.post('/accounts', { name: nameOf('درمانگاه'), relation: 'customer' });
  const pipeline = await api.post('/pipelines', {
    name: nameOf('کاریز'),
    position: 900,
    stages: [
      { name: nameOf('آغاز'), probabilityPercent: 10, rottenAfterDays: 5 },
      { name: nameOf('پیشنهاد'), probabilityPercent: 50, requiredFields: ['amount', 'expectedCloseOn'] },
      { name: nameOf('قرارداد'), probabilityPercent: 90 },
    ],
  });
  pipelineId = pipeline.id;
  stages = (await api.get<{ stages: Stage[] }>(`/pipelines/${pipelineId}`)).stages;
  page = await signedInPage(await browser.newContext());
});

afterAll(() => browser?.close());

describe('board', () => {
  it('asks in place for what a stage requires, moves, sums up and takes the move back', async () => {
    const deal = await opportunity('دستگاه');
    await openBoard();
    await moveByMenu(nameOf('دستگاه'), stageName(1));
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'مبلغ' }).fill('۲۵۰۰۰۰۰۰');
    await dialog.getByRole('textbox', { name: 'تاریخ پیش‌بینی بستن' }).fill('۱۴۰۶/۰۲/۱۵');
    await dialog.getByRole('button', { name: 'ذخیره و انتقال' }).click();
    await column(1)
      .getByRole('row', { name: nameOf('دستگاه') })
      .waitFor();
    await column(1).getByText('۲۵ میلیون تومان').first().waitFor();
    await expectEventually(async () => (await read(deal)).stageId, stageId(1));
    expect(await read(deal)).toMatchObject({ amount: rial('250000000'), expectedCloseOn: '2027-05-05' });
    await undo();
    await expectEventually(async () => (await read(deal)).stageId, stageId(0));
    await column(0)
      .getByRole('row', { name: nameOf('دستگاه') })
      .waitFor();
  });

  it('moves a card with the keyboard alone', async () => {
    const deal = await opportunity('یونیت', { amount: rial('90000000'), expectedCloseOn: '2027-05-05' });
    await openBoard();
    const card = column(0).getByRole('row', { name: nameOf('یونیت') });
    await card.locator('[slot=drag]').focus();
    // Enter takes the card up and goes to the next column; Enter puts it down there.
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('رها کردن'));
    await page.keyboard.press('Enter');
    await column(1)
      .getByRole('row', { name: nameOf('یونیت') })
      .waitFor();
    await expectEventually(async () => (await read(deal)).stageId, stageId(1));
  });

  it('asks for the reason of a loss at once, and reopens with undo', async () => {
    const deal = await opportunity('صندلی', { amount: rial('40000000') });
    await openBoard();
    await moveByMenu(nameOf('صندلی'), 'شکست‌خورده');
    const dialog = page.getByRole('dialog', { name: 'چرا از دست رفت؟' });
    const save = dialog.getByRole('button', { name: 'ثبت شکست' });
    expect(await save.isDisabled()).toBe(true);
    await dialog.getByText('قیمت', { exact: true }).click();
    await save.click();
    await column(0)
      .getByRole('row', { name: nameOf('صندلی') })
      .waitFor({ state: 'detached' });
    await expectEventually(async () => (await read(deal)).status, 'lost');
    await undo();
    await expectEventually(async () => (await read(deal)).status, 'open');
  });

  it('draws only the cards in sight of a long column, and keeps the filter when it turns into a table', async () => {
    const bodies = Array.from({ length: 120 }, (_, at) => ({ name: nameOf(`انبوه ${at}`), stageId: stageId(2) }));
    for (let at = 0; at < bodies.length; at += 20)
      await Promise.all(bodies.slice(at, at + 20).map((body) => api.post('/opportunities', body)));
    await openBoard(`&q=${encodeURIComponent(nameOf('انبوه'))}`);
    await column(2).getByText('۱۲۰ مورد').waitFor();
    expect(await column(2).getByRole('row').count()).toBeLessThan(40);
    await page.getByRole('button', { name: 'جدول' }).click();
    await page.getByRole('grid', { name: 'فرصت‌های فروش' }).waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe(nameOf('انبوه'));
  });
});

describe('page of an opportunity', () => {
  it('moves by a click on the path, adds products by keyboard with live totals, wins and reopens', async () => {
    const product = await api.post('/products', { name: nameOf('مانیتور'), price: rial('10000000') });
    const deal = await opportunity('تجهیز', { amount: rial('5000000'), expectedCloseOn: '2027-05-05' });
    await page.goto(`${baseUrl()}/opportunities/${deal.id}?tab=lines`);
    await page.getByRole('heading', { level: 1, name: nameOf('تجهیز') }).waitFor();
    await page
      .getByRole('list', { name: 'مسیر مرحله‌ها' })
      .getByRole('button', { name: stageName(1) })
      .click();
    await expectEventually(async () => (await read(deal)).stageId, stageId(1));
    const adder = page.getByRole('combobox', { name: 'افزودن کالا' });
    await adder.fill(nameOf('مانیتور'));
    await page.getByRole('option', { name: nameOf('مانیتور') }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: '۱٬۰۰۰٬۰۰۰ تومان' }).first().waitFor();
    const quantity = page.getByRole('textbox', { name: 'تعداد' });
    await quantity.fill('۳');
    await page.getByRole('cell', { name: '۳٬۰۰۰٬۰۰۰ تومان' }).first().waitFor();
    await quantity.press('Enter');
    const lines = () =>
      api.get<{ data: Array<{ productId: string; quantity: number | string; total: object }> }>(
        `/opportunity-lines?filter=${encodeURIComponent(JSON.stringify({ field: 'opportunityId', op: 'eq', value: deal.id }))}`,
      );
    await expectEventually(async () => (await lines()).data[0]?.total, rial('30000000'));
    expect((await lines()).data[0]?.productId).toBe(product.id);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'گذاشتن جمع به جای مبلغ' }).click();
    await expectEventually(async () => (await read(deal)).amount, rial('30000000'));
    await page.getByRole('button', { name: 'ثبت موفقیت' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'ثبت موفقیت' }).click();
    await expectEventually(async () => (await read(deal)).status, 'won');
    await page.getByRole('button', { name: 'بازگشایی' }).click();
    await expectEventually(async () => (await read(deal)).status, 'open');
  });
});

describe('leads', () => {
  it('shows why a lead scores, warns of a twin and converts into what is there already', async () => {
    const lead = await api.post('/leads', {
      lastName: nameOf('کاشانی'),
      companyName: nameOf('درمانگاه'),
      mobile: '09121112233',
      productInterest: 'یونیت',
    });
    await page.goto(`${baseUrl()}/leads/${lead.id}`);
    await page.getByText('موبایل دارد').waitFor();
    await page
      .getByRole('region', { name: 'شاید تکراری' })
      .getByRole('link', { name: nameOf('درمانگاه') })
      .waitFor();
    await page.getByRole('button', { name: 'تبدیل به مشتری' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(nameOf('درمانگاه'), { exact: true }).last().click();
    await dialog.getByRole('textbox', { name: 'نام فرصت فروش' }).fill(nameOf('فرصت سرنخ'));
    await dialog.getByRole('button', { name: 'تبدیل به مشتری' }).click();
    await page.getByRole('heading', { level: 1, name: nameOf('فرصت سرنخ') }).waitFor();
    const saved = await api.get<ApiRecord>(`/leads/${lead.id}`);
    expect(saved).toMatchObject({ status: 'converted', convertedAccountId: account.id });
  });
});

describe('sales reports', () => {
  it('says the finding, has a table twin and leads to the rows', async () => {
    await page.goto(`${baseUrl()}/sales-reports?pipeline=${pipelineId}`);
    const card = page.locator('section').filter({ hasText: 'قیف فروش' }).first();
    await card.getByRole('button', { name: 'نمایش جدول' }).click();
    const table = card.getByRole('table');
    await table.getByRole('rowheader', { name: stageName(0) }).waitFor();
    await table.getByRole('link', { name: stageName(2) }).click();
    await page.waitForURL(/\/opportunities\?/);
    await page.getByRole('grid', { name: 'فرصت‌های فروش' }).waitFor();
    expect(new URL(page.url()).searchParams.get('filter')).toContain(stageId(2));
  });
});

describe('sales settings', () => {
  it('merges a stage in use into another', async () => {
    const made = await api.post('/pipelines', {
      name: nameOf('کاریز دوم'),
      position: 901,
      stages: ['یک', 'دو', 'سه', 'چهار'].map((name) => ({ name: nameOf(name), probabilityPercent: 20 })),
    });
    const own = (await api.get<{ stages: Stage[] }>(`/pipelines/${made.id}`)).stages;
    const deal = await api.post('/opportunities', { name: nameOf('ادغام'), stageId: own[1]?.id });
    await page.goto(`${baseUrl()}/pipelines`);
    await page.getByRole('button', { name: `برداشتن «${nameOf('دو')}»` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /به کدام مرحله/ }).click();
    await page.getByRole('option', { name: nameOf('سه') }).click();
    await dialog.getByRole('button', { name: 'انتقال و برداشتن مرحله' }).click();
    await page.getByText('۱ فرصت جابه‌جا شد', { exact: false }).first().waitFor();
    expect((await read(deal)).stageId).toBe(own[2]?.id);
  });
});

describe('phone and accessibility', () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

  let phone: Page;
  beforeAll(async () => {
    phone = await signedInPage(await browser.newContext({ viewport: PHONE, hasTouch: true }));
  });

  it.each(['/opportunities?mode=board', '/opportunities', '/sales-reports', '/leads', '/pipelines', '/targets'])(
    'has no serious fault and no sideways scroll on a phone: %s',
    async (path) => {
      await phone.goto(`${baseUrl()}${path}`);
      await phone.getByRole('heading', { level: 1 }).waitFor();
      await phone.waitForFunction(() => document.querySelector('main .animate-pulse') === null);
      expect(await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await phone.evaluate(axe);
      const faults = await phone.evaluate(async () => {
        const { violations } = await (
          window as unknown as { axe: { run: () => Promise<{ violations: Array<{ id: string; impact: string }> }> } }
        ).axe.run();
        return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id);
      });
      expect(faults).toEqual([]);
    },
  );
});

const stageId = (at: number) => stages[at]?.id ?? '';
const stageName = (at: number) => stages[at]?.name ?? '';
const column = (at: number) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: stageName(at) }) });
const read = (record: ApiRecord) => api.get<ApiRecord & Record<string, unknown>>(`/opportunities/${record.id}`);

function opportunity(word: string, fields: object = {}): Promise<ApiRecord> {
  return api.post('/opportunities', { name: nameOf(word), accountId: account.id, pipelineId, ...fields });
}

async function openBoard(more = ''): Promise<void> {
  await page.goto(`${baseUrl()}/opportunities?mode=board&pipeline=${pipelineId}${more}`);
  await column(0).waitFor();
}

async function moveByMenu(name: string, target: string): Promise<void> {
  await page.getByRole('button', { name: `انتقال «${name}»` }).click();
  await page
    .getByRole('menuitemradio', { name: target })
    .or(page.getByRole('menuitem', { name: target }))
    .first()
    .click();
}

async function undo(): Promise<void> {
  await page.getByRole('button', { name: 'برگرداندن' }).last().click();
}

async function expectEventually<T>(actual: () => Promise<T>, expected: T): Promise<void> {
  const deadline = Date.now() + 8000;
  let last = await actual();
  while (JSON.stringify(last) !== JSON.stringify(expected) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    last = await actual();
  }
  expect(last).toEqual(expected);
}
