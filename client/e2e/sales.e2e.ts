import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { baseUrl } from './support/app';
import { launchBrowser, PHONE, type TestBrowser } from './support/browser';
import { expectEventually } from './support/eventually';
import { seriousFaults, sidewaysOverflow } from './support/looks';
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
      expect(await sidewaysOverflow(phone)).toEqual([]);
      expect(await seriousFaults(phone)).toEqual([]);
    },
  );
});

const stageId = (at: number) => stages[at]?.id ?? '';
const stageName = (at: number) => stages[at]?.name ?? '';
const read = (record: ApiRecord) => api.get<ApiRecord & Record<string, unknown>>(`/opportunities/${record.id}`);

function opportunity(word: string, fields: object = {}): Promise<ApiRecord> {
  return api.post('/opportunities', { name: nameOf(word), accountId: account.id, pipelineId, ...fields });
}
