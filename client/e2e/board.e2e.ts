import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, CDPSession, Locator, Page } from 'playwright-core';
import { baseUrl } from './support/app';
import { launchBrowser, PHONE, type TestBrowser } from './support/browser';
import { expectEventually } from './support/eventually';
import { type ApiRecord, type ApiSession, apiSession, signedInPage } from './support/session';

const mark = Date.now().toString(36);
const nameOf = (word: string) => `${word} ${mark}`;
const rial = (amount: string) => ({ amount, currency: 'IRR' });
const STAGES = ['آغاز', 'پیشنهاد', 'قرارداد'].map(nameOf);
const [FIRST, SECOND, THIRD] = STAGES as [string, string, string];

interface Stage extends ApiRecord {
  name: string;
}
interface Board {
  columns: Array<{ name: string; cards: Array<{ name: string }> }>;
}

let browser: TestBrowser;
let api: ApiSession;
let page: Page;
let pipelineId: string;
let stages: Stage[];

beforeAll(async () => {
  api = await apiSession();
  browser = await launchBrowser();
  const pipeline = await api.post('/pipelines', {
    name: nameOf('کاریز تخته'),
    position: 902,
    stages: [
      { name: FIRST, probabilityPercent: 10, rottenAfterDays: 5 },
      { name: SECOND, probabilityPercent: 50, requiredFields: ['amount', 'expectedCloseOn'] },
      { name: THIRD, probabilityPercent: 90 },
    ],
  });
  pipelineId = pipeline.id;
  stages = (await api.get<{ stages: Stage[] }>(`/pipelines/${pipelineId}`)).stages;
  page = await signedInPage(await browser.newContext());
});

afterAll(() => browser?.close());

describe('by the menu', () => {
  it('asks in place for what a stage requires, moves, sums up and takes the move back', async () => {
    const deal = await opportunity('دستگاه');
    await openBoard('دستگاه');
    await moveByMenu('دستگاه', SECOND);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'مبلغ' }).fill('۲۵۰۰۰۰۰۰');
    await dialog.getByRole('textbox', { name: 'تاریخ پیش‌بینی بستن' }).fill('۱۴۰۶/۰۲/۱۵');
    await dialog.getByRole('button', { name: 'ذخیره و انتقال' }).click();
    await cardIn(SECOND, 'دستگاه').waitFor();
    await column(SECOND).getByText('۲۵ میلیون تومان').first().waitFor();
    await expectEventually(async () => (await read(deal)).stageId, stageId(SECOND));
    expect(await read(deal)).toMatchObject({ amount: rial('250000000'), expectedCloseOn: '2027-05-05' });
    await undo();
    await expectEventually(async () => (await read(deal)).stageId, stageId(FIRST));
    await cardIn(FIRST, 'دستگاه').waitFor();
  });

  it('asks for the reason of a loss at once, and reopens with undo', async () => {
    const deal = await opportunity('صندلی', { amount: rial('40000000') });
    await openBoard('صندلی');
    await moveByMenu('صندلی', 'شکست‌خورده');
    const dialog = page.getByRole('dialog', { name: 'چرا از دست رفت؟' });
    const save = dialog.getByRole('button', { name: 'ثبت شکست' });
    expect(await save.isDisabled()).toBe(true);
    await dialog.getByText('قیمت', { exact: true }).click();
    await save.click();
    await cardIn(FIRST, 'صندلی').waitFor({ state: 'detached' });
    await expectEventually(async () => (await read(deal)).status, 'lost');
    await undo();
    await expectEventually(async () => (await read(deal)).status, 'open');
  });
});

