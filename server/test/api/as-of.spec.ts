import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Caller, createTestApp, grants, type TestApp } from '../support/app.js';

interface Past {
  readonly existed: boolean;
  readonly removed: boolean;
  readonly version: number | null;
  readonly values: Record<string, unknown> | null;
  readonly changed: string[];
}
interface Entry {
  readonly at: string;
  readonly action: string;
}

describe('a record as it was', () => {
  let app: TestApp;
  let id: string;
  let path: string;
  let entries: Entry[];
  const past = async (at: string, caller: Caller = app.admin) => caller.get<Past>(`${path}/as-of?at=${at}`);
  /** The instant just before a change. */
  const before = ({ at }: Entry) => new Date(new Date(at).getTime() - 1).toISOString();

  beforeAll(async () => {
    app = await createTestApp();
    const made = await app.admin.post<{ id: string }>('/accounts', { name: 'نخست', kind: 'company', city: 'تهران' });
    id = made.body.id;
    path = `/accounts/${id}`;
    await app.admin.patch(path, { name: 'دوم', phone: '02188776655' });
    await app.admin.patch(path, { city: 'یزد' });
    await app.admin.delete(path);
    await app.admin.post(`${path}/restore`);
    entries = (await app.admin.get<{ data: Entry[] }>(`${path}/history`)).body.data;
  });
  afterAll(() => app.close());

  it('is rebuilt at each instant, with what differs from today', async () => {
    const [restored, removed, moved, renamed, created] = entries as [Entry, Entry, Entry, Entry, Entry];
    expect(entries.map(({ action }) => action)).toEqual(['restore', 'remove', 'update', 'update', 'create']);
    const now = await past(new Date(Date.now() + 60_000).toISOString());
    expect(now.body).toMatchObject({ existed: true, removed: false, version: 5, changed: [] });
    expect((await past(before(restored))).body).toMatchObject({ removed: true, version: 4 });
    expect((await past(before(removed))).body).toMatchObject({ removed: false, version: 3, values: { city: 'یزد' } });
    const second = (await past(before(moved))).body;
    expect(second).toMatchObject({ version: 2, changed: ['city'], values: { name: 'دوم', city: 'تهران' } });
    const first = (await past(before(renamed))).body;
    expect(first).toMatchObject({ version: 1, values: { name: 'نخست', city: 'تهران', phone: null } });
    expect([...first.changed].sort()).toEqual(['city', 'name', 'phone']);
    expect((await past(before(created))).body).toMatchObject({ existed: false, values: null });
  });

  it('shows only fields that the reader may see today, and only to those who may know the history', async () => {
    const [, , , renamed] = entries as [Entry, Entry, Entry, Entry];
    const partly = await app.person({
      grants: grants(['account'], ['view', 'history'], 'all'),
      fields: [{ recordType: 'account', field: 'name', level: 'hidden' }],
    });
    const { body } = await past(before(renamed), partly);
    expect(body.values).not.toHaveProperty('name');
    expect(JSON.stringify(body)).not.toContain('نخست');
    expect(body.changed).not.toContain('name');
    const viewer = await app.person({ grants: grants(['account'], ['view'], 'all') });
    expect((await past(before(renamed), viewer)).status).toBe(403);
    const stranger = await app.person({ grants: grants(['account'], ['view', 'history'], 'own') });
    expect((await past(before(renamed), stranger)).status).toBe(404);
    expect((await app.admin.get(`${path}/as-of`)).status).toBe(400);
    expect((await app.admin.get(`${path}/as-of?at=1405-01-01`)).status).toBe(400);
  });
});
