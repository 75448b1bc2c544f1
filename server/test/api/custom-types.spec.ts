import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { schemaDrift } from '../../src/platform/database/schema-drift.js';
import { bootCheck } from '../../src/platform/database/boot-check.js';
import { createTestApp, EVERY_ACTION, grants, type Caller, type TestApp } from '../support/app.js';

interface Made {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly custom: Record<string, unknown>;
}
interface Listed {
  readonly data: Made[];
}
interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly errors?: { readonly path: string; readonly code: string }[];
}

let test: TestApp;
let admin: Caller;
let device: Made;
beforeAll(async () => {
  test = await createTestApp();
  admin = test.admin;
  device = await made('/record-types', {
    name: 'device',
    resource: 'devices',
    oneFa: 'دستگاه',
    manyFa: 'دستگاه‌ها',
    titleFa: 'نام دستگاه',
  });
  const field = (body: object) => made('/custom-fields', { recordType: 'device', labelFa: 'فیلد', ...body });
  await field({ name: 'accountId', kind: 'link', linkTarget: 'account' });
  await field({ name: 'serialNo', kind: 'text', unique: true, searchable: true });
  await field({
    name: 'state',
    kind: 'choice',
    choices: [
      { value: 'active', label: { fa: 'فعال' } },
      { value: 'broken', label: { fa: 'خراب' } },
    ],
    indexed: true,
  });
});
afterAll(() => test.close());

