import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { body, type Page, type ProblemBody, rial, salesGrants } from '../factories/sales.js';
import { type Caller, createTestApp, type TestApp } from '../support/app.js';

let app: TestApp;
let sara: Caller;

beforeAll(async () => {
  app = await createTestApp();
  sara = await app.person({ grants: salesGrants() });
});
afterAll(() => app?.close());

describe('products', () => {
  test('are found by name and code, whatever the keyboard', async () => {
    const made = body(
      await app.admin.post('/products', { name: 'پمپ كيفي', code: 'GTX-100', unit: 'دستگاه', price: rial(1_500_000) }),
      201,
    );
    expect(made).toMatchObject({ name: 'پمپ کیفی', active: true, price: rial(1_500_000) });
    for (const q of ['کیفی', 'gtx', 'GTX-100'])
      expect(body<Page>(await sara.get(`/products?q=${encodeURIComponent(q)}`), 200).data.map(({ id }) => id)).toEqual([
        made.id,
      ]);
  });

  test('never share a code, and are read by all but changed by few', async () => {
    const first = body(await app.admin.post('/products', { name: 'الف', code: 'A1' }), 201);
    const again = await app.admin.post<ProblemBody>('/products', { name: 'ب', code: 'A1' });
    expect([again.status, again.body.errors?.[0]?.path]).toEqual([409, 'code']);
    expect((await sara.get(`/products/${first.id}`)).status).toBe(200);
    expect((await sara.post('/products', { name: 'ج' })).status).toBe(403);
    expect((await sara.patch(`/products/${first.id}`, { name: 'ج' })).status).toBe(403);
    expect((await app.admin.post('/products', { name: 'د', price: rial(-1) })).status).toBe(400);
  });
});
