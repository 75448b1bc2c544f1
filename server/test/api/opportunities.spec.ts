import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  amountOf,
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
  undoLast,
} from '../factories/sales.js';
import { type Caller, createTestApp, type TestApp } from '../support/app.js';

let app: TestApp;
let sara: Caller;
let reza: Caller;
let pipeline: PipelineWithStages;
let reason: Rec;

beforeAll(async () => {
  app = await createTestApp();
  [sara, reza] = [await app.person({ grants: salesGrants() }), await app.person({ grants: salesGrants() })];
  pipeline = await defaultPipeline(sara);
  reason = body<Page>(await sara.get('/loss-reasons'), 200).data[0] as Rec;
});
afterAll(() => app?.close());

const stage = (position: number): string => (pipeline.stages[position] as Rec).id;
const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tehran' }).format(new Date());
const stored = (caller: Caller, id: string) => caller.get<Rec>(`/opportunities/${id}`);

interface Move {
  fromStageId: string | null;
  toStageId: string;
  fromStatus: string | null;
  toStatus: string;
  by: string;
}
const moves = (caller: Caller, id: string) =>
  caller
    .get<{ data: Move[] }>(`/opportunities/${id}/stage-moves`)
    .then((answer) => body<{ data: Move[] }>(answer, 200).data);

describe('a new opportunity', () => {
  test('starts in the first stage of the default pipeline with its probability', async () => {
    const made = await newOpportunity(sara, { amount: rial(1000) });
    expect(made).toMatchObject({
      pipelineId: pipeline.id,
      stageId: stage(0),
      status: 'open',
      probabilityPercent: 10,
      weightedAmount: rial(100),
      engagedOn: today(),
      ownerId: sara.userId,
      closedAt: null,
    });
    expect(await moves(sara, made.id)).toEqual([
      expect.objectContaining({ fromStageId: null, toStageId: stage(0), toStatus: 'open', by: sara.userId }),
    ]);
  });

  test('keeps a probability that was given', async () => {
    const made = await newOpportunity(sara, { amount: rial(1000), probabilityPercent: 42.5 });
    expect(made.weightedAmount).toEqual(rial(425));
  });

  test('is refused in a stage whose required fields are empty, and names them', async () => {
    const answer = await sara.post<ProblemBody>('/opportunities', { name: 'بی‌مبلغ', stageId: stage(3) });
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map(({ path, code }) => [path, code])).toEqual([
      ['amount', 'stage.requires'],
      ['expectedCloseOn', 'stage.requires'],
    ]);
    expect(answer.body.errors?.[0]?.message).toContain('مذاکره');
  });

  test.each([
    ['a readonly field', { status: 'won' }, 400, 'status', 'field.readonly'],
    ['a negative amount', { amount: rial(-1) }, 400, 'amount', 'money.negative'],
    ['an impossible date', { expectedCloseOn: '2026-02-30' }, 400, 'expectedCloseOn', 'field.impossibleDate'],
    ['an unknown account', { accountId: '019aa4b6-4500-786c-9415-000000000000' }, 422, 'accountId', 'link.notFound'],
    ['an unknown stage', { stageId: '019aa4b6-4500-786c-9415-000000000000' }, 422, 'stageId', 'link.notFound'],
    ['an unknown field', { colour: 'red' }, 400, 'colour', 'field.unknown'],
  ])('is refused with %s', async (_, values, status, path, code) => {
    const answer = await sara.post<ProblemBody>('/opportunities', { name: 'نادرست', ...values });
    expect([answer.status, answer.body.errors?.[0]?.path, answer.body.errors?.[0]?.code]).toEqual([status, path, code]);
    expect(body<Page>(await sara.get('/opportunities?q=نادرست'), 200).data).toHaveLength(0);
  });
});