describe('by the mouse, from right to left', () => {
  it('puts a card between two others of the next column, and back with undo', async () => {
    const [moved] = [await opportunity('میز')];
    for (const word of ['میز دو', 'میز یک']) await opportunity(word, { stageId: stageId(THIRD) });
    await openBoard('میز');
    await drag(card('میز'), cardIn(THIRD, 'میز دو'), 'top');
    await expectEventually(() => order(THIRD, 'میز'), ['میز یک', 'میز', 'میز دو'].map(nameOf));
    expect((await read(moved)).stageId).toBe(stageId(THIRD));
    await undo();
    await expectEventually(() => order(FIRST, 'میز'), [nameOf('میز')]);
  });

  it('puts a card elsewhere in its column, where it still is after a reload', async () => {
    for (const word of ['قاب سه', 'قاب دو', 'قاب یک']) await opportunity(word);
    await openBoard('قاب');
    await drag(card('قاب یک'), card('قاب دو'), 'bottom');
    const wanted = ['قاب دو', 'قاب یک', 'قاب سه'].map(nameOf);
    await expectEventually(() => order(FIRST, 'قاب'), wanted);
    await openBoard('قاب');
    expect(await column(FIRST).getByRole('listitem').locator('[data-open]').allInnerTexts()).toEqual(wanted);
  });

  it('shows where to win and lose while a card is held, inside the window, and wins there', async () => {
    const deal = await opportunity('تخت');
    await openBoard('تخت');
    const strip = page.getByRole('group', { name: 'جاهای رها کردن کارت' });
    expect(await strip.count()).toBe(0);
    const from = await centre(card('تخت'));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x - 30, from.y + 30, { steps: 4 });
    for (const name of ['موفق', 'شکست‌خورده'])
      expect(await strip.getByText(name, { exact: true }).boundingBox()).toMatchObject({ y: expect.any(Number) });
    const place = await strip.boundingBox();
    expect((place?.y ?? 0) + (place?.height ?? 0)).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0);
    const won = await centre(strip.getByText('موفق', { exact: true }));
    await page.mouse.move(won.x, won.y, { steps: 6 });
    await page.mouse.up();
    expect(await strip.count()).toBe(0);
    await page.getByRole('dialog').getByRole('button', { name: 'ثبت موفقیت' }).click();
    await expectEventually(async () => (await read(deal)).status, 'won');
  });

  it('leaves everything as it was on Escape', async () => {
    await opportunity('کمد');
    await openBoard('کمد');
    const [from, to] = [await centre(card('کمد')), await centre(column(THIRD))];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 6 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await cardIn(FIRST, 'کمد').count()).toBe(1);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe('by the keyboard', () => {
  it('goes from card to card, picks one up, chooses its place and keeps the focus on it', async () => {
    const deal = await opportunity('یونیت', { amount: rial('90000000'), expectedCloseOn: '2027-05-05' });
    await opportunity('یونیت دو', { stageId: stageId(THIRD) });
    await openBoard('یونیت');
    await card('یونیت').locator('[data-open]').focus();
    await page.keyboard.press('ArrowLeft');
    expect(await focusedText()).toBe(nameOf('یونیت'));
    await handle('یونیت').focus();
    for (const key of ['Enter', 'ArrowLeft', 'ArrowLeft', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await expectEventually(() => order(THIRD, 'یونیت'), ['یونیت دو', 'یونیت'].map(nameOf));
    expect((await read(deal)).stageId).toBe(stageId(THIRD));
    await page.waitForFunction(
      (label) => document.activeElement?.getAttribute('aria-label') === label,
      `جابه‌جایی «${nameOf('یونیت')}»`,
    );
  });

  it('reaches the outcomes beyond the last column, and says where the card is', async () => {
    await opportunity('چراغ', { stageId: stageId(THIRD) });
    await openBoard('چراغ');
    await handle('چراغ').focus();
    await page.keyboard.press('Enter');
    const said = page.locator('[aria-live=assertive]');
    await said.getByText('برداشته شد').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await said.getByText('شکست‌خورده').waitFor();
    await page.keyboard.press('Escape');
    await said.getByText('سر جایش ماند').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'چرا از دست رفت؟' }).waitFor();
  });
});

describe('by touch, on a phone', () => {
  let context: BrowserContext;
  let finger: Finger;

  beforeAll(async () => {
    context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true });
    page = await signedInPage(context);
    finger = new Finger(page, await context.newCDPSession(page));
  });

  it('lifts after a long press and drops on a stage that is off screen', async () => {
    const deal = await opportunity('مبل');
    await openBoard('مبل');
    await finger.press(await centre(card('مبل')));
    const strip = page.getByRole('group', { name: 'جاهای رها کردن کارت' });
    await strip.waitFor();
    await finger.moveTo(await centre(strip.getByText(THIRD, { exact: true })));
    await finger.lift();
    await expectEventually(async () => (await read(deal)).stageId, stageId(THIRD));
    expect(await strip.count()).toBe(0);
  });

  it('scrolls with a swipe, and moves nothing', async () => {
    const bodies = Array.from({ length: 12 }, (_, at) => opportunity(`پرده ${at}`));
    await Promise.all(bodies);
    await openBoard('پرده');
    const before = await order(FIRST, 'پرده');
    const list = column(FIRST).locator('[data-cards]');
    const start = await centre(list);
    await finger.press(start, 0);
    await finger.moveTo({ x: start.x, y: start.y - 260 });
    await finger.lift();
    await expectEventually(() => list.evaluate((element) => element.scrollTop > 100), true);
    expect(await order(FIRST, 'پرده')).toEqual(before);
  });
});

