import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { baseUrl } from './support/app';
import { launchBrowser, PHONE, type TestBrowser } from './support/browser';
import { expectEventually } from './support/eventually';
import { seriousFaults, sidewaysOverflow } from './support/looks';
import { type ApiRecord, type ApiSession, apiSession, signedInPage } from './support/session';

const mark = Date.now().toString(36);
const nameOf = (word: string) => `شرکت ${word} ${mark}`;

let browser: TestBrowser;
let api: ApiSession;
let page: Page;
let account: ApiRecord;

beforeAll(async () => {
  api = await apiSession();
  browser = await launchBrowser();
  account = await api.post('/accounts', {
    name: nameOf('آرمان'),
    relation: 'customer',
    city: 'تهران',
    phone: '02188776655',
  });
  await api.post('/contacts', { firstName: 'سارا', lastName: `محمدی ${mark}`, accountId: account.id });
  page = await signedInPage(await browser.newContext());
});

afterAll(() => browser?.close());

describe('list of accounts', () => {
  it('finds by typing, keeps the search in the address and opens the record', async () => {
    await page.goto(`${baseUrl()}/accounts`);
    await page.getByRole('searchbox', { name: /طرف‌های حساب/ }).fill(`آرمان ${mark}`);
    await page.waitForURL(/[?&]q=/);
    const row = page.getByRole('row', { name: new RegExp(nameOf('آرمان')) });
    await row.waitFor();
    await expectEventually(() => page.getByRole('grid').getByRole('row').count(), 2);
    await row.getByRole('link', { name: nameOf('آرمان') }).click();
    await page.getByRole('heading', { level: 1, name: nameOf('آرمان') }).waitFor();
  });

  it('makes an account in a sheet: missing name is told, a draft survives a reload, a twin is warned of', async () => {
    await page.goto(`${baseUrl()}/accounts?create=true`);
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('button', { name: 'ذخیره' }).click();
    await sheet.getByRole('alert').getByRole('button').first().waitFor();
    await sheet.getByRole('textbox', { name: 'نام', exact: false }).first().fill(nameOf('آرمان'));
    await sheet.getByRole('link', { name: nameOf('آرمان') }).waitFor();
    await sheet.getByRole('textbox', { name: 'نام', exact: false }).first().fill(nameOf('بهار'));
    await page.reload();
    const name = page.getByRole('dialog').getByRole('textbox', { name: 'نام', exact: false }).first();
    await name.waitFor();
    expect(await name.inputValue()).toBe(nameOf('بهار'));
    await name.press('Control+Enter');
    await page.getByText(`«${nameOf('بهار')}» ساخته شد.`).waitFor();
    expect(await accountsNamed('بهار')).toHaveLength(1);
  });

  it('edits a cell in place and takes it back with the notice', async () => {
    await page.goto(`${baseUrl()}/accounts?q=${encodeURIComponent(nameOf('آرمان'))}`);
    const cell = page.getByRole('gridcell', { name: 'تهران' });
    await cell.dblclick();
    const input = page.getByRole('grid').getByRole('textbox');
    await input.fill('شیراز');
    await input.press('Enter');
    await page.getByRole('gridcell', { name: 'شیراز' }).waitFor();
    await expectEventually(async () => (await read()).city, 'شیراز');
    await page.getByRole('status').getByRole('button', { name: 'برگرداندن' }).last().click();
    await expectEventually(async () => (await read()).city, 'تهران');
  });

  it('tags many at once, removes them and restores them from the recycle bin', async () => {
    for (const word of ['یک', 'دو']) await api.post('/accounts', { name: nameOf(`گروه ${word}`) });
    await page.goto(`${baseUrl()}/accounts?q=${encodeURIComponent(`گروه ${mark}`)}`);
    await page.getByRole('row', { name: new RegExp(nameOf('گروه یک')) }).waitFor();
    await page.getByRole('checkbox', { name: 'انتخاب همه' }).click();
    await page.getByRole('button', { name: 'برچسب‌ها' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').fill(`نمایشگاه ${mark}`);
    await page.getByRole('option', { name: /^ساختن/ }).click();
    await dialog.getByRole('button', { name: /اعمال روی ۲ مورد/ }).click();
    await expectEventually(
      async () => (await accountsNamed('گروه')).map((row) => row.tags),
      [[`نمایشگاه ${mark}`], [`نمایشگاه ${mark}`]],
    );
    await page.getByRole('checkbox', { name: 'انتخاب همه' }).click();
    await page.getByRole('button', { name: 'حذف' }).click();
    await expectEventually(async () => (await accountsNamed('گروه')).length, 0);
    await page.goto(`${baseUrl()}/recycle-bin?type=account`);
    for (const word of ['یک', 'دو']) {
      const removed = page.getByRole('row', { name: new RegExp(nameOf(`گروه ${word}`)) });
      await removed.getByRole('button', { name: 'برگرداندن' }).click();
      await removed.waitFor({ state: 'detached' });
    }
    expect(await accountsNamed('گروه')).toHaveLength(2);
  });

  it('saves a view with its filter and comes back to it', async () => {
    const filter = { field: 'relation', op: 'in', value: ['customer'] };
    await page.goto(`${baseUrl()}/accounts?filter=${encodeURIComponent(JSON.stringify(filter))}`);
    await page.getByRole('button', { name: 'ذخیرهٔ این نما' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(`مشتریان ${mark}`);
    await page.getByRole('dialog').getByRole('button', { name: 'ذخیره' }).click();
    await page.waitForURL(/view=/);
    await page.getByRole('button', { name: 'همه', exact: true }).click();
    await page.waitForURL((url) => !url.searchParams.has('filter'));
    await page.getByRole('button', { name: `مشتریان ${mark}` }).click();
    await page.waitForURL((url) => url.searchParams.get('filter')?.includes('customer') ?? false);
  });

  it('shows both values when someone else has saved meanwhile', async () => {
    await page.goto(`${baseUrl()}/accounts/${account.id}`);
    const fact = page.getByRole('button', { name: 'ویرایش شهر' });
    await fact.waitFor();
    await api.patch(`/accounts/${account.id}`, { city: 'مشهد' });
    await fact.focus();
    await fact.press('Enter');
    const input = page.getByRole('group', { name: /ویرایش؛/ }).getByRole('textbox');
    await input.fill('اصفهان');
    await input.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('مشهد').waitFor();
    await dialog.getByText('اصفهان').waitFor();
    await dialog.getByRole('button', { name: 'ذخیرهٔ این گزینش' }).click();
    await expectEventually(async () => (await read()).city, 'اصفهان');
  });
});

describe('file of an account', () => {
  it('records a call and plans the next step, and shows both', async () => {
    await page.goto(`${baseUrl()}/accounts/${account.id}`);
    await page.getByText('گام بعدی تعیین نشده است.').waitFor();
    await page.getByRole('button', { name: 'ثبت تماس' }).click();
    const composer = page.getByRole('region', { name: 'ثبت در پرونده' });
    await composer.getByRole('textbox', { name: /موضوع/ }).fill('گفت‌وگو دربارهٔ قیمت');
    await composer.getByRole('textbox', { name: /موضوع/ }).press('Control+Enter');
    await page.getByRole('region', { name: 'خط زمان' }).getByText('گفت‌وگو دربارهٔ قیمت').waitFor();
    await page.getByRole('button', { name: 'تعیین گام بعدی' }).click();
    await composer.getByRole('textbox', { name: /موضوع/ }).fill('فرستادن پیش‌فاکتور');
    await composer.getByRole('button', { name: 'ذخیره' }).click();
    const next = page.getByRole('region', { name: 'گام بعدی' });
    await next.getByText('فرستادن پیش‌فاکتور').waitFor();
    await next.getByRole('button', { name: /انجام شد/ }).click();
    await page.getByText('گام بعدی تعیین نشده است.').waitFor();
    const done = await api.get<{ figures: { doneActivities: number } }>(`/accounts/${account.id}/file`);
    expect(done.figures.doneActivities).toBe(2);
  });

  it('takes a file and tells its history', async () => {
    await page.goto(`${baseUrl()}/accounts/${account.id}?tab=files`);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'انتخاب فایل' }).click();
    await (await chooser).setFiles({
      name: 'یادداشت جلسه.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('متن جلسه'),
    });
    await page.getByRole('button', { name: 'یادداشت جلسه.txt', exact: true }).waitFor();
    await page.getByRole('tab', { name: 'تاریخچه' }).click();
    await page.getByRole('tabpanel').getByText('مشهد').first().waitFor();
  });

  it('has no serious fault of accessibility, on wide screens and on phones in the dark, and never scrolls sideways', async () => {
    const phone = await signedInPage(
      await browser.newContext({ viewport: PHONE, colorScheme: 'dark', hasTouch: true }),
    );
    for (const view of [page, phone])
      for (const path of ['/accounts', `/accounts/${account.id}`, '/recycle-bin', '/accounts?create=true']) {
        await view.goto(baseUrl() + path);
        await view.getByRole('heading').first().waitFor();
        await view.waitForTimeout(800);
        expect([path, await seriousFaults(view)]).toEqual([path, []]);
        expect([path, await sidewaysOverflow(view)]).toEqual([path, []]);
      }
  });
});

function read(): Promise<ApiRecord> {
  return api.get<ApiRecord>(`/accounts/${account.id}`);
}

async function accountsNamed(word: string): Promise<ApiRecord[]> {
  const { data } = await api.get<{ data: ApiRecord[] }>(`/accounts?q=${encodeURIComponent(`${word} ${mark}`)}`);
  return data;
}