describe('moving', () => {
  test('takes the probability of the new stage and writes a row of history', async () => {
    const made = await newOpportunity(sara, { amount: rial(2000) });
    const moved = body(
      await sara.post(`/opportunities/${made.id}/move`, { stageId: stage(2) }, { 'if-match': '"1"' }),
      200,
    );
    expect(moved).toMatchObject({ stageId: stage(2), probabilityPercent: 45, weightedAmount: rial(900), version: 2 });
    expect(await moves(sara, made.id)).toEqual([
      expect.objectContaining({ fromStageId: null, toStageId: stage(0) }),
      expect.objectContaining({ fromStageId: stage(0), toStageId: stage(2), by: sara.userId }),
    ]);
  });

  test('names what the stage requires and changes nothing', async () => {
    const made = await newOpportunity(sara);
    const answer = await sara.post<ProblemBody>(`/opportunities/${made.id}/move`, { stageId: stage(4) });
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map(({ path }) => path)).toEqual(['accountId', 'amount', 'expectedCloseOn']);
    expect((await stored(sara, made.id)).body).toMatchObject({ stageId: stage(0), version: 1 });
  });

  test('a field that the stage requires can not be emptied there', async () => {
    const made = await newOpportunity(sara, { amount: rial(10), stageId: stage(2) });
    const answer = await sara.patch<ProblemBody>(`/opportunities/${made.id}`, { amount: null });
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, 'amount']);
    body(await sara.patch(`/opportunities/${made.id}`, { name: 'نام تازه' }), 200);
  });

  test('refuses a stage of another pipeline', async () => {
    const other = body<Rec>(await app.admin.post('/pipelines', { name: 'کاریز دیگر' }), 201);
    const full = body<PipelineWithStages>(await app.admin.get(`/pipelines/${other.id}`), 200);
    const made = await newOpportunity(sara);
    const foreign = (full.stages[0] as Rec).id;
    for (const answer of [
      await sara.post<ProblemBody>(`/opportunities/${made.id}/move`, { stageId: foreign }),
      await sara.patch<ProblemBody>(`/opportunities/${made.id}`, { stageId: foreign, pipelineId: pipeline.id }),
    ])
      expect([answer.status, answer.body.errors?.[0]?.code]).toEqual([422, 'stage.notInPipeline']);
    const changed = body(await sara.patch(`/opportunities/${made.id}`, { pipelineId: other.id }), 200);
    expect(changed).toMatchObject({ pipelineId: other.id, stageId: foreign });
  });

  test('a stale version is refused with the record as it is', async () => {
    const made = await newOpportunity(sara);
    body(await sara.patch(`/opportunities/${made.id}`, { name: 'نو' }), 200);
    const answer = await sara.post<ProblemBody>(
      `/opportunities/${made.id}/move`,
      { stageId: stage(1) },
      { 'if-match': '"1"' },
    );
    expect([answer.status, answer.body.current?.name]).toEqual([412, 'نو']);
    expect((await stored(sara, made.id)).body.stageId).toBe(stage(0));
  });
});

