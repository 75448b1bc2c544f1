import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aContact, anAccount, type Body, CORE_TYPES, faultsOf, idsOf, listOf } from '../factories/core.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

const ABSENT = '019aa4b6-4500-7563-8e86-9451c4714cb0';

let test: TestApp;
let rep: Caller;
let colleague: Caller;
let manager: Caller;
beforeAll(async () => {
  test = await createTestApp();
  const tehran = await test.branch('تهران');
  const own = [...grants(CORE_TYPES, EVERY_ACTION, 'own'), ...grants(['user'], ['view'], 'all')];
  rep = await test.person({ grants: own, orgUnitId: tehran });
  colleague = await test.person({ grants: own, orgUnitId: tehran });
  manager = await test.person({
    grants: [...grants(CORE_TYPES, EVERY_ACTION, 'branchAndBelow'), ...grants(['user'], ['view'], 'all')],
    orgUnitId: tehran,
  });
});
afterAll(() => test.close());

describe('POST /accounts', () => {
  it('keeps what was sent, in its normal form, and writes the change', async () => {
    const answer = await rep.post<Body>('/accounts', {
      name: 'شركت  پارس خودرو',
      nationalId: '۱۰۱۰۱۷۸۰۶۴۴',
      phone: '۰۲۱ ۸۸۷۷ ۶۶۵۵ داخلی ۱۲',
      email: 'Info@Pars.IR',
      website: 'pars.ir',
      postalCode: '۱۹۹۵۷-۵۳۱۱۱',
      customerGroup: 'final',
      tags: ['ویژه', 'ویژه', 'نمایشگاه'],
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.etag).toBe('"1"');
    expect(answer.body).toMatchObject({
      name: 'شرکت پارس خودرو',
      kind: 'company',
      relation: 'prospect',
      phone: '+982188776655;ext=12',
      email: 'info@pars.ir',
      website: 'https://pars.ir',
      postalCode: '1995753111',
      tags: ['ویژه', 'نمایشگاه'],
      ownerId: rep.userId,
      lastContactedAt: null,
      version: 1,
    });
    const changes = await test.door.asSystem('test', (uow) =>
      uow.query('select action, actor_id, source, after from changes where record_id = $1', [answer.body.id]),
    );
    expect(changes).toEqual([
      expect.objectContaining({
        action: 'create',
        actor_id: rep.userId,
        after: expect.objectContaining({ name: 'شرکت پارس خودرو' }),
      }),
    ]);
  });

  it.each([
    ['an unknown field', { name: 'الف', colour: 'red' }, { colour: 'field.unknown' }],
    ['a missing name', { city: 'یزد' }, { name: 'field.required' }],
    [
      'a field of the product',
      { name: 'الف', lastContactedAt: '2026-01-01T00:00:00Z' },
      { lastContactedAt: 'field.readonly' },
    ],
    ['a number for a name', { name: 12 }, { name: 'field.notText' }],
    ['a choice that there is not', { name: 'الف', relation: 'friend' }, { relation: 'field.notAChoice' }],
    ['a NUL', { name: 'الف\u0000ب' }, { name: 'field.forbiddenCharacters' }],
    ['a lone surrogate', { name: 'الف\ud800' }, { name: 'field.forbiddenCharacters' }],
    ['a name too long', { name: 'ن'.repeat(201) }, { name: 'field.tooLong' }],
    ['an id that is none', { name: 'الف', parentId: '12' }, { parentId: 'field.notId' }],
    ['tags that are no list', { name: 'الف', tags: 'ویژه' }, { tags: 'field.notList' }],
  ])('refuses %s and names the place', async (_, body, faults) => {
    const answer = await rep.post('/accounts', body);
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(faultsOf(answer.body)).toEqual(faults);
  });

  it('refuses a national id with a wrong check digit', async () => {
    const answer = await rep.post('/accounts', { name: 'الف', nationalId: '10101780643' });
    expect(answer.status).toBe(400);
    expect(Object.keys(faultsOf(answer.body))).toEqual(['nationalId']);
  });

  it('wants ten digits of a person and eleven of a company', async () => {
    const person = await rep.post('/accounts', { name: 'آقای الف', kind: 'person', nationalId: '10101780644' });
    expect([person.status, faultsOf(person.body)]).toEqual([422, { nationalId: 'account.nationalIdOfPerson' }]);
    const company = await rep.post('/accounts', { name: 'شرکت ب', nationalId: '0499370899' });
    expect([company.status, faultsOf(company.body)]).toEqual([422, { nationalId: 'account.nationalIdOfCompany' }]);
    const right = await rep.post('/accounts', { name: 'آقای الف', kind: 'person', nationalId: '0499370899' });
    expect(right.status).toBe(201);
  });

  it('refuses a second account with the national id of a visible one, and names it', async () => {
    const first = await anAccount(rep, { nationalId: '14005893875' });
    const again = await rep.post('/accounts', { name: 'دوباره', nationalId: '14005893875' });
    expect(again.status).toBe(409);
    expect(again.body.errors).toEqual([
      expect.objectContaining({
        path: 'nationalId',
        code: 'field.duplicate',
        params: expect.objectContaining({ id: first.id }),
      }),
    ]);
    // To a colleague who does not see it the answer must not tell that it is there.
    expect((await colleague.post('/accounts', { name: 'دیگری', nationalId: '14005893875' })).status).toBe(201);
  });

  it('speaks Persian unless asked for English', async () => {
    const body = { name: 'الف', kind: 'person', nationalId: '10101780644' };
    expect((await rep.post('/accounts', body)).body.detail).toBe('کد ملی شخص حقیقی ده رقم دارد.');
    expect((await rep.post('/accounts', body, { 'accept-language': 'en' })).body.detail).toContain('ten digits');
  });
});

describe('the tree of a group', () => {
  it('refuses rings', async () => {
    const top = await anAccount(rep);
    const middle = await anAccount(rep, { parentId: top.id });
    const low = await anAccount(rep, { parentId: middle.id });
    for (const parentId of [top.id, low.id]) {
      const answer = await rep.patch(`/accounts/${top.id}`, { parentId });
      expect([answer.status, faultsOf(answer.body)]).toEqual([422, { parentId: 'account.parentCycle' }]);
    }
    expect((await rep.get<Body>(`/accounts/${top.id}`)).body.parentId).toBeNull();
  });

  it('refuses a parent that the caller does not see', async () => {
    const hidden = await anAccount(colleague);
    const answer = await rep.post('/accounts', { name: 'شعبه', parentId: hidden.id });
    expect([answer.status, faultsOf(answer.body)]).toEqual([422, { parentId: 'link.notFound' }]);
  });
});

describe('PATCH and DELETE /accounts/:id', () => {
  it('refuses a stale version with the record as it is now, and changes nothing', async () => {
    const account = await anAccount(rep, { city: 'یزد' });
    await rep.patch(`/accounts/${account.id}`, { city: 'کرمان' }, { 'if-match': '"1"' });
    const stale = await rep.patch(`/accounts/${account.id}`, { city: 'قم' }, { 'if-match': '"1"' });
    expect(stale.status).toBe(412);
    expect(stale.body.current).toMatchObject({ id: account.id, version: 2, city: 'کرمان' });
    expect((await rep.get<Body>(`/accounts/${account.id}`)).body).toMatchObject({ version: 2, city: 'کرمان' });
  });

  it('removes to the bin and restores', async () => {
    const account = await anAccount(rep);
    expect((await rep.delete(`/accounts/${account.id}`)).status).toBe(204);
    expect((await rep.get(`/accounts/${account.id}`)).status).toBe(404);
    expect(idsOf((await rep.get(listOf('/accounts', { deleted: 'true' }))).body)).toContain(account.id);
    expect((await rep.post(`/accounts/${account.id}/restore`)).status).toBe(200);
    expect((await rep.get(`/accounts/${account.id}`)).status).toBe(200);
  });
});

describe('who sees accounts', () => {
  it('shows a rep their own, a manager the branch, the administrator all', async () => {
    const mine = await anAccount(rep);
    const theirs = await anAccount(colleague);
    const elsewhere = await anAccount(test.admin);
    const seen = async (caller: Caller) => {
      const all = [mine.id, theirs.id, elsewhere.id];
      const ids = new Set(idsOf((await caller.get('/accounts?limit=200')).body));
      return all.map((id) => ids.has(id));
    };
    expect(await seen(rep)).toEqual([true, false, false]);
    expect(await seen(manager)).toEqual([true, true, false]);
    expect(await seen(test.admin)).toEqual([true, true, true]);
  });

  it('answers for an invisible record as for an absent one', async () => {
    const theirs = await anAccount(colleague);
    const strip = (body: Record<string, unknown>) => ({ ...body, requestId: undefined });
    const calls = (id: string) => [
      rep.get(`/accounts/${id}`),
      rep.patch(`/accounts/${id}`, { city: 'قم' }),
      rep.delete(`/accounts/${id}`),
      rep.get(`/accounts/${id}/file`),
      rep.get(`/accounts/${id}/timeline`),
      rep.post(`/accounts/${id}/follow`),
    ];
    const [invisible, absent] = await Promise.all([Promise.all(calls(theirs.id)), Promise.all(calls(ABSENT))]);
    expect(invisible.map((answer) => answer.status)).toEqual(invisible.map(() => 404));
    expect(invisible.map((answer) => strip(answer.body))).toEqual(absent.map((answer) => strip(answer.body)));
  });

  it('shows a forgetful raw select only what the caller sees', async () => {
    const theirs = await anAccount(colleague);
    await aContact(colleague, { accountId: theirs.id });
    const answer = await rep.get<Body>('/me');
    expect(answer.status).toBe(200);
    const rows = await test.door.asSystem('test', async (uow) => {
      await uow.query(`select set_config('app.system', '', true), set_config('app.user_id', $1, true)`, [rep.userId]);
      return uow.query('select owner_id from accounts');
    });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.owner_id === rep.userId)).toBe(true);
  });
});

