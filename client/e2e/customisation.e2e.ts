import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { baseUrl } from './support/app';
import { expectEventually } from './support/eventually';
import { latinDigits, seriousFaults } from './support/looks';
import { type ApiRecord, apiSession, type ApiSession } from './support/session';
import { signedInBrowser, type SignedInBrowser } from './support/signed-in-browser';

const DEVICES = 1000;
const MODELS = ['سونوگرافی', 'رادیولوژی', 'مانیتور'];

let browser: SignedInBrowser;
let page: Page;
let api: ApiSession;
let account: ApiRecord;

beforeAll(async () => {
  browser = await signedInBrowser();
  page = browser.page;
  api = await apiSession();
  account = await api.post('/accounts', { name: 'بیمارستان آزمون سفارشی‌سازی', kind: 'company' });
});

afterAll(() => browser?.close());

const byOrder = (left: ApiRecord, right: ApiRecord) => Number(left.order) - Number(right.order);
const saved = (label: string) => page.getByText(`فیلد «${label}» ذخیره شد.`).waitFor();

async function addField(kind: string, label: string, english: string, more?: () => Promise<void>) {
  await page.getByRole('button', { name: 'فیلد جدید' }).first().click();
  await page.getByRole('list', { name: 'نوع فیلد' }).getByRole('button', { name: kind }).first().click();
  await page.getByRole('textbox', { name: 'برچسب فارسی' }).fill(label);
  await page.getByRole('textbox', { name: 'برچسب انگلیسی', exact: true }).fill(english);
  await more?.();
  await page.getByRole('button', { name: 'ذخیره', exact: true }).click();
  await saved(label);
}

test('an administrator makes the record type «device» with its fields and a relation to accounts', async () => {
  await page.goto(`${baseUrl()}/customisation`);
  await page.getByRole('button', { name: 'نوع رکورد جدید' }).first().click();
  await page.getByRole('textbox', { name: 'نام مفرد', exact: true }).fill('دستگاه');
  await page.getByRole('textbox', { name: 'نام جمع', exact: true }).fill('دستگاه‌ها');
  await page.getByRole('textbox', { name: 'نام مفرد انگلیسی' }).fill('Device');
  await page.getByRole('textbox', { name: 'نام جمع انگلیسی' }).fill('Devices');
  await page.getByRole('button', { name: 'ذخیره', exact: true }).click();
  await page.waitForURL(/\/customisation\/device/);

  await addField('متن یک خط', 'شماره سریال', 'Serial number', () => page.getByText('یکتا', { exact: true }).click());
  await addField('انتخاب از فهرست', 'مدل', 'Model', async () => {
    await page.getByRole('textbox', { name: 'گزینه جدید' }).fill(MODELS.join('، '));
    await page.getByRole('button', { name: 'افزودن', exact: true }).click();
  });
  await addField('تاریخ یک روز', 'پایان گارانتی', 'Warranty ends');
  expect(await seriousFaults(page)).toEqual([]);
  expect(await latinDigits(page)).toEqual([]);

  await page.getByRole('tab', { name: 'ارتباط‌ها' }).click();
  await page.getByRole('button', { name: 'ارتباط جدید' }).click();
  await page.getByRole('button', { name: /نوع دیگر/ }).click();
  await page.getByRole('option', { name: 'طرف حساب', exact: true }).click();
  await page.getByRole('button', { name: 'ذخیره', exact: true }).click();
  await page.getByText('صفحه هر طرف حساب بخش «دستگاه‌ها» را دارد', { exact: false }).last().waitFor();

  const fields = async () => {
    const found = await api.find('custom-fields', 'recordType', 'device');
    return found.map(({ name, kind }) => `${String(name)} ${String(kind)}`).sort();
  };
  // The sheet says the sentence already while it is filled in.
  await expectEventually(fields, ['accountId link', 'model choice', 'serialNumber text', 'warrantyEnds date']);
});

test('the order of fields is moved by keyboard and taken back', async () => {
  await page.goto(`${baseUrl()}/customisation/device`);
  const names = async () =>
    (await api.find('custom-fields', 'recordType', 'device')).sort(byOrder).map(({ name }) => name);
  const before = await names();
  const handle = page
    .getByRole('row', { name: /شماره سریال/ })
    .getByRole('button')
    .first();
  await handle.focus();
  // A key that is held for no time at all is no press.
  await handle.press('Enter', { delay: 50 });
  await page.locator('[aria-label^="گذاشتن"]:focus').waitFor();
  await page.keyboard.press('End', { delay: 50 });
  await page.keyboard.press('Enter', { delay: 50 });
  await page.getByText('ترتیب فیلدها ذخیره شد.').waitFor();
  expect((await names()).at(-1)).toBe('serialNumber');
  await page.getByRole('button', { name: 'برگرداندن', exact: true }).click();
  await expectEventually(names, before);
});

test('a thousand devices come in from a file and are in the list and on the page of their account', async () => {
  const lines = Array.from(
    { length: DEVICES },
    (_, at) =>
      `دستگاه ${at + 1},SN-${at + 1},${MODELS[at % MODELS.length] ?? ''},1406/01/${String((at % 28) + 1).padStart(2, '0')},${String(account.name)}`,
  );
  await page.goto(`${baseUrl()}/imports?type=device`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'دستگاه‌ها.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['نام,شماره سریال,مدل,پایان گارانتی,طرف حساب', ...lines].join('\r\n'), 'utf8'),
  });
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
  await page.getByRole('button', { name: 'پیش‌نمایش', exact: true }).click();
  await page.getByRole('region', { name: 'پیش‌نمایش' }).waitFor();
  await page.getByRole('button', { name: 'ورود ۱٬۰۰۰ ردیف' }).click();
  await page.getByRole('heading', { name: 'پایان یافت' }).waitFor({ timeout: 60_000 });

  const filter = encodeURIComponent(
    JSON.stringify({
      and: [
        { field: 'custom.accountId', op: 'eq', value: account.id },
        { field: 'custom.model', op: 'notEmpty' },
        { field: 'custom.warrantyEnds', op: 'gte', value: '2027-03-21' },
      ],
    }),
  );
  const { total } = await api.get<{ total: number }>(`/devices?filter=${filter}&count=exact&limit=1`);
  expect(total).toBe(DEVICES);

  await page.goto(`${baseUrl()}/x/devices`);
  await page
    .getByText(/^SN-\d+$/)
    .first()
    .waitFor();
  expect(await seriousFaults(page)).toEqual([]);

  // The board's columns are the choices of the field that the administrator names.
  await page.goto(`${baseUrl()}/customisation`);
  await page.getByRole('button', { name: 'ویرایش دستگاه‌ها' }).click();
  await page.getByRole('button', { name: /ستون‌های کانبان/ }).click();
  await page.getByRole('option', { name: 'مدل', exact: true }).click();
  await page.getByRole('button', { name: 'ذخیره', exact: true }).click();
  await page.getByText('«دستگاه» ذخیره شد.').waitFor();
  await page.goto(`${baseUrl()}/x/devices?mode=board`);
  for (const model of MODELS) await page.getByRole('heading', { name: model }).first().waitFor();

  await page.goto(`${baseUrl()}/accounts/${account.id}`);
  await page.getByRole('tab', { name: /دستگاه‌ها/ }).click();
  await page
    .getByText(/^SN-\d+$/)
    .first()
    .waitFor();
});
