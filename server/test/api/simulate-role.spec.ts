import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anAccount } from '../factories/core.js';
import { codes } from '../factories/people.js';
import { type Caller, createTestApp, grants, type TestApp } from '../support/app.js';

interface Simulated {
  holders: number;
  hiddenHolders: number;
  reaches: {
    userId: string;
    recordType: string;
    gained: number;
    lost: number;
    gainedExamples: { id: string; title: string | null }[];
    lostExamples: { id: string }[];
  }[];
  fields: { field: string; from: string; to: string; users: string[] }[];
  actions: { recordType: string; action: string; from: string; to: string; users: string[] }[];
  complete: boolean;
}

let test: TestApp;
let roleId: string;
let a: Caller;
let b: Caller;

const OWN = [...grants(['account'], ['view', 'create', 'edit', 'share'], 'own'), ...grants(['user'], ['view'], 'all')];

beforeAll(async () => {
  test = await createTestApp();
  const branch = await test.branch('تبریز');
  roleId = (await test.admin.post<{ id: string }>('/roles', { name: 'فروش', grants: OWN, fields: [] })).body.id;
  a = await test.person({ fullName: 'الف', roleIds: [roleId], orgUnitId: branch });
  b = await test.person({ fullName: 'ب', roleIds: [roleId], orgUnitId: branch });
  for (let i = 0; i < 7; i += 1) await anAccount(a, { name: `حساب ${i}` });
  await anAccount(b, { name: 'حساب ب' });
});
afterAll(() => test?.close());

const simulate = (caller: Caller, role: object, id: string | undefined = roleId) =>
  caller.post<Simulated>('/access/simulate', { roleId: id, grants: OWN, fields: [], ...role });
const withView = (scope: string) => [
  ...OWN.filter(({ recordType, action }) => !(recordType === 'account' && action === 'view')),
  ...grants(['account'], ['view'], scope),
];

describe('POST /access/simulate', () => {
  it('counts what each holder would see in addition, with examples, and saves nothing', async () => {
    const { status, body } = await simulate(test.admin, { grants: withView('branch') });
    expect([status, body.holders, body.complete]).toEqual([200, 2, true]);
    expect(body.reaches.map(({ userId, gained, lost }) => [userId, gained, lost])).toEqual([
      [a.userId, 1, 0],
      [b.userId, 7, 0],
    ]);
    expect(body.reaches[0]?.gainedExamples).toEqual([expect.objectContaining({ title: 'حساب ب' })]);
    expect(body.reaches[1]?.gainedExamples).toHaveLength(5);
    expect(body.actions).toEqual([
      { recordType: 'account', action: 'view', from: 'own', to: 'branch', users: ['الف', 'ب'] },
    ]);
    expect((await a.get<{ data: unknown[] }>('/accounts')).body.data).toHaveLength(7);
    expect((await test.admin.get<{ version: number; grants: unknown }>(`/roles/${roleId}`)).body).toMatchObject({
      version: 1,
      grants: OWN,
    });
    const history = await test.admin.get<{ data: unknown[] }>(`/roles/${roleId}/history`);
    expect(history.body.data).toHaveLength(1);
  });

  it('counts what they would see no longer, but for what is shared with them', async () => {
    const shared = (await b.get<{ data: { id: string }[] }>('/accounts')).body.data[0]?.id;
    await b.post(`/accounts/${shared}/shares`, { userId: a.userId, level: 'view' });
    const { body } = await simulate(test.admin, { grants: withView('none') });
    expect(body.reaches.map(({ userId, gained, lost }) => [userId, gained, lost])).toEqual([
      [a.userId, 0, 7],
      [b.userId, 0, 1],
    ]);
    const widened = await simulate(test.admin, { grants: withView('branch') });
    expect(widened.body.reaches.map(({ userId, gained }) => [userId, gained])).toEqual([[b.userId, 7]]);
  });

  it('tells of fields', async () => {
    const { body } = await simulate(test.admin, {
      fields: [{ recordType: 'account', field: 'phone', level: 'masked' }],
    });
    expect(body.reaches).toEqual([]);
    expect(body.fields).toEqual([
      { recordType: 'account', field: 'phone', from: 'write', to: 'masked', users: ['الف', 'ب'] },
    ]);
  });

  it('tells only of people and records that the one who asks sees', async () => {
    const far = await test.branch('زاهدان');
    const local = await test.person({
      orgUnitId: far,
      grants: [
        ...grants(['role'], ['view', 'edit'], 'all'),
        ...grants(['account'], ['view', 'create', 'edit', 'share'], 'branch'),
        ...grants(['user'], ['view'], 'all'),
      ],
    });
    const { status, body } = await simulate(local, { grants: withView('branch') });
    expect([status, body.holders, body.reaches]).toEqual([200, 2, []]);
    const blind = await test.person({
      orgUnitId: far,
      grants: [
        ...grants(['role'], ['view', 'edit'], 'all'),
        ...grants(['account'], ['view', 'create', 'edit', 'share'], 'branch'),
        ...grants(['user'], ['view'], 'branch'),
      ],
    });
    // A role that gives more than they hold can't even be tried.
    expect(codes(await simulate(blind, {}))).toEqual(['access.escalation']);
    const own = grants(['account'], ['view'], 'branch');
    expect((await simulate(blind, { grants: own })).body).toMatchObject({ holders: 0, hiddenHolders: 2, reaches: [] });
  });

  it('refuses what could not be saved', async () => {
    const person = await test.person({ grants: OWN });
    expect((await simulate(person, {})).status).toBe(403);
    expect(
      codes(await simulate(test.admin, { grants: [{ recordType: 'ship', action: 'view', scope: 'all' }] })),
    ).toEqual(['role.unknownRecordType']);
    expect((await simulate(test.admin, {}, '0199c0de-0000-7000-8000-000000000abc')).status).toBe(404);
    expect((await simulate(test.admin, { grants: 'all' })).status).toBe(400);
  });

  it('knows that nobody holds a new role yet', async () => {
    const { body } = await test.admin.post<Simulated>('/access/simulate', { grants: OWN, fields: [] });
    expect(body).toMatchObject({ holders: 0, reaches: [], fields: [], actions: [], complete: true });
  });
});