describe('winning, losing and reopening', () => {
  test('a won one is sure, closed today, and keeps the reason', async () => {
    const made = await newOpportunity(sara, { amount: rial(500) });
    const won = body(await sara.post(`/opportunities/${made.id}/win`, { reason: 'کیفیت' }), 200);
    expect(won).toMatchObject({
      status: 'won',
      probabilityPercent: 100,
      weightedAmount: rial(500),
      closedOn: today(),
      wonReason: 'کیفیت',
    });
    expect(won.closedAt).toMatch(/^\d{4}-.*Z$/);
    expect((await moves(sara, made.id)).at(-1)).toMatchObject({ fromStatus: 'open', toStatus: 'won' });
  });

  test('a lost one has reason, note and the competitor that won', async () => {
    const rival = await newAccount(sara, { name: 'رقیب', relation: 'competitor' });
    const made = await newOpportunity(sara, { amount: rial(500) });
    const lost = body(
      await sara.post(`/opportunities/${made.id}/lose`, {
        lossReasonId: reason.id,
        note: 'ارزان‌تر بود',
        competitorId: rival.id,
      }),
      200,
    );
    expect(lost).toMatchObject({
      status: 'lost',
      probabilityPercent: 0,
      weightedAmount: rial(0),
      lossReasonId: reason.id,
      lossNote: 'ارزان‌تر بود',
      lostToId: rival.id,
      competitorIds: [rival.id],
    });
  });

  test('reopening puts it back into its stage and forgets the result', async () => {
    const made = await newOpportunity(sara, { amount: rial(1000), stageId: stage(2) });
    body(await sara.post(`/opportunities/${made.id}/lose`, { lossReasonId: reason.id }), 200);
    const open = body(await sara.post(`/opportunities/${made.id}/reopen`), 200);
    expect(open).toMatchObject({
      status: 'open',
      stageId: stage(2),
      probabilityPercent: 45,
      lossReasonId: null,
      closedOn: null,
      closedAt: null,
    });
  });

  test('a closed one can be neither moved, won nor lost; an open one not reopened', async () => {
    const made = await newOpportunity(sara);
    expect((await sara.post(`/opportunities/${made.id}/reopen`)).body).toMatchObject({
      status: 409,
      code: 'opportunity.open',
    });
    body(await sara.post(`/opportunities/${made.id}/win`, {}), 200);
    for (const [verb, values] of [
      ['win', {}],
      ['lose', { lossReasonId: reason.id }],
      ['move', { stageId: stage(1) }],
    ] as const) {
      const answer = await sara.post<ProblemBody>(`/opportunities/${made.id}/${verb}`, values);
      expect([verb, answer.status, answer.body.code]).toEqual([verb, 409, 'opportunity.closed']);
    }
    const edited = await sara.patch<ProblemBody>(`/opportunities/${made.id}`, { stageId: stage(1) });
    expect([edited.status, edited.body.errors?.[0]?.code]).toEqual([422, 'opportunity.closed']);
  });

  test.each([
    ['a missing reason', {}, 400, 'lossReasonId'],
    ['an unknown reason', { lossReasonId: '019aa4b6-4500-786c-9415-000000000000' }, 422, 'lossReasonId'],
    ['an unknown property', { lossReasonId: '019aa4b6-4500-7b65-9675-a94dea0f1ec6', why: 'x' }, 400, 'why'],
    [
      'a day in the future',
      { lossReasonId: '019aa4b6-4500-7b65-9675-a94dea0f1ec6', closedOn: '2190-01-01' },
      422,
      'closedOn',
    ],
    [
      'an impossible day',
      { lossReasonId: '019aa4b6-4500-7b65-9675-a94dea0f1ec6', closedOn: '2025-02-30' },
      400,
      'closedOn',
    ],
  ])('losing with %s is refused', async (_, values, status, path) => {
    const made = await newOpportunity(sara);
    const answer = await sara.post<ProblemBody>(`/opportunities/${made.id}/lose`, values);
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([status, path]);
    expect((await stored(sara, made.id)).body).toMatchObject({ status: 'open', version: 1 });
  });

  test('two wins at once give one result', async () => {
    const made = await newOpportunity(sara);
    const answers = await Promise.all([1, 2, 3, 4].map(() => sara.post(`/opportunities/${made.id}/win`, {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect((await moves(sara, made.id)).filter(({ toStatus }) => toStatus === 'won')).toHaveLength(1);
    expect((await stored(sara, made.id)).body.version).toBe(2);
  });
});

describe('visibility', () => {
  test('a colleague with a scope of their own neither sees nor changes it', async () => {
    const made = await newOpportunity(sara, { name: 'محرمانه' });
    expect((await stored(reza, made.id)).status).toBe(404);
    expect((await reza.post(`/opportunities/${made.id}/win`, {})).status).toBe(404);
    expect((await reza.post(`/opportunities/${made.id}/move`, { stageId: stage(1) })).status).toBe(404);
    expect((await reza.get(`/opportunities/${made.id}/stage-moves`)).status).toBe(404);
    expect(body<Page>(await reza.get('/opportunities?q=محرمانه'), 200).data).toEqual([]);
    expect((await stored(sara, made.id)).body).toMatchObject({ status: 'open', version: 1 });
  });

  test('whoever may look but not edit gets 403', async () => {
    const viewer = await app.person({
      grants: [
        ...salesGrants().filter(({ action }) => action !== 'edit'),
        { recordType: 'opportunity', action: 'view', scope: 'all' },
      ],
    });
    const made = await newOpportunity(sara);
    expect((await viewer.post(`/opportunities/${made.id}/win`, {})).status).toBe(403);
    expect((await stored(viewer, made.id)).body).toMatchObject({ status: 'open' });
  });
});

describe('product lines', () => {
  test('the amount follows the lines, and the main product is the first', async () => {
    const product = body(
      await app.admin.post('/products', { name: 'دستگاه الف', code: 'A-1', price: rial(1000) }),
      201,
    );
    const made = await newOpportunity(sara, { amountFromLines: true });
    const line = body(
      await sara.post('/opportunity-lines', {
        opportunityId: made.id,
        productId: product.id,
        quantity: 3,
        discountPercent: 10,
      }),
      201,
    );
    expect(line).toMatchObject({ description: 'دستگاه الف', unitPrice: rial(1000), total: rial(2700) });
    body(
      await sara.post('/opportunity-lines', { opportunityId: made.id, description: 'نصب', unitPrice: rial(300) }),
      201,
    );
    const after = (await stored(sara, made.id)).body;
    expect(after).toMatchObject({ amount: rial(3000), weightedAmount: rial(300), productId: product.id });
    body(await sara.patch(`/opportunity-lines/${line.id}`, { quantity: 1 }), 200);
    expect(amountOf((await stored(sara, made.id)).body.amount)).toBe('1200');
    expect((await sara.delete(`/opportunity-lines/${line.id}`)).status).toBe(204);
    expect(amountOf((await stored(sara, made.id)).body.amount)).toBe('300');
  });

  test('are seen and changed by whoever sees and changes the opportunity', async () => {
    const made = await newOpportunity(sara);
    const line = body(
      await sara.post('/opportunity-lines', { opportunityId: made.id, description: 'الف', unitPrice: rial(5) }),
      201,
    );
    expect((await reza.get(`/opportunity-lines/${line.id}`)).status).toBe(404);
    expect((await reza.post('/opportunity-lines', { opportunityId: made.id, description: 'ب' })).status).toBe(404);
    expect(body<Page>(await reza.get('/opportunity-lines'), 200).data).toEqual([]);
    const manager = await app.person({ grants: salesGrants('all') });
    body(await manager.patch(`/opportunity-lines/${line.id}`, { quantity: 2 }), 200);
  });
});

describe('undo', () => {
  const SAME = [
    'stageId',
    'status',
    'probabilityPercent',
    'weightedAmount',
    'closedOn',
    'closedAt',
    'lossReasonId',
    'lossNote',
    'wonReason',
    'stageEnteredAt',
    'boardRank',
    'competitorIds',
  ];
  const state = async (id: string) => {
    const record = (await stored(sara, id)).body;
    return Object.fromEntries(SAME.map((name) => [name, record[name]]));
  };

  test.each([
    ['a win', async () => undefined, 'win', { reason: 'کیفیت' }],
    ['a loss', async () => undefined, 'lose', { note: 'گران', lossReasonId: '019aa4b6-4500-7b65-9675-a94dea0f1ec6' }],
    ['a move', async () => undefined, 'move', { stageId: '019aa4b6-4500-7763-8e86-9451c4714cb0' }],
    [
      'a reopening',
      (id: string) => sara.post(`/opportunities/${id}/lose`, { lossReasonId: reason.id, note: 'گران' }),
      'reopen',
      {},
    ],
  ])('takes back %s', async (_, prepare, verb, values) => {
    const made = await newOpportunity(sara, { amount: rial(1000), probabilityPercent: 33 });
    await prepare(made.id);
    const before = await state(made.id);
    body(await sara.post(`/opportunities/${made.id}/${verb}`, values), 200);
    expect(await state(made.id)).not.toEqual(before);
    expect(await undoLast(sara, 'opportunities', made.id)).toEqual(expect.objectContaining({ undone: 1, skipped: [] }));
    expect(await state(made.id)).toEqual(before);
  });
});
