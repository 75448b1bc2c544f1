import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Caller, createTestApp, grants, type TestApp } from '../support/app.js';

interface Entry {
  readonly id: string;
  readonly action: string;
  readonly version: number;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}
interface Page {
  readonly data: Entry[];
  readonly nextCursor: string | null;
}

describe('history of a record', () => {
  let app: TestApp;
  let seller: Caller;
  let id: string;

  beforeAll(async () => {
    app = await createTestApp();
    seller = await app.person({ grants: grants(['account'], ['view', 'create', 'edit', 'history'], 'own') });
    const made = await seller.post<{ id: string }>('/accounts', {
      kind: 'company',
      name: 'نخست',
      relation: 'customer',
      city: 'قم',
    });
    expect(made.status).toBe(201);
    id = made.body.id;
    for (const name of ['دوم', 'سوم', 'چهارم']) await seller.patch(`/accounts/${id}`, { name });
  });
  afterAll(() => app.close());

  it('lists the changes, the latest first, page by page', async () => {
    const first = await seller.get<Page>(`/accounts/${id}/history?limit=3`);
    expect(first.status).toBe(200);
    expect(first.body.data.map((entry) => [entry.version, entry.after?.name])).toEqual([
      [4, 'چهارم'],
      [3, 'سوم'],
      [2, 'دوم'],
    ]);
    const second = await seller.get<Page>(`/accounts/${id}/history?limit=3&cursor=${first.body.nextCursor}`);
    expect(second.body.data.map((entry) => [entry.action, entry.version])).toEqual([['create', 1]]);
    expect(second.body.nextCursor).toBeNull();
  });

  it('is there for any record type, and for none that there is not', async () => {
    const unit = await app.branch('شعبهٔ غرب');
    const { status, body } = await app.admin.get<Page>(`/org-units/${unit}/history`);
    expect(status).toBe(200);
    expect(body.data[0]).toMatchObject({ action: 'create', after: { name: 'شعبهٔ غرب' } });
    expect((await app.admin.get(`/unicorns/${unit}/history`)).status).toBe(404);
    expect((await app.admin.get(`/accounts/${unit}/history`)).status).toBe(404);
    expect((await app.admin.get('/accounts/x/history')).status).toBe(404);
    expect(
      (
        await app.admin.get(
          `/changes?after=${(await seller.get<Page>(`/accounts/${id}/history?limit=1`)).body.nextCursor}`,
        )
      ).status,
    ).toBe(400);
  });

  it('looks the same for a record that the caller may not see as for one that is not there', async () => {
    const other = await app.person({ grants: grants(['account'], ['view', 'history'], 'own') });
    const [hidden, absent] = await Promise.all([
      other.get(`/accounts/${id}/history`),
      other.get(`/accounts/0198a1b2-0000-7000-8000-000000000001/history`),
    ]);
    expect([hidden.status, hidden.body.code, hidden.body.detail]).toEqual([404, absent.body.code, absent.body.detail]);
  });

  it('goes on after the record went to the recycle bin', async () => {
    const made = await app.admin.post<{ id: string }>('/accounts', {
      kind: 'company',
      name: 'گذشته',
      relation: 'customer',
    });
    await app.admin.delete(`/accounts/${made.body.id}`);
    const { status, body } = await app.admin.get<Page>(`/accounts/${made.body.id}/history`);
    expect([status, body.data[0]?.action]).toEqual([200, 'remove']);
  });

  describe('restoring old values', () => {
    const change = async (version: number): Promise<string> => {
      const { body } = await seller.get<Page>(`/accounts/${id}/history`);
      return body.data.find((entry) => entry.version === version)?.id as string;
    };

    it('writes the value of before the change as an ordinary edit', async () => {
      const { status, body, headers } = await seller.post<{ name: string; version: number }>(`/accounts/${id}/revert`, {
        changeId: await change(3),
      });
      expect({ status, body }).toMatchObject({ status: 200, body: { name: 'دوم', version: 5 } });
      expect(headers.etag).toBe('"5"');
      expect((await seller.get<Page>(`/accounts/${id}/history`)).body.data[0]).toMatchObject({
        version: 5,
        before: { name: 'چهارم' },
        after: { name: 'دوم' },
      });
    });

    it('refuses a stale version and changes nothing', async () => {
      const { status } = await seller.post(
        `/accounts/${id}/revert`,
        { changeId: await change(2) },
        { 'if-match': '"1"' },
      );
      expect(status).toBe(412);
      expect((await seller.get(`/accounts/${id}`)).body).toMatchObject({ name: 'دوم', version: 5 });
    });

    it('restores only the fields that are named and that the change touched', async () => {
      const both = await seller.patch<{ version: number }>(`/accounts/${id}`, { name: 'ششم', city: 'یزد' });
      const changeId = await change(both.body.version);
      expect((await seller.post(`/accounts/${id}/revert`, { changeId, fields: ['phone'] })).body).toMatchObject({
        status: 422,
        errors: [{ code: 'changes.notInChange' }],
      });
      expect((await seller.post(`/accounts/${id}/revert`, { changeId, fields: ['city'] })).body).toMatchObject({
        name: 'ششم',
        city: 'قم',
      });
    });

    it('restores nothing from a creation, an unknown change or without the right to edit', async () => {
      expect((await seller.post(`/accounts/${id}/revert`, { changeId: await change(1) })).status).toBe(422);
      expect((await seller.post(`/accounts/${id}/revert`, { changeId: '999999999' })).status).toBe(404);
      expect((await seller.post(`/accounts/${id}/revert`, { changeId: "1' or true" })).status).toBe(404);
      expect((await seller.post(`/accounts/${id}/revert`, {})).status).toBe(400);
      const reader = await app.person({ grants: grants(['account'], ['view', 'history'], 'all') });
      expect((await reader.post(`/accounts/${id}/revert`, { changeId: await change(2) })).status).toBe(403);
    });
  });
});
