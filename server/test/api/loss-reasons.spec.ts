import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { body, newOpportunity, type Page, type ProblemBody, type Rec, salesGrants } from '../factories/sales.js';
import { type Caller, createTestApp, type TestApp } from '../support/app.js';

let app: TestApp;
let sara: Caller;

beforeAll(async () => {
  app = await createTestApp();
  sara = await app.person({ grants: salesGrants() });
});
afterAll(() => app?.close());

describe('loss reasons', () => {
  test('come with a new installation, in order', async () => {
    const { data } = body<Page>(await sara.get('/loss-reasons'), 200);
    expect(data.map(({ name }) => name)).toEqual(['قیمت', 'رقیب', 'بودجه', 'زمان', 'نیاز نداشت', 'پاسخ نداد', 'دیگر']);
  });

  test('a removed one is no longer taken, but old losses keep it', async () => {
    const reason = body(await app.admin.post('/loss-reasons', { name: 'موقت', position: 9 }), 201);
    const [first, second] = [await newOpportunity(sara), await newOpportunity(sara)];
    body(await sara.post(`/opportunities/${first.id}/lose`, { lossReasonId: reason.id }), 200);
    expect((await app.admin.delete(`/loss-reasons/${reason.id}`)).status).toBe(204);
    const answer = await sara.post<ProblemBody>(`/opportunities/${second.id}/lose`, { lossReasonId: reason.id });
    expect([answer.status, answer.body.errors?.[0]?.code]).toEqual([422, 'link.notFound']);
    expect((await sara.get<Rec>(`/opportunities/${first.id}`)).body.lossReasonId).toBe(reason.id);
  });

  test('are changed by those who may', async () => {
    expect((await sara.post('/loss-reasons', { name: 'من' })).status).toBe(403);
    expect((await app.admin.post('/loss-reasons', { name: 'قیمت' })).status).toBe(409);
  });
});
