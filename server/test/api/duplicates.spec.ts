import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anAccount, type Body, faultsOf, idsOf } from '../factories/core.js';
import { type Caller, createTestApp, grants, type TestApp } from '../support/app.js';

interface Group {
  readonly id: string;
  readonly records: Body[];
  readonly reasons: string[];
  readonly score: number;
}

const WORK = ['view', 'create', 'edit', 'delete'];

describe('duplicates', () => {
  let app: TestApp;
  let admin: Caller;
  let seller: Caller;

  beforeAll(async () => {
    app = await createTestApp();
    admin = app.admin;
    seller = await app.person({ grants: grants(['account', 'contact', 'lead'], WORK, 'own') });
  });
  afterAll(() => app.close());

  /** Runs a search and waits for its end. */
  async function scan(caller: Caller, type = 'account'): Promise<void> {
    expect((await caller.post('/duplicate-scans', { type })).status).toBe(202);
    for (let i = 0; i < 600; i += 1) {
      const { body } = await caller.get<{ data: { status: string } }>(`/duplicate-scans?type=${type}`);
      if (body.data.status !== 'running') return expect(body.data.status).toBe('done');
      await delay(50);
    }
    throw new Error('the search does not end');
  }
  const groups = async (caller: Caller) =>
    (await caller.get<{ data: Group[] }>('/duplicate-groups?type=account')).body.data;
  const membersOf = (found: readonly Group[]) => found.map(({ records }) => records.map(({ id }) => id).sort());

  it('finds what has keys in common, and shows each reader their own', async () => {
    const a = await anAccount(seller, { name: 'فولاد آریا', phone: '021-88776655' });
    const b = await anAccount(seller, { name: 'شرکت فولادآريا' });
    const hidden = await anAccount(admin, { name: 'گروه فولاد آریا', phone: '02188776655' });
    const mail = await anAccount(seller, { name: 'نساجی باران', email: 'Info@Baran.ir' });
    const twin = await anAccount(admin, { name: 'بارش', email: 'info@baran.ir' });
    await scan(admin);

    const all = await groups(admin);
    expect(membersOf(all)).toEqual(expect.arrayContaining([[a.id, b.id, hidden.id].sort(), [mail.id, twin.id].sort()]));
    const three = all.find(({ records }) => records.length === 3);
    expect(three?.reasons.sort()).toEqual(['name', 'phone']);

    // A hidden member changes nothing of what is seen: members, reasons, score.
    const seen = await groups(seller);
    expect(seen).toMatchObject([{ reasons: ['name'], score: 0.9 }]);
    expect(membersOf(seen)).toEqual([[a.id, b.id].sort()]);
    expect(JSON.stringify(seen)).not.toContain(hidden.id);
  });

  it('gives no reason in a field that the reader may not read', async () => {
    const blind = await app.person({
      grants: grants(['account'], ['view'], 'all'),
      fields: [{ recordType: 'account', field: 'email', level: 'hidden' }],
    });
    expect(membersOf(await groups(blind))).toHaveLength(1);
    expect((await blind.get('/duplicate-scans?type=account')).status).toBe(403);
    expect((await blind.post('/duplicate-scans', { type: 'account' })).status).toBe(403);
  });

  it('remembers that records are different', async () => {
    const [group] = await groups(seller);
    const ids = idsOf({ data: group?.records });
    const foreign = await anAccount(admin);
    const dismiss = (caller: Caller, of: string[]) =>
      caller.post('/duplicate-groups/dismiss', { type: 'account', ids: of });
    expect((await dismiss(seller, [ids[0] as string, foreign.id])).status).toBe(404);
    expect((await dismiss(seller, ids)).status).toBe(204);
    expect(await groups(seller)).toEqual([]);
    await scan(admin);
    expect(await groups(seller)).toEqual([]);
  });

  it('refuses by a rule what the writer sees twice, and nothing of what they do not see', async () => {
    const rule = { recordType: 'account', field: 'registrationNo', match: 'exact', weight: 90, action: 'refuse' };
    const made = await admin.post<Body>('/duplicate-rules', rule);
    expect(made.status).toBe(201);
    expect(faultsOf((await admin.post('/duplicate-rules', rule)).body)).toEqual({ field: 'duplicateRule.twice' });
    await anAccount(admin, { registrationNo: '4412' });
    const body = { name: 'ساختمانی سپهر', registrationNo: '۴۴۱۲' };
    expect((await seller.post('/accounts', body)).status).toBe(201);
    expect((await seller.post('/accounts', body)).body).toMatchObject({ code: 'record.duplicate' });
    await admin.patch(`/duplicate-rules/${made.body.id}`, { active: false });
    expect((await seller.post('/accounts', body)).status).toBe(201);
  });

  it('keeps its rules sound', async () => {
    const faults = async (fields: object) =>
      faultsOf((await admin.post('/duplicate-rules', { recordType: 'account', field: 'city', ...fields })).body);
    expect(await faults({ recordType: 'user' })).toEqual({ recordType: 'duplicateRule.type' });
    expect(await faults({ field: 'constructor' })).toEqual({ field: 'duplicateRule.field' });
    expect(await faults({ field: 'tags' })).toEqual({ field: 'duplicateRule.field' });
    expect(await faults({ match: 'name', action: 'refuse' })).toEqual({ action: 'duplicateRule.refuseEqual' });
    expect((await seller.post('/duplicate-rules', { recordType: 'account', field: 'city' })).status).toBe(403);
  });

  it('warns by the rules alone', async () => {
    await anAccount(admin, { name: 'کاشی مهتاب', phone: '021-44332211', email: 'a@mahtab.ir' });
    const reasons = async (query: string) =>
      (await admin.get<{ data: { reasons: string[] }[] }>(`/accounts/duplicates?${query}`)).body.data.map(
        (one) => one.reasons,
      );
    expect(await reasons('email=A@Mahtab.ir')).toEqual([['email']]);
    const [rule] = (
      await admin.get<{ data: Body[] }>(
        `/duplicate-rules?filter=${encodeURIComponent('{"and":[{"field":"recordType","op":"eq","value":"account"},{"field":"field","op":"eq","value":"phone"}]}')}`,
      )
    ).body.data;
    expect(await reasons('phone=02144332211')).toEqual([['phone']]);
    await admin.patch(`/duplicate-rules/${rule?.id}`, { active: false });
    expect(await reasons('phone=02144332211')).toEqual([]);
    await admin.patch(`/duplicate-rules/${rule?.id}`, { active: true });
  });
});
