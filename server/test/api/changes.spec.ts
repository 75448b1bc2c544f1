import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '../../src/platform/records/new-id.js';
import { type Caller, createTestApp, grants, type TestApp } from '../support/app.js';

interface Entry {
  readonly id: string;
  readonly recordType: string;
  readonly recordId: string;
  readonly action: string;
  readonly version: number;
  readonly actorId: string | null;
  readonly source: string;
  readonly operationId: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}
interface Page {
  readonly data: Entry[];
  readonly nextCursor: string;
}

describe('GET /changes', () => {
  let app: TestApp;
  let seller: Caller;
  let other: Caller;

  const latest = async (who: Caller): Promise<string> => (await who.get<Page>('/changes?after=latest')).body.nextCursor;
  const since = async (who: Caller, after: string, query = ''): Promise<Entry[]> => {
    const entries: Entry[] = [];
    for (let cursor = after; ; ) {
      const { status, body } = await who.get<Page>(`/changes?after=${cursor}${query}`);
      expect(status).toBe(200);
      entries.push(...body.data);
      if (body.nextCursor === cursor) return entries;
      cursor = body.nextCursor;
    }
  };
  const account = async (who: Caller, name: string, more: Record<string, unknown> = {}): Promise<string> => {
    const { status, body } = await who.post<{ id: string }>('/accounts', {
      kind: 'company',
      name,
      relation: 'customer',
      ...more,
    });
    expect({ status, body }).toMatchObject({ status: 201 });
    return body.id;
  };

  beforeAll(async () => {
    app = await createTestApp();
    const work = grants(['account', 'note', 'file'], ['view', 'create', 'edit', 'delete', 'restore', 'history'], 'own');
    seller = await app.person({ grants: work });
    other = await app.person({ grants: work, fields: [{ recordType: 'account', field: 'phone', level: 'hidden' }] });
  });
  afterAll(() => app.close());

  it('follows a record through its life, in order, with API names and values', async () => {
    const from = await latest(app.admin);
    const id = await account(app.admin, 'پارس', { tags: ['ویژه'] });
    await app.admin.patch(`/accounts/${id}`, { name: 'پارس نو', city: 'تهران' });
    await app.admin.delete(`/accounts/${id}`);
    await app.admin.post(`/accounts/${id}/restore`);
    const entries = (await since(app.admin, from, '&types=account')).filter((entry) => entry.recordId === id);
    expect(entries.map((entry) => [entry.action, entry.version])).toEqual([
      ['create', 1],
      ['update', 2],
      ['remove', 3],
      ['restore', 4],
    ]);
    expect(entries[0]).toMatchObject({ recordType: 'account', actorId: app.admin.userId, source: 'web', before: null });
    expect(entries[0]?.after).toMatchObject({ name: 'پارس', tags: ['ویژه'], kind: 'company' });
    expect(entries[1]?.before).toMatchObject({ name: 'پارس', city: null });
    expect(entries[1]?.after).toMatchObject({ name: 'پارس نو', city: 'تهران' });
    expect(JSON.stringify(entries)).not.toMatch(/search_key|searchKey|deleted_at|updated_by/);
  });

  it('keeps every digit of an amount', async () => {
    const from = await latest(app.admin);
    const id = await account(app.admin, 'بانک');
    await app.door.asSystem('test', (uow) =>
      uow.query(`update accounts set custom = '{"n": 9007199254740993}', version = version + 1 where id = $1`, [id]),
    );
    const entries = (await since(app.admin, from)).filter(
      (entry) => entry.recordId === id && entry.action === 'update',
    );
    expect(JSON.stringify(entries[0]?.after)).toContain('9007199254740993');
  });

  it('tells nobody of records outside their scope, and nothing of hidden fields', async () => {
    const from = await latest(app.admin);
    const hers = await account(seller, 'مال من', { phone: '02188776655' });
    const theirs = await account(other, 'مال دیگری');
    await app.admin.patch(`/accounts/${theirs}`, { phone: '02144332211' });
    await app.admin.patch(`/accounts/${theirs}`, { phone: '02144332212', city: 'یزد' });
    const ofSeller = await since(seller, from);
    expect(ofSeller.map((entry) => entry.recordId)).toEqual([hers]);
    expect(ofSeller[0]?.after).toHaveProperty('phone');
    const ofOther = await since(other, from);
    expect(ofOther.every((entry) => entry.recordId === theirs)).toBe(true);
    // A change of nothing but a hidden field isn't told at all.
    expect(ofOther.map((entry) => [entry.action, entry.version])).toEqual([
      ['create', 1],
      ['update', 3],
    ]);
    expect(JSON.stringify(ofOther)).not.toContain('phone');
  });

  it('needs the right to history, and says nothing without', async () => {
    const viewer = await app.person({ grants: grants(['account'], ['view'], 'all') });
    const from = await latest(app.admin);
    const id = await account(app.admin, 'بی‌تاریخچه');
    expect(await since(viewer, from)).toEqual([]);
    expect((await viewer.get(`/accounts/${id}/history`)).status).toBe(403);
    expect((await app.nobody.get('/changes')).status).toBe(401);
  });

  it('reaches no further than the right to history does', async () => {
    const mixed = await app.person({
      grants: [...grants(['account'], ['view'], 'all'), ...grants(['account'], ['create', 'history'], 'own')],
    });
    const from = await latest(app.admin);
    const foreign = await account(app.admin, 'دیگری');
    const own = await account(mixed, 'خودم');
    expect((await since(mixed, from)).map((entry) => entry.recordId)).toEqual([own]);
    expect((await mixed.get(`/accounts/${foreign}/history`)).status).toBe(403);
    expect((await mixed.get(`/accounts/${own}/history`)).status).toBe(200);
  });

  it('moves on past what the caller may not see, a bounded step at a time', async () => {
    const from = await latest(app.admin);
    await app.door.asSystem('test', (uow) =>
      uow.query(`insert into teams (id, name) select gen_random_uuid(), 'team ' || n from generate_series(1, 12000) n`),
    );
    const own = await account(seller, 'پس از انبوه');
    const first = await seller.get<Page>(`/changes?after=${from}`);
    expect(first.body.data).toEqual([]);
    expect(first.body.nextCursor).not.toBe(from);
    expect((await since(seller, from)).map((entry) => entry.recordId)).toEqual([own]);
  });

  it.each([
    ['after=nonsense', 'cursor.invalid'],
    ['types=account,unicorn', 'changes.unknownType'],
    ['limit=0', 'limit.invalid'],
    ['limit=1001', 'limit.invalid'],
  ])('refuses %s', async (query, code) => {
    const { status, body } = await app.admin.get<{ errors: { code: string; message: string }[] }>(`/changes?${query}`);
    expect(status).toBe(400);
    expect(body.errors[0]?.code).toBe(code);
    expect(body.errors[0]?.message).toMatch(/[آ-ی]/);
  });

  describe('POST /changes/:operationId/undo', () => {
    const operationOf = async (id: string): Promise<string> => {
      const { body } = await app.admin.get<Page>(`/accounts/${id}/history`);
      return body.data[0]?.operationId as string;
    };
    const bulk = async (rows: Record<string, unknown>[]): Promise<string[]> => {
      const { status, body } = await app.admin.post<{ data: { id: string; status: string }[] }>('/accounts/bulk', {
        data: rows,
      });
      expect(status).toBe(200);
      expect(body.data.map((row) => row.status)).not.toContain('failed');
      return body.data.map((row) => row.id);
    };
    const row = (n: number, more: Record<string, unknown> = {}) => ({
      externalId: `u-${n}`,
      kind: 'company',
      name: `شرکت ${n}`,
      relation: 'customer',
      ...more,
    });

    it('puts what was made into the recycle bin and gives back old values, unless somebody changed them since', async () => {
      const [kept, renamed] = await bulk([row(1, { city: 'قم' }), row(2, { city: 'قم' })]);
      const touched = await bulk([row(1, { city: 'یزد', website: 'https://a.ir' }), row(2, { city: 'یزد' }), row(3)]);
      const operation = await operationOf(kept as string);
      await app.admin.patch(`/accounts/${renamed}`, { city: 'کاشان' });
      const { status, body } = await app.admin.post<{ undone: number; skipped: Record<string, unknown>[] }>(
        `/changes/${operation}/undo`,
      );
      expect(status).toBe(200);
      expect(body).toMatchObject({ operationId: operation, status: 'done', undone: 2 });
      expect(body.skipped).toEqual([
        { recordType: 'account', recordId: renamed, reason: 'changedSince', fields: ['city'] },
      ]);
      expect((await app.admin.get(`/accounts/${kept}`)).body).toMatchObject({ city: 'قم', website: null });
      expect((await app.admin.get(`/accounts/${renamed}`)).body).toMatchObject({ city: 'کاشان' });
      expect((await app.admin.get(`/accounts/${touched[2]}`)).status).toBe(404);
      expect((await app.admin.post(`/accounts/${touched[2]}/restore`)).status).toBe(200);
    });

    it('takes a removed record out of the recycle bin', async () => {
      const id = await account(app.admin, 'رفت و برگشت');
      await app.admin.delete(`/accounts/${id}`);
      const { body } = await app.admin.post(`/changes/${await operationOf(id)}/undo`);
      expect(body).toMatchObject({ undone: 1, skipped: [] });
      expect((await app.admin.get(`/accounts/${id}`)).status).toBe(200);
    });

    it('does nothing that the caller may not do, and reports it', async () => {
      const id = await account(seller, 'با حق محدود');
      const operation = await operationOf(id);
      const reader = await app.person({ grants: grants(['account'], ['view', 'history'], 'all') });
      const { status, body } = await reader.post<{
        undone: number;
        skipped: { reason: string; problem: { status: number } }[];
      }>(`/changes/${operation}/undo`);
      expect(status).toBe(200);
      expect(body.undone).toBe(0);
      expect(body.skipped).toMatchObject([{ reason: 'refused', problem: { status: 403 } }]);
      expect((await seller.get(`/accounts/${id}`)).status).toBe(200);
      // Whoever sees none of it learns nothing.
      expect((await other.post(`/changes/${operation}/undo`)).status).toBe(404);
      expect((await app.admin.post(`/changes/${newId()}/undo`)).status).toBe(404);
      expect((await app.admin.post('/changes/x/undo')).status).toBe(404);
    });

    it('undoes a large operation in the background and says when it is done', async () => {
      const ids = await bulk(Array.from({ length: 620 }, (_, n) => row(10_000 + n)));
      const { status, body } = await app.admin.post(`/changes/${await operationOf(ids[0] as string)}/undo`);
      expect([status, body.status]).toEqual([202, 'queued']);
      for (const end = Date.now() + 60_000; Date.now() < end; await delay(500)) {
        const told = await app.admin.get<{ data: { kind: string; params: Record<string, unknown> }[] }>(
          '/notifications?unread=true',
        );
        const done = told.body.data.find((item) => item.kind === 'undoDone');
        if (!done) continue;
        expect(done.params).toEqual({ undone: 620, skipped: 0 });
        expect((await app.admin.get(`/accounts/${ids[619]}`)).status).toBe(404);
        return;
      }
      throw new Error('the operation was not undone in time');
    }, 90_000);
  });
});
