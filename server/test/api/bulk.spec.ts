import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anAccount, type Body, CORE_TYPES, faultsOf, idsOf, listOf } from '../factories/core.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

interface Result {
  operationId: string;
  status: string;
  total: number;
  changed: number;
  unchanged?: number;
  refused?: number;
  refusals?: { id: string; problem: { status: number } }[];
}

let test: TestApp;
let rep: Caller;
let other: Caller;

beforeAll(async () => {
  test = await createTestApp();
  rep = await test.person({
    grants: [...grants(CORE_TYPES, EVERY_ACTION, 'own'), ...grants(['user'], ['view'], 'all')],
  });
  other = await test.person({
    grants: [
      ...grants(CORE_TYPES, ['view'], 'all'),
      ...grants(CORE_TYPES, ['create', 'edit', 'bulkEdit', 'delete'], 'own'),
    ],
  });
});
afterAll(() => test.close());

const inCity = (city: string) => ({ field: 'city', op: 'eq', value: city });
const citiesOf = async (ids: readonly string[]): Promise<unknown[]> =>
  Promise.all(ids.map(async (id) => (await test.admin.get<Body>(`/accounts/${id}`)).body.city));

async function accountsIn(city: string, owner: Caller, many = 3): Promise<string[]> {
  const made: string[] = [];
  for (let i = 0; i < many; i += 1) made.push((await anAccount(owner, { city, tags: ['کهنه'] })).id);
  return made;
}

describe('a bulk edit', () => {
  it('writes all that match, whether loaded or not, and is undone as one', async () => {
    const ids = await accountsIn('یزد', rep);
    const apart = await accountsIn('قم', rep, 1);
    const { status, body } = await rep.post<Result>('/accounts/bulk-edit', {
      filter: inCity('یزد'),
      changes: { city: 'کرمان' },
      addTags: ['تازه'],
      removeTags: ['کهنه'],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'done', total: 3, changed: 3, unchanged: 0, refused: 0, refusals: [] });
    expect(await citiesOf([...ids, ...apart])).toEqual(['کرمان', 'کرمان', 'کرمان', 'قم']);
    expect((await rep.get(`/accounts/${ids[0]}`)).body.tags).toEqual(['تازه']);
    const undone = await rep.post<{ undone: number }>(`/changes/${body.operationId}/undo`);
    expect(undone.body.undone).toBe(3);
    expect(await citiesOf(ids)).toEqual(['یزد', 'یزد', 'یزد']);
    expect((await rep.get(`/accounts/${ids[0]}`)).body.tags).toEqual(['کهنه']);
  });

  it('hands records over as one', async () => {
    const ids = await accountsIn('واگذاری', rep, 2);
    const { body } = await rep.post<Result>('/accounts/bulk-edit', {
      filter: inCity('واگذاری'),
      changes: { ownerId: other.userId },
    });
    expect(body).toMatchObject({ changed: 2, refused: 0 });
    expect((await test.admin.get(`/accounts/${ids[0]}`)).body.ownerId).toBe(other.userId);
  });

  it('leaves records beyond the right to edit as they are, and says so', async () => {
    const [theirs] = await accountsIn('تبریز', rep, 1);
    const [own] = await accountsIn('تبریز', other, 1);
    const { body } = await other.post<Result>('/accounts/bulk-edit', {
      filter: inCity('تبریز'),
      changes: { city: 'ارومیه' },
    });
    expect(body).toMatchObject({ total: 2, changed: 1, refused: 1 });
    expect(body.refusals).toMatchObject([{ id: theirs, problem: { status: 403 } }]);
    expect(await citiesOf([theirs as string, own as string])).toEqual(['تبریز', 'ارومیه']);
  });

  it('leaves records that a rule refuses, and writes the others', async () => {
    const person = await anAccount(rep, { kind: 'person', name: 'آقای نمونه', city: 'رشت' });
    const company = await anAccount(rep, { kind: 'company', city: 'رشت' });
    // Nothing is its own parent.
    const { status, body } = await rep.post<Result>('/accounts/bulk-edit', {
      filter: inCity('رشت'),
      changes: { parentId: company.id },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ total: 2, changed: 1, refused: 1, refusals: [{ id: company.id }] });
    expect((await rep.get(`/accounts/${person.id}`)).body.parentId).toBe(company.id);
  });

  it('never reaches what the caller does not see', async () => {
    const ids = await accountsIn('پنهان', test.admin, 2);
    const { body } = await rep.post<Result>('/accounts/bulk-edit', { filter: inCity('پنهان'), changes: { city: 'x' } });
    expect(body).toMatchObject({ total: 0, changed: 0, refused: 0 });
    expect(await citiesOf(ids)).toEqual(['پنهان', 'پنهان']);
  });

  it.each([
    [{ changes: { city: 'x' } }, 400, { filter: 'field.required' }],
    [{ filter: {} }, 400, { changes: 'field.required' }],
    [{ filter: {}, changes: { nonsense: 1 } }, 400, { nonsense: 'field.unknown' }],
    [{ filter: {}, changes: { createdAt: '2026-01-01' } }, 400, { createdAt: 'field.readonly' }],
    [{ filter: {}, changes: { nationalId: '14005893875' } }, 400, { 'changes.nationalId': 'bulk.unique' }],
    [{ filter: { field: 'x', op: 'eq' }, changes: { city: 'x' } }, 400, { 'filter.field': 'filter.unknownField' }],
    [{ filter: {}, changes: {}, ids: [] }, 400, { ids: 'field.unknown' }],
  ])('refuses %j', async (body, status, faults) => {
    const answer = await rep.post('/accounts/bulk-edit', body);
    expect([answer.status, faultsOf(answer.body)]).toEqual([status, faults]);
  });

  it('takes the right to edit in bulk, and to write the field', async () => {
    const plain = await test.person({ grants: grants(CORE_TYPES, ['view', 'edit'], 'own') });
    const body = { filter: {}, changes: { city: 'x' } };
    expect((await plain.post('/accounts/bulk-edit', body)).status).toBe(403);
    const reader = await test.person({
      grants: grants(CORE_TYPES, EVERY_ACTION, 'own'),
      fields: [{ recordType: 'account', field: 'city', level: 'read' }],
    });
    expect((await reader.post('/accounts/bulk-edit', body)).status).toBe(403);
  });
});

