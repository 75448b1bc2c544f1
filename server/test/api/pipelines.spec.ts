import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  body,
  defaultPipeline,
  newOpportunity,
  type Page,
  type PipelineWithStages,
  type ProblemBody,
  type Rec,
  rial,
  salesGrants,
} from '../factories/sales.js';
import { type Caller, createTestApp, type TestApp } from '../support/app.js';

let app: TestApp;
let sara: Caller;

beforeAll(async () => {
  app = await createTestApp();
  sara = await app.person({ grants: salesGrants() });
});
afterAll(() => app?.close());

const spec = (...names: string[]) => names.map((name, i) => ({ name, probabilityPercent: 20 * (i + 1) }));
const pipeline = async (id: string) => body<PipelineWithStages>(await app.admin.get(`/pipelines/${id}`), 200);
let made = 0;
const newPipeline = async (stages?: unknown): Promise<PipelineWithStages> => {
  made += 1;
  return pipeline(
    body(await app.admin.post('/pipelines', { name: `کاریز ${made}`, ...(stages ? { stages } : {}) }), 201).id,
  );
};

describe('pipelines', () => {
  test('a new installation has one with five stages', async () => {
    const { name, stages } = await defaultPipeline(sara);
    expect([name, ...stages.map((stage) => stage.name)]).toEqual([
      'کاریز فروش',
      'تماس اولیه',
      'نیازسنجی',
      'ارائهٔ پیشنهاد',
      'مذاکره',
      'آمادهٔ قرارداد',
    ]);
    expect(stages.map((stage) => stage.probabilityPercent)).toEqual([10, 25, 45, 65, 85]);
  });

  test('a new one has the usual stages, or those that are given, in order', async () => {
    expect((await newPipeline()).stages).toHaveLength(5);
    const { stages } = await newPipeline(spec('الف', 'ب', 'ج'));
    expect(stages.map(({ name, position, probabilityPercent }) => [name, position, probabilityPercent])).toEqual([
      ['الف', 0, 20],
      ['ب', 1, 40],
      ['ج', 2, 60],
    ]);
  });

  test.each([
    ['two stages', spec('الف', 'ب'), 422, 'stages'],
    ['eight stages', spec(...'abcdefgh'), 422, 'stages'],
    ['no list', { name: 'x' }, 400, 'stages'],
    ['an unknown property', [...spec('الف', 'ب'), { name: 'ج', colour: 'red' }], 400, 'stages[2].colour'],
    [
      'a stage of another pipeline',
      [...spec('الف', 'ب'), { name: 'ج', id: '019aa4b6-4500-7561-883a-2ae1d9b2a804' }],
      422,
      'stages[2].id',
    ],
  ])('with %s is refused', async (_, stages, status, path) => {
    const answer = await app.admin.post<ProblemBody>('/pipelines', { name: 'نادرست', stages });
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([status, path]);
    expect(body<Page>(await app.admin.get('/pipelines?q=نادرست'), 200).data).toEqual([]);
  });

  test('the list of stages can be renamed, reordered, shortened and extended at once', async () => {
    const before = await newPipeline(spec('الف', 'ب', 'ج', 'د'));
    const [a, b, , d] = before.stages.map(({ id }) => id);
    body(
      await app.admin.patch(`/pipelines/${before.id}`, {
        stages: [
          { id: d, name: 'د' },
          { id: a, name: 'الف نو', probabilityPercent: 33 },
          { id: b, name: 'ب' },
          { name: 'تازه', probabilityPercent: 90 },
        ],
      }),
      200,
    );
    const after = await pipeline(before.id);
    expect(after.stages.map(({ name }) => name)).toEqual(['د', 'الف نو', 'ب', 'تازه']);
    expect(after.stages[1]).toMatchObject({ id: a, probabilityPercent: 33 });
    expect(after.version).toBeGreaterThan(before.version);
    const stale = await app.admin.patch(
      `/pipelines/${before.id}`,
      { stages: spec('x', 'y', 'z') },
      { 'if-match': `"${before.version}"` },
    );
    expect(stale.status).toBe(412);
    expect((await pipeline(before.id)).stages).toHaveLength(4);
  });

  test('a stage with open opportunities stays until they are merged into another one', async () => {
    const { id, stages } = await newPipeline(spec('الف', 'ب', 'ج', 'د'));
    const [a, b, c, d] = stages.map((stage) => stage.id);
    const opportunity = await newOpportunity(sara, { pipelineId: id, stageId: b, amount: rial(5) });
    const kept = [
      { id: a, name: 'الف' },
      { id: c, name: 'ج' },
      { id: d, name: 'د' },
    ];
    const refused = await app.admin.patch<ProblemBody>(`/pipelines/${id}`, { stages: kept });
    expect([refused.status, refused.body.code]).toEqual([422, 'stage.inUse']);
    expect((await app.admin.delete<ProblemBody>(`/stages/${b}`)).body).toMatchObject({
      status: 422,
      code: 'stage.inUse',
    });
    expect((await app.admin.delete<ProblemBody>(`/pipelines/${id}`)).body).toMatchObject({
      status: 422,
      code: 'pipeline.inUse',
    });
    expect((await pipeline(id)).stages).toHaveLength(4);

    const foreign = await app.admin.post<ProblemBody>(`/stages/${b}/merge`, {
      intoStageId: '019aa4b6-4500-7561-883a-2ae1d9b2a804',
    });
    expect([foreign.status, foreign.body.errors?.[0]?.code]).toEqual([422, 'stage.notInPipeline']);
    expect(body(await app.admin.post(`/stages/${b}/merge`, { intoStageId: c }), 200)).toEqual({ moved: 1 });
    expect((await pipeline(id)).stages.map(({ name }) => name)).toEqual(['الف', 'ج', 'د']);
    expect((await sara.get<Rec>(`/opportunities/${opportunity.id}`)).body).toMatchObject({ stageId: c, version: 2 });
    const moves = body<{ data: { toStageId: string }[] }>(
      await sara.get(`/opportunities/${opportunity.id}/stage-moves`),
      200,
    ).data;
    expect(moves.map(({ toStageId }) => toStageId)).toEqual([b, c]);
  });

  test('stages by themselves keep to the limits as well', async () => {
    const { id, stages } = await newPipeline(spec('الف', 'ب', 'ج'));
    const gone = await app.admin.delete<ProblemBody>(`/stages/${stages[0]?.id}`);
    expect([gone.status, gone.body.code]).toEqual([422, 'pipeline.stageCount']);
    for (const name of ['د', 'ه', 'و', 'ز'])
      body(await app.admin.post('/stages', { pipelineId: id, name, position: 9 }), 201);
    expect((await app.admin.post('/stages', { pipelineId: id, name: 'ح' })).status).toBe(422);
    expect((await pipeline(id)).stages).toHaveLength(7);
    const unknown = await app.admin.patch<ProblemBody>(`/stages/${stages[1]?.id}`, { requiredFields: ['colour'] });
    expect([unknown.status, unknown.body.errors?.[0]?.code]).toEqual([422, 'stage.unknownField']);
  });

  test("are the administrator's to change", async () => {
    const { id, stages } = await defaultPipeline(sara);
    expect((await sara.post('/pipelines', { name: 'من' })).status).toBe(403);
    expect((await sara.patch(`/pipelines/${id}`, { name: 'من' })).status).toBe(403);
    expect((await sara.post(`/stages/${stages[0]?.id}/merge`, { intoStageId: stages[1]?.id })).status).toBe(403);
  });
});