async function made(path: string, body: object, by = admin): Promise<Made> {
  const answer = await by.post<Made>(path, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

const newDevice = (body: object, by = admin) => made('/devices', { name: 'سونوگرافی', ...body }, by);
const newAccount = (name: string) => made('/accounts', { name, kind: 'company', relation: 'customer' });
const filterOf = (filter: object) => `filter=${encodeURIComponent(JSON.stringify(filter))}`;
const ids = ({ body }: { body: Listed }) => body.data.map(({ id }) => id);

describe("a company's own record type", () => {
  it('has its routes, list, filter, sort, search, summary and recycle bin at once', async () => {
    const buyer = await newAccount('بیمارستان پارس');
    const one = await newDevice({
      name: 'ام‌آر‌آی',
      custom: { serialNo: 'SN-1042', state: 'active', accountId: buyer.id },
    });
    const two = await newDevice({ name: 'سی‌تی اسکن', custom: { serialNo: 'SN-2000', state: 'broken' } });
    expect(one.custom).toEqual({ accountId: buyer.id, serialNo: 'SN-1042', state: 'active' });
    expect(ids(await admin.get<Listed>('/devices?sort=name'))).toEqual(expect.arrayContaining([one.id, two.id]));
    expect(
      ids(await admin.get<Listed>(`/devices?${filterOf({ field: 'custom.state', op: 'eq', value: 'broken' })}`)),
    ).toEqual([two.id]);
    expect(
      ids(
        await admin.get<Listed>(
          `/devices?${filterOf({ field: 'custom.account.name', op: 'contains', value: 'پارس' })}`,
        ),
      ),
    ).toEqual([one.id]);
    expect(
      ids(await admin.get<Listed>(`/accounts?${filterOf({ related: 'devices', agg: 'count', op: 'gte', value: 1 })}`)),
    ).toEqual([buyer.id]);
    expect(ids(await admin.get<Listed>('/devices?q=2000'))).toEqual([two.id]);
    const summary = await admin.get<{ groups: { key: string; count: number }[] }>(
      '/devices/summary?groupBy=custom.state',
    );
    expect(summary.body.groups.map(({ key, count }) => [key, count])).toEqual([
      ['active', 1],
      ['broken', 1],
    ]);
    const changed = await admin.patch<Made>(
      `/devices/${two.id}`,
      { custom: { state: 'active' } },
      { 'if-match': `"${two.version}"` },
    );
    expect([changed.status, changed.body.custom.state]).toEqual([200, 'active']);
    expect((await admin.patch(`/devices/${two.id}`, { name: 'x' }, { 'if-match': `"${two.version}"` })).status).toBe(
      412,
    );
    expect((await admin.delete(`/devices/${two.id}`)).status).toBe(204);
    expect(ids(await admin.get<Listed>('/devices?deleted=true'))).toEqual([two.id]);
    expect((await admin.post(`/devices/${two.id}/restore`)).status).toBe(200);
    const found = await admin.get<{ data: { type: string }[] }>(`/search?q=${encodeURIComponent('اسکن')}`);
    expect(found.body.data.map(({ type }) => type)).toContain('device');
  });

  it('has history, timeline, notes, activities and followers', async () => {
    const one = await newDevice({ custom: { state: 'active' } });
    await admin.patch(`/devices/${one.id}`, { custom: { state: 'broken' } });
    const about = { type: 'device', id: one.id };
    await made('/notes', { body: 'صدای غیرعادی دارد', about });
    await made('/activities', { subject: 'بازدید فنی', about, doneAt: '2026-11-20T08:00:00.000Z' });
    const history = await admin.get<{ data: object[] }>(`/devices/${one.id}/history`);
    expect(history.body.data[0]).toMatchObject({
      before: { 'custom.state': 'active' },
      after: { 'custom.state': 'broken' },
    });
    const timeline = await admin.get<{ data: { kind: string }[] }>(`/devices/${one.id}/timeline`);
    expect(new Set(timeline.body.data.map(({ kind }) => kind))).toEqual(new Set(['activity', 'note', 'change']));
    expect((await admin.post(`/devices/${one.id}/follow`)).status).toBe(200);
    const undone = await admin.get<{ data: { operationId: string }[] }>(`/devices/${one.id}/history`);
    expect((await admin.post(`/changes/${undone.body.data[0]?.operationId}/undo`)).status).toBe(200);
    expect((await admin.get<Made>(`/devices/${one.id}`)).body.custom.state).toBe('active');
  });

  it('is imported, exported, and changed in bulk', async () => {
    const rows = Array.from({ length: 20 }, (_, n) => ({
      name: `دستگاه ${n}`,
      custom: { serialNo: `B-${n}` },
      externalId: `b${n}`,
    }));
    const bulk = await admin.post<{ created: number }>('/devices/bulk', { data: rows });
    expect(bulk.body.created).toBe(20);
    const filter = { field: 'custom.serialNo', op: 'startsWith', value: 'B-' };
    const edited = await admin.post('/devices/bulk-edit', {
      filter,
      changes: { custom: { state: 'broken' } },
      addTags: ['انبار'],
    });
    expect(edited.status).toBe(200);
    const file = await admin.get<string>(
      `/devices/export?columns=name,custom.serialNo,custom.state&${filterOf(filter)}`,
    );
    expect(file.body.match(/خراب/g)).toHaveLength(20);
    expect((await admin.post('/devices/bulk-delete', { filter })).status).toBe(200);
    expect(ids(await admin.get<Listed>(`/devices?${filterOf(filter)}`))).toEqual([]);
  });

  it('obeys roles: scope, field rights, export, sharing of nothing by guessing', async () => {
    const rights = [...grants(['device'], EVERY_ACTION, 'own'), ...grants(['note'], ['view', 'create'], 'own')];
    const one = await test.person({
      grants: rights,
      fields: [{ recordType: 'device', field: 'custom.serialNo', level: 'hidden' }],
    });
    const other = await test.person({ grants: rights });
    const stranger = await test.person({ grants: grants(['account'], ['view'], 'all') });
    const hers = await newDevice({ name: 'دستگاه او', custom: { serialNo: 'HIDDEN-1' } }, other);
    const mine = await newDevice({ name: 'دستگاه من' }, one);
    expect(mine.custom).not.toHaveProperty('serialNo');
    expect(ids(await one.get<Listed>('/devices'))).toEqual([mine.id]);
    for (const path of [`/devices/${hers.id}`, `/devices/${hers.id}/history`, `/devices/${hers.id}/timeline`])
      expect((await one.get(path)).status).toBe(404);
    expect((await one.patch(`/devices/${hers.id}`, { name: 'x' })).status).toBe(404);
    expect((await one.delete(`/devices/${hers.id}`)).status).toBe(404);
    expect((await one.post('/notes', { body: 'x', about: { type: 'device', id: hers.id } })).status).toBe(422);
    expect((await one.get<string>('/devices/export')).body).not.toContain('دستگاه او');
    expect((await one.get(`/devices?${filterOf({ field: 'custom.serialNo', op: 'notEmpty' })}`)).status).toBe(400);
    for (const path of ['/devices', '/devices/summary', '/devices/export', `/devices/${mine.id}`])
      expect([path, (await stranger.get(path)).status]).toEqual([path, 403]);
    expect((await stranger.post('/devices', { name: 'x' })).status).toBe(403);
    expect((await test.nobody.get('/devices')).status).toBe(401);
    const types = await stranger.get<{ data: { name: string }[] }>('/record-types');
    expect(types.body.data.map(({ name }) => name)).not.toContain('device');
  });

  it('has paths and schemas of its own in the API document', async () => {
    const document = await test.nobody.get<{
      paths: Record<string, object>;
      components: { schemas: Record<string, { properties: Record<string, { properties?: object }> }> };
    }>('/api/openapi.json');
    for (const path of [
      '/api/v1/devices',
      '/api/v1/devices/{id}',
      '/api/v1/devices/summary',
      '/api/v1/devices/export',
      '/api/v1/devices/{id}/timeline',
    ])
      expect(document.body.paths).toHaveProperty([path]);
    expect(document.body.components.schemas.CompanyDevice?.properties.custom?.properties).toHaveProperty('serialNo');
  });

  it('passes the checks that the server starts with', async () => {
    expect(await schemaDrift(test.database.ownerUrl)).toEqual([]);
    expect((await bootCheck(test.database.appUrl)).faults).toEqual([]);
  });
});

describe('definitions of record types', () => {
  const words = { oneFa: 'الف', manyFa: 'الف‌ها' };

  it.each([
    [{ name: 'constructor', resource: 'abcs' }, 'name', 'customName.reserved'],
    [{ name: 'table', resource: 'abcs' }, 'name', 'customName.reserved'],
    [{ name: 'account', resource: 'abcs' }, 'name', 'customType.nameTaken'],
    [{ name: 'Device', resource: 'abcs' }, 'name', 'customName.form'],
    [{ name: 'customisation', resource: 'abcs' }, 'name', 'customType.nameTaken'],
    [{ name: 'abc', resource: 'accounts' }, 'resource', 'customType.resourceTaken'],
    [{ name: 'abc', resource: 'auth' }, 'resource', 'customType.resourceTaken'],
    [{ name: 'abc', resource: 'health' }, 'resource', 'customType.resourceTaken'],
    [{ name: 'abc', resource: 'select' }, 'resource', 'customType.resourceTaken'],
    [{ name: 'abc', resource: 'my_things' }, 'resource', 'customType.resourceForm'],
  ])('refuse %j', async (body, path, code) => {
    const answer = await admin.post<Refusal>('/record-types', { ...words, ...body });
    expect([answer.status, answer.body.errors?.[0]]).toMatchObject([422, { path, code }]);
    expect(answer.body.detail).toMatch(/[\u0600-\u06ff]/);
  });

  it('are for customisers, notice stale edits, and let go only what nothing links to', async () => {
    const person = await test.person({ grants: grants(['customType'], ['view', 'create', 'edit', 'delete'], 'all') });
    expect((await person.post('/record-types', { ...words, name: 'abc', resource: 'abcs' })).status).toBe(403);
    const part = await made('/record-types', { ...words, name: 'part', resource: 'parts' });
    const kept = await made('/parts', { name: 'لامپ' });
    const renamed = await admin.patch<Made>(
      `/record-types/${part.id}`,
      { oneFa: 'قطعه' },
      { 'if-match': `"${part.version}"` },
    );
    expect(renamed.status).toBe(200);
    expect(
      (await admin.patch(`/record-types/${part.id}`, { oneFa: 'ب' }, { 'if-match': `"${part.version}"` })).status,
    ).toBe(412);
    expect((await admin.patch(`/record-types/${part.id}`, { name: 'other' })).status).toBe(422);
    const link = await made('/custom-fields', {
      recordType: 'device',
      name: 'partId',
      kind: 'link',
      linkTarget: 'part',
      labelFa: 'قطعه',
    });
    const refused = await admin.delete<Refusal>(`/record-types/${part.id}`);
    expect([refused.status, refused.body.code]).toEqual([422, 'customType.inUse']);
    await admin.delete(`/custom-fields/${link.id}`);
    expect((await admin.delete(`/record-types/${part.id}`)).status).toBe(204);
    expect((await admin.get('/parts')).status).toBe(404);
    expect((await admin.post(`/record-types/${part.id}/restore`)).status).toBe(200);
    expect(ids(await admin.get<Listed>('/parts'))).toEqual([kept.id]);
  });

  it('name the board and are told to clients', async () => {
    expect((await admin.patch<Refusal>(`/record-types/${device.id}`, { boardField: 'name' })).status).toBe(422);
    expect((await admin.patch(`/record-types/${device.id}`, { boardField: 'custom.state' })).status).toBe(200);
    const { body } = await admin.get<{ data: { name: string; company?: { boardField?: string }; labels: object }[] }>(
      '/record-types',
    );
    expect(body.data.find(({ name }) => name === 'device')).toMatchObject({
      labels: { fa: { one: 'دستگاه', many: 'دستگاه‌ها' } },
      company: { id: device.id, boardField: 'custom.state' },
    });
  });

  it('leave unknown addresses unknown', async () => {
    expect((await test.nobody.get('/nothing-here')).status).toBe(404);
    expect((await admin.get('/nothing-here/summary')).status).toBe(404);
  });
});
