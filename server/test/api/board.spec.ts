import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  body,
  defaultPipeline,
  newAccount,
  newOpportunity,
  type Page,
  type PipelineWithStages,
  type ProblemBody,
  type Rec,
  rial,
  salesGrants,
} from '../factories/sales.js';
import { type Caller, createTestApp, type TestApp } from '../support/app.js';

interface Card {
  id: string;
  name: string;
  accountName: string | null;
  ownerName: string | null;
  stageDays: number;
  rotten: boolean;
  nextStep: string;
  version: number;
}
interface Column {
  stageId: string;
  count: number;
  sum: unknown;
  weightedSum: unknown;
  hasMore: boolean;
  cards: Card[];
}
interface Board {
  pipelineId: string;
  columns: Column[];
}

let app: TestApp;
let sara: Caller;
let reza: Caller;
let pipeline: PipelineWithStages;

beforeAll(async () => {
  app = await createTestApp();
  sara = await app.person({ grants: salesGrants(), fullName: 'سارا محمدی' });
  reza = await app.person({ grants: salesGrants() });
  pipeline = await defaultPipeline(sara);
});
afterAll(() => app?.close());

const stage = (position: number): string => (pipeline.stages[position] as Rec).id;
const board = async (caller: Caller, query = ''): Promise<Board> =>
  body<Board>(await caller.get(`/opportunities/board${query}`), 200);
const filter = (value: object): string => encodeURIComponent(JSON.stringify(value));
const age = (id: string, days: number) =>
  app.door.asSystem('test', (uow) =>
    uow.execute(
      `update opportunities set stage_entered_at = now() - make_interval(days => $2), created_at = now() - make_interval(days => $2) where id = $1`,
      [id, days],
    ),
  );