describe('GET /accounts/duplicates', () => {
  it('finds the same telephone, national id and name among visible accounts only', async () => {
    const known = await anAccount(rep, {
      name: 'شرکت فولاد آریا (سهامی خاص)',
      phone: '02144556677',
      nationalId: '10380284790',
    });
    const hidden = await anAccount(colleague, { name: 'فولاد آریا' });
    const by = async (query: object) =>
      (await rep.get<{ data: { record: Body; reasons: string[] }[] }>(listOf('/accounts/duplicates', { ...query })))
        .body.data;
    for (const [query, reason] of [
      [{ name: 'فولاد آریا' }, 'sameName'],
      [{ name: 'گروه فولادآريا' }, 'sameName'],
      [{ name: 'فولاد آریان' }, 'similarName'],
      [{ phone: '+98 21 4455 6677' }, 'phone'],
      [{ nationalId: '۱۰۳۸۰۲۸۴۷۹۰' }, 'nationalId'],
    ] as const) {
      const found = await by(query);
      expect(found.map(({ record, reasons }) => [record.id, reasons])).toEqual([[known.id, [reason]]]);
      expect(found.some(({ record }) => record.id === hidden.id)).toBe(false);
    }
    expect(await by({ name: 'فولاد آریا', except: known.id })).toEqual([]);
    expect(await by({ name: 'سیمان تهران' })).toEqual([]);
  });

  it('refuses an unknown parameter', async () => {
    const answer = await rep.get('/accounts/duplicates?title=x');
    expect([answer.status, faultsOf(answer.body)]).toEqual([400, { title: 'query.unknown' }]);
  });
});
