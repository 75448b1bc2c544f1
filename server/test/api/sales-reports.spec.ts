import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordTypes } from '../../src/platform/records/record-type.js';
import { RecordWriter } from '../../src/platform/records/record-writer.js';
import { clock } from '../../src/platform/context/clock.js';
import {
  body,
  defaultPipeline,
  type PipelineWithStages,
  type ProblemBody,
  type Rec,
  rial,
  salesGrants,
} from '../factories/sales.js';
import { type Caller, createTestApp, type TestApp } from '../support/app.js';

type Row = Record<string, unknown>;
interface Answer extends Row {
  totals: Row;
  byStage: Row[];
  groups?: Row[];
  stages: Row[];
  reasons: Row[];
  competitors: Row[];
  months: Row[];
  data: Row[];
  topOfFunnel: Row;
}

let app: TestApp;
let sara: Caller;
let reza: Caller;
let boss: Caller;
let blind: Caller;
let stranger: Caller;
let pipeline: PipelineWithStages;
const now = clock.now;
const price = '019aa4b6-4500-7b65-9675-a94dea0f1ec6';

const stage = (position: number): string => (pipeline.stages[position] as Rec).id;
const report = async (caller: Caller, path: string) => body<Answer>(await caller.get(`/reports/sales/${path}`), 200);

/** Notes an old opportunity as an import does: state and dates of its end are set. */
async function old(owner: Caller, values: Row, set: Row = {}): Promise<string> {
  const made = await app.door.asSystem('test', (uow) =>
    app.app
      .get(RecordWriter)
      .create(uow, recordTypes.get('opportunity'), { name: 'قدیمی', ownerId: owner.userId, ...values }, { set }),
  );
  return made.id;
}

beforeAll(async () => {
  app = await createTestApp();
  sara = await app.person({ grants: salesGrants(), fullName: 'سارا' });
  reza = await app.person({ grants: salesGrants(), fullName: 'رضا' });
  boss = await app.person({ grants: salesGrants('all') });
  blind = await app.person({
    grants: salesGrants('all'),
    fields: [{ recordType: 'opportunity', field: 'amount', level: 'hidden' }],
  });
  stranger = await app.person({ grants: salesGrants().filter(({ recordType }) => recordType !== 'opportunity') });
  pipeline = await defaultPipeline(boss);
  // 1405-08-23
  clock.now = () => new Date('2026-11-14T08:30:00Z');
  const product = body(await app.admin.post('/products', { name: 'پمپ' }), 201).id;
  await old(
    sara,
    { amount: rial(1000), engagedOn: '2026-09-01', productId: product, source: 'referral' },
    { status: 'won', closedOn: '2026-10-01' },
  );
  await old(sara, { amount: rial(501), engagedOn: '2026-10-10' }, { status: 'won', closedOn: '2026-11-10' });
  await old(
    reza,
    { amount: rial(300), engagedOn: '2026-10-01', productId: product },
    { status: 'won', closedOn: '2026-11-01' },
  );
  await old(
    reza,
    { amount: rial(50), engagedOn: '2026-10-01', stageId: stage(1) },
    { status: 'lost', closedOn: '2026-10-11', lossReasonId: price },
  );
  await old(reza, { amount: rial(70), engagedOn: '2026-11-01' }, { status: 'lost', closedOn: '2026-11-05' });
  await old(sara, { amount: rial(2000), engagedOn: '2026-11-01', stageId: stage(2), expectedCloseOn: '2026-11-20' });
  await old(reza, { amount: rial(400), engagedOn: '2026-11-04', expectedCloseOn: '2026-10-01' });
  body(await reza.post('/activities', { subject: 'تماس', type: 'call', doneAt: '2026-11-10T08:00:00.000Z' }), 201);
});
afterAll(async () => {
  clock.now = now;
  await app?.close();
});