describe('the board', () => {
  let first: Rec;
  let second: Rec;

  beforeAll(async () => {
    const account = await newAccount(sara, { name: 'آرمان' });
    first = await newOpportunity(sara, { name: 'یک', amount: rial(1000), accountId: account.id });
    second = await newOpportunity(sara, { name: 'دو', amount: rial(2000) });
    await newOpportunity(sara, { name: 'سه', amount: rial(400), stageId: stage(2) });
    await newOpportunity(reza, { name: 'چهار', amount: rial(7) });
    const won = await newOpportunity(sara, { name: 'پنج', amount: rial(99) });
    body(await sara.post(`/opportunities/${won.id}/win`, {}), 200);
  });

  test('shows the open ones that the caller sees, with exact sums, the newest on top', async () => {
    const { pipelineId, columns } = await board(sara);
    expect(pipelineId).toBe(pipeline.id);
    expect(columns.map(({ stageId, count }) => [stageId, count])).toEqual(
      pipeline.stages.map(({ id }, i) => [id, [2, 0, 1, 0, 0][i]]),
    );
    expect(columns[0]).toMatchObject({ sum: rial(3000), weightedSum: rial(300), hasMore: false });
    expect(columns[0]?.cards.map(({ name }) => name)).toEqual(['دو', 'یک']);
    expect(columns[0]?.cards[1]).toMatchObject({
      accountName: 'آرمان',
      ownerName: 'سارا محمدی',
      stageDays: 0,
      rotten: false,
      nextStep: 'none',
      version: 1,
    });
    expect((await board(reza)).columns[0]).toMatchObject({ count: 1, sum: rial(7) });
  });

  test('limits the cards and not the sums, and filters both', async () => {
    const limited = (await board(sara, '?limit=1')).columns[0];
    expect([limited?.cards.length, limited?.count, limited?.hasMore, limited?.sum]).toEqual([1, 2, true, rial(3000)]);
    const filtered = (await board(sara, `?filter=${filter({ field: 'amount', op: 'lt', value: '1500' })}`)).columns;
    expect(filtered.map(({ count }) => count)).toEqual([1, 0, 1, 0, 0]);
    expect((await board(sara, `?q=${encodeURIComponent('دو')}`)).columns[0]).toMatchObject({
      count: 1,
      sum: rial(2000),
    });
  });

  test('a card keeps the place that it was put in', async () => {
    const third = await newOpportunity(sara, { name: 'شش' });
    const names = async () => (await board(sara)).columns[0]?.cards.map(({ name }) => name);
    const put = (after?: Rec) =>
      sara.post<ProblemBody>(`/opportunities/${third.id}/move`, { stageId: stage(0), afterId: after?.id });
    expect(await names()).toEqual(['شش', 'دو', 'یک']);
    body(await put(second), 200);
    expect(await names()).toEqual(['دو', 'شش', 'یک']);
    body(await put(first), 200);
    expect(await names()).toEqual(['دو', 'یک', 'شش']);
    body(await put(), 200);
    expect(await names()).toEqual(['شش', 'دو', 'یک']);
    expect((await sara.get<Rec>(`/opportunities/${third.id}`)).body).toMatchObject({
      stageId: stage(0),
      probabilityPercent: 10,
    });
    const elsewhere = (await board(sara)).columns[2]?.cards[0] as unknown as Rec;
    const unseen = (await board(reza)).columns[0]?.cards[0] as unknown as Rec;
    for (const stranger of [elsewhere, unseen, third]) expect((await put(stranger)).status).toBe(422);
    expect((await sara.delete(`/opportunities/${third.id}`)).status).toBe(204);
    expect(await names()).toEqual(['دو', 'یک']);
  });

  test('there is room below every card, also among those that came at the same moment', async () => {
    const cards: Rec[] = [];
    for (const name of ['الف', 'ب', 'پ', 'ت', 'ث']) cards.push(await newOpportunity(sara, { name, stageId: stage(1) }));
    const [, , , , moved] = cards as [Rec, Rec, Rec, Rec, Rec];
    const column = async () => (await board(sara)).columns[1]?.cards ?? [];
    await app.door.asSystem('test', (uow) =>
      uow.execute('update opportunities set board_rank = -5 where stage_id = $1', [stage(1)]),
    );
    const versions = new Map((await column()).map(({ id, version }) => [id, version]));
    for (let times = 0; times < 40; times += 1) {
      const others = (await column()).filter(({ id }) => id !== moved.id);
      const place = 1 + (times % others.length);
      body(
        await sara.post(`/opportunities/${moved.id}/move`, { stageId: stage(1), afterId: others[place - 1]?.id }),
        200,
      );
      const order = others.toSpliced(place, 0, { ...others[0], id: moved.id } as Card).map(({ id }) => id);
      expect((await column()).map(({ id }) => id)).toEqual(order);
    }
    for (const { id, version } of await column()) if (id !== moved.id) expect(version).toBe(versions.get(id));
    for (const { id } of cards) expect((await sara.delete(`/opportunities/${id}`)).status).toBe(204);
  });

  test('marks what is rotten and what comes next', async () => {
    await age(first.id, 20);
    body(
      await sara.post('/activities', {
        subject: 'تماس',
        dueAt: '2026-01-01T08:00:00.000Z',
        about: { type: 'opportunity', id: second.id },
      }),
      201,
    );
    const cards = (await board(sara)).columns[0]?.cards ?? [];
    expect(cards.map(({ name, stageDays, rotten, nextStep }) => [name, stageDays, rotten, nextStep])).toEqual([
      ['دو', 0, false, 'overdue'],
      ['یک', 20, true, 'none'],
    ]);
  });

  test.each([
    ['?pipelineId=7', 400],
    ['?pipelineId=019aa4b6-4500-786c-9415-000000000000', 404],
    ['?limit=500', 400],
    ['?colour=red', 400],
    [`?filter=${filter({ field: 'colour', op: 'eq', value: 1 })}`, 400],
  ])('%s is %s', async (query, status) => {
    expect((await sara.get<ProblemBody>(`/opportunities/board${query}`)).status).toBe(status);
  });

  test('hides amounts and their sums from whoever may not read them', async () => {
    const blind = await app.person({
      grants: salesGrants('all'),
      fields: [{ recordType: 'opportunity', field: 'amount', level: 'hidden' }],
    });
    const { columns } = await board(blind);
    expect(columns[0]).toMatchObject({ sum: null });
    expect(columns[0]?.cards.every((card) => (card as unknown as { amount: unknown }).amount === null)).toBe(true);
  });

  test('lists of what is about to be forgotten', async () => {
    const page = async (kind: string) =>
      body<Page>(await sara.get(`/opportunities/attention?kind=${kind}`), 200).data.map(({ name }) => name);
    expect(await page('rotten')).toEqual(['یک']);
    expect(await page('quiet')).toEqual(['یک']);
    expect(await page('noNextStep')).toEqual(['سه', 'یک']);
    expect(body(await sara.get('/opportunities/attention/counts'), 200)).toEqual({
      noNextStep: 2,
      quiet: 1,
      rotten: 1,
    });
    expect((await sara.get('/opportunities/attention?kind=lazy')).status).toBe(400);
    expect(
      body<Page>(await reza.get('/opportunities/attention?kind=noNextStep'), 200).data.map(({ name }) => name),
    ).toEqual(['چهار']);
  });
});