describe('a bulk delete', () => {
  it('puts all that match into the recycle bin and is undone as one', async () => {
    const ids = await accountsIn('حذف', rep);
    const { body } = await rep.post<Result>('/accounts/bulk-delete', { filter: inCity('حذف') });
    expect(body).toMatchObject({ status: 'done', total: 3, changed: 3 });
    const gone = await rep.get(listOf('/accounts', { deleted: 'true', filter: inCity('حذف') }));
    expect(idsOf(gone.body).toSorted()).toEqual(ids.toSorted());
    await rep.post(`/changes/${body.operationId}/undo`);
    expect(await citiesOf(ids)).toEqual(['حذف', 'حذف', 'حذف']);
  });
});

describe('a long list', () => {
  it('is written in the background, tells how far it is, and is one operation', async () => {
    const rows = Array.from({ length: 450 }, (_, n) => ({ externalId: `bulk-${n}`, name: `شرکت ${n}`, city: 'بلند' }));
    expect((await rep.post('/accounts/bulk', { data: rows })).status).toBe(200);
    const begun = await rep.post<Result>('/accounts/bulk-edit', {
      filter: inCity('بلند'),
      changes: { city: 'کوتاه' },
    });
    expect([begun.status, begun.body]).toMatchObject([202, { status: 'running', total: 450 }]);
    const path = `/bulk-operations/${begun.body.operationId}`;
    expect((await other.get(path)).status).toBe(404);
    const end = await until(async () => {
      const { body } = await rep.get<Result>(path);
      return body.status === 'running' ? undefined : body;
    });
    expect(end).toEqual({ operationId: begun.body.operationId, status: 'done', total: 450, changed: 450 });
    const left = await rep.get(listOf('/accounts', { filter: inCity('بلند') }));
    expect(idsOf(left.body)).toEqual([]);
    const told = await until(async () => {
      const { body } = await rep.get<{ data: { kind: string; params: object }[] }>('/notifications?unread=true');
      return body.data.find(({ kind }) => kind === 'bulkEdited');
    });
    expect(told.params).toEqual({ recordType: 'account', total: 450, changed: 450, refused: 0 });
    expect((await rep.get(`/bulk-operations/${test.admin.userId}`)).status).toBe(404);
  });
});

async function until<T>(probe: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 30_000; Date.now() < end; await delay(100)) {
    const found = await probe();
    if (found !== undefined) return found;
  }
  throw new Error('it took too long');
}