describe('summary', () => {
  test('counts, adds, and works out rate, mean and cycle', async () => {
    const { totals, byStage } = await report(boss, 'summary');
    expect(totals).toEqual({
      count: 7,
      open: 2,
      won: 3,
      lost: 2,
      openAmount: rial(2400),
      weightedAmount: rial(940),
      wonAmount: rial(1801),
      lostAmount: rial(120),
      winRate: 0.6,
      averageWon: rial('600.33'),
      wonCycleDays: 30.67,
      lostCycleDays: 7,
    });
    expect(byStage).toEqual([
      { stageId: stage(0), name: 'تماس اولیه', count: 1, amount: rial(400) },
      { stageId: stage(2), name: 'ارائهٔ پیشنهاد', count: 1, amount: rial(2000) },
    ]);
  });

  test('covers only what the caller sees', async () => {
    expect((await report(sara, 'summary')).totals).toMatchObject({
      count: 3,
      won: 2,
      lost: 0,
      wonAmount: rial(1501),
      winRate: 1,
    });
    expect((await report(sara, 'summary?groupBy=owner')).groups).toHaveLength(1);
  });

  test('groups by owner, product, source and Jalali month', async () => {
    const groups = async (by: string) => (await report(boss, `summary?groupBy=${by}`)).groups ?? [];
    expect((await groups('owner')).map(({ label, wonAmount }) => [label, wonAmount])).toEqual([
      ['سارا', rial(1501)],
      ['رضا', rial(300)],
    ]);
    expect((await groups('product'))[0]).toMatchObject({ label: 'پمپ', count: 2, wonAmount: rial(1300) });
    expect((await groups('source')).find(({ key }) => key === 'referral')).toMatchObject({ won: 1 });
    expect((await groups('month')).map(({ key, won, lost, open }) => [key, won, lost, open])).toEqual([
      ['1405-07', 1, 1, 0],
      ['1405-08', 2, 1, 2],
    ]);
  });

  test('keeps to period, owner and filter', async () => {
    expect((await report(boss, 'summary?period=1405-08')).totals).toMatchObject({ won: 2, lost: 1, open: 2 });
    expect((await report(boss, 'summary?period=thisJalaliMonth')).totals).toMatchObject({ won: 2, lost: 1, open: 2 });
    expect((await report(boss, 'summary?from=2026-11-01&to=2026-11-01')).totals).toMatchObject({
      won: 1,
      open: 1,
      count: 2,
    });
    expect((await report(boss, `summary?ownerId=${reza.userId}`)).totals).toMatchObject({ count: 4 });
    const filter = encodeURIComponent(JSON.stringify({ field: 'amount', op: 'gte', value: '501' }));
    expect((await report(boss, `summary?filter=${filter}`)).totals).toMatchObject({ count: 3, won: 2 });
  });

  test.each([
    'summary?groupBy=colour',
    'summary?period=1405-14',
    'summary?from=2026-02-30',
    'summary?ownerId=7',
    'funnel?colour=red',
    'forecast?months=0',
    'owners?filter={',
  ])('%s is refused', async (path) => {
    const answer = await boss.get<ProblemBody>(`/reports/sales/${path}`);
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.[0]?.message).toBeTruthy();
  });

  test('is closed to whoever may not read amounts', async () => {
    for (const path of ['summary', 'funnel', 'stage-times', 'loss-reasons', 'forecast', 'owners'])
      expect((await blind.get(`/reports/sales/${path}`)).status).toBe(403);
    expect((await stranger.get('/reports/sales/summary')).status).toBe(403);
  });
});