describe('a long column', () => {
  it('draws only the cards in sight, and keeps the filter when it turns into a table', async () => {
    page = await signedInPage(await browser.newContext());
    const names = Array.from({ length: 120 }, (_, at) => ({ name: nameOf(`انبوه ${at}`), stageId: stageId(THIRD) }));
    await api.post('/opportunities/bulk', { data: names });
    await openBoard('انبوه');
    await column(THIRD).getByText('۱۲۰ مورد').waitFor();
    expect(await column(THIRD).locator('[data-card]').count()).toBeLessThan(30);
    await page.getByRole('button', { name: 'جدول' }).click();
    await page.getByRole('grid', { name: 'فرصت‌های فروش' }).waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe(nameOf('انبوه'));
  });
});

/** One finger on the screen, as the browser's own input sees it. */
class Finger {
  private at = { x: 0, y: 0 };

  constructor(
    private readonly on: Page,
    private readonly input: CDPSession,
  ) {}

  async press(at: { x: number; y: number }, restMs = 450): Promise<void> {
    this.at = at;
    await this.send('touchStart', [at]);
    await this.on.waitForTimeout(restMs);
  }

  async moveTo(to: { x: number; y: number }): Promise<void> {
    const { x, y } = this.at;
    for (let step = 1; step <= 10; step += 1)
      await this.send('touchMove', [{ x: x + ((to.x - x) * step) / 10, y: y + ((to.y - y) * step) / 10 }]);
    this.at = to;
  }

  lift(): Promise<void> {
    return this.send('touchEnd', []);
  }

  private async send(type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Array<{ x: number; y: number }>) {
    await this.input.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}

const stageId = (name: string) => stages.find((stage) => stage.name === name)?.id ?? '';
const column = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });
const cardNamed = (within: Page | Locator, word: string) =>
  within.locator('[data-card]').filter({ has: page.locator('[data-open]').getByText(nameOf(word), { exact: true }) });
const card = (word: string) => cardNamed(page, word);
const cardIn = (stage: string, word: string) => cardNamed(column(stage), word);
const handle = (word: string) => page.getByRole('button', { name: `جابه‌جایی «${nameOf(word)}»` });
const read = (record: ApiRecord) => api.get<ApiRecord>(`/opportunities/${record.id}`);
const focusedText = () => page.evaluate(() => document.activeElement?.textContent);

function opportunity(word: string, fields: object = {}): Promise<ApiRecord> {
  return api.post('/opportunities', { name: nameOf(word), pipelineId, ...fields });
}

/** Names of the cards of a stage whose name begins with a word, as the server has them in order. */
async function order(stage: string, word: string): Promise<string[]> {
  const { columns } = await api.get<Board>(`/opportunities/board?pipelineId=${pipelineId}&limit=200`);
  const cards = columns.find(({ name }) => name === stage)?.cards ?? [];
  return cards.map(({ name }) => name).filter((name) => name.startsWith(word) && name.endsWith(mark));
}

/** The board, with the cards of one test alone. */
async function openBoard(word: string): Promise<void> {
  await page.goto(`${baseUrl()}/opportunities?mode=board&pipeline=${pipelineId}&q=${encodeURIComponent(nameOf(word))}`);
  await page.locator('[data-card]').first().waitFor();
}

async function centre(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('It is not on screen.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Drags with the mouse to the upper or the lower edge of another card. */
async function drag(from: Locator, to: Locator, edge: 'top' | 'bottom'): Promise<void> {
  const start = await centre(from);
  const box = await to.boundingBox();
  if (!box) throw new Error('The target is not on screen.');
  const y = edge === 'top' ? box.y + 8 : box.y + box.height - 8;
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x - 20, start.y + 10, { steps: 3 });
  await page.mouse.move(box.x + box.width / 2, y, { steps: 8 });
  await page.mouse.up();
}

async function moveByMenu(word: string, target: string): Promise<void> {
  await card(word).hover();
  await page.getByRole('button', { name: `انتقال «${nameOf(word)}»` }).click();
  await page.getByRole('menuitem', { name: target }).click();
}

async function undo(): Promise<void> {
  await page.getByRole('button', { name: 'برگرداندن' }).last().click();
}
