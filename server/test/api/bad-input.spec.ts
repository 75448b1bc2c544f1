import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/app.js';

interface ProblemBody {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly requestId: string;
  readonly errors?: { path: string; code: string }[];
}

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

describe('bad input', () => {
  it.each([
    ['/accounts/%u0041', 400],
    ['/accounts/%', 400],
    [`/accounts/${'%DB%8C'.repeat(501)}`, 414],
  ])('gets a problem also when the address itself cannot be read: %.30s', async (path, status) => {
    const { status: got, body, headers } = await app.admin.get<ProblemBody>(path);
    expect([got, body.status]).toEqual([status, status]);
    expect(headers['content-type']).toMatch(/problem\+json/);
    expect(body.detail).toMatch(/[\u0600-\u06ff]/);
    expect(body.requestId).toBe(headers['x-request-id']);
    const english = await app.admin.get<ProblemBody>(path, { 'accept-language': 'en' });
    expect(english.body.detail).toMatch(/^[A-Z]/);
  });

  it('is refused beside the rows of a bulk write, and no row is written', async () => {
    const rows = [{ externalId: 'B-1', name: 'بازرگانی آرمان' }];
    const answer = await app.admin.post<ProblemBody>('/accounts/bulk', { data: rows, isAdmin: true, __atomic: 1 });
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.map(({ path, code }) => [path, code])).toEqual([
      ['isAdmin', 'field.unknown'],
      ['__atomic', 'field.unknown'],
    ]);
    expect((await app.admin.get<{ data: unknown[] }>('/accounts')).body.data).toEqual([]);
  });

  it('is refused with all its faults when many records are to be changed at once', async () => {
    const nothing = await app.admin.post<ProblemBody>('/accounts/bulk-edit', { filter: {}, changes: null });
    expect([nothing.status, nothing.body.errors?.[0]?.path]).toEqual([400, 'changes']);
    const tagless = await app.admin.post<ProblemBody>('/activities/bulk-edit', { filter: {}, removeTags: ['سرد'] });
    expect([tagless.status, tagless.body.errors?.[0]?.path]).toEqual([400, 'tags']);
    const unknown = await app.admin.post<ProblemBody>('/accounts/bulk-delete', { filter: {}, everything: 1, now: 1 });
    expect(unknown.body.errors?.map(({ path }) => path)).toEqual(['everything', 'now']);
  });

  it.each([
    ['/lead-scoring', 'PATCH'],
    ['/auth/login', 'POST'],
    ['/accounts', 'POST'],
  ] as const)('is refused by its name also where it is named like what every object has: %s', async (path, method) => {
    for (const name of ['isAdmin', 'constructor', 'toString']) {
      const body = { username: 'a', password: 'b', [name]: { isAdmin: true } };
      const answer = await app.admin.call<ProblemBody>(method, path, body);
      expect(answer.status).toBe(400);
      expect(answer.body.errors?.map((fault) => fault.path)).toContain(name);
    }
  });

  it('is refused when it is nested without end, on every kind of route', async () => {
    const endless = '['.repeat(3_000) + ']'.repeat(3_000);
    for (const [path, name] of [
      ['/api-keys', 'name'],
      ['/accounts', 'tags'],
      ['/roles', 'grants'],
    ]) {
      const body = `{"${name}":${endless}}`;
      const answer = await app.admin.call<ProblemBody>('POST', path as string, body, {
        'content-type': 'application/json',
      });
      expect([path, answer.status, answer.body.errors?.[0]?.code]).toEqual([path, 400, 'body.tooDeep']);
    }
  });

  it.each(['csv', 'xlsx'])(
    'in the filter of an export (%s) is told before the file begins, and is no export',
    async (format) => {
      const filter = encodeURIComponent('{"field":"createdAt","op":"startsWith","value":"2"}');
      const answer = await app.admin.get<ProblemBody>(`/accounts/export?format=${format}&filter=${filter}`);
      expect(answer.status).toBe(400);
      expect(answer.body.errors?.[0]?.code).toBe('filter.operatorNotForField');
      expect((await app.admin.get<{ data: unknown[] }>('/exports')).body.data).toEqual([]);
    },
  );

  it.each([
    ['breaks off', '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b'],
    ['has no frame', 'a,b'],
    [
      'has two files',
      ['a', 'b']
        .map((name) => `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}.csv"\r\n\r\n1\r\n`)
        .join('') + '--x--\r\n',
    ],
  ])('in an upload that %s is the sender’s fault', async (_, body) => {
    for (const path of ['/imports', '/files']) {
      const type = { 'content-type': 'multipart/form-data; boundary=x' };
      const answer = await app.admin.call<ProblemBody>('POST', path, body, type);
      expect([path, answer.status, typeof answer.body.code]).toEqual([path, 400, 'string']);
    }
  });
});