describe('funnel', () => {
  test('tells who came how far and where they were lost', async () => {
    const funnel = await report(boss, 'funnel');
    expect(funnel).toMatchObject({ count: 7, won: 3, conversion: 0.42857 });
    expect(funnel.stages.map(({ reached, conversion, open, lost }) => [reached, conversion, open, lost])).toEqual([
      [7, 0.71429, 1, 1],
      [5, 0.8, 0, 1],
      [4, 0.75, 1, 0],
      [3, 1, 0, 0],
      [3, 1, 0, 0],
    ]);
    expect(funnel.topOfFunnel).toEqual({ open: 1, wonPerMonth: 1, needed: 10, alarm: true });
  });

  test('a move back does not take away how far one came', async () => {
    const id = await old(sara, { amount: rial(1), engagedOn: '2020-01-01', stageId: stage(2) });
    body(await sara.post(`/opportunities/${id}/move`, { stageId: stage(0) }), 200);
    const { stages } = await report(sara, 'funnel?from=2020-01-01&to=2020-01-01');
    expect(stages.map(({ reached, open }) => [reached, open])).toEqual([
      [1, 1],
      [1, 0],
      [1, 0],
      [0, 0],
      [0, 0],
    ]);
    expect((await sara.delete(`/opportunities/${id}`)).status).toBe(204);
  });
});

test('time in stages counts stays that are over and stays that go on', async () => {
  const { stages } = await report(boss, 'stage-times');
  // Stage 0: 30, 31, 31 and 4 days until closed, and 10 days so far. The clock stands at noon.
  expect(stages[0]).toMatchObject({ stays: 5, running: 1, medianDays: 30, meanDays: 21.3 });
  expect(stages[1]).toMatchObject({ stays: 1, running: 0, meanDays: 10 });
  expect(stages[3]).toMatchObject({ stays: 0, meanDays: null });
});

test('loss reasons have their shares', async () => {
  const { lost, lostAmount, reasons, stages } = await report(boss, 'loss-reasons');
  expect([lost, lostAmount]).toEqual([2, rial(120)]);
  expect(reasons).toEqual(
    expect.arrayContaining([
      { key: price, label: 'قیمت', count: 1, amount: rial(50), share: 0.5 },
      { key: null, label: null, count: 1, amount: rial(70), share: 0.5 },
    ]),
  );
  expect(stages.map(({ label }) => label).sort()).toEqual(['تماس اولیه', 'نیازسنجی'].sort());
  expect(await report(sara, 'loss-reasons')).toMatchObject({ lost: 0, reasons: [] });
});

test('forecast adds what is won to what is expected, and what is late to this month', async () => {
  const { months } = await report(boss, 'forecast?months=2');
  expect(months[0]).toMatchObject({
    month: '1405-08',
    won: 2,
    wonAmount: rial(801),
    open: 2,
    late: 1,
    openAmount: rial(2400),
    weightedAmount: rial(940),
    byProbability: rial(1741),
  });
  expect(months[1]).toMatchObject({ month: '1405-09', open: 0, byHistory: rial(0) });
});

test('owners have their figures, activities and share', async () => {
  const { data } = await report(boss, 'owners');
  expect(
    data.map(({ name, wonAmount, winRate, activities, wonShare }) => [name, wonAmount, winRate, activities, wonShare]),
  ).toEqual([
    ['سارا', rial(1501), 1, 0, 0.83343],
    ['رضا', rial(300), 0.33333, 1, 0.16657],
  ]);
});

test('the file of an account shows its sales', async () => {
  const account = body(await sara.post('/accounts', { kind: 'company', name: 'آرمان', relation: 'customer' }), 201);
  await old(
    sara,
    { amount: rial(9), engagedOn: '2019-01-01', accountId: account.id },
    { status: 'won', closedOn: '2019-02-01' },
  );
  await old(reza, { amount: rial(5), engagedOn: '2019-01-01', accountId: account.id });
  const file = body<{ sections: { sales: Row } }>(await sara.get(`/accounts/${account.id}/file`), 200);
  expect(file.sections.sales).toMatchObject({
    open: { count: 0 },
    won: { count: 1, amount: rial(9) },
    lost: { count: 0 },
  });
  expect((file.sections.sales.opportunities as Row[]).map(({ amount }) => amount)).toEqual([rial(9)]);
});
