import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  body,
  newAccount,
  newOpportunity,
  type Page,
  type ProblemBody,
  type Rec,
  rial,
  salesGrants,
  undoLast,
} from '../factories/sales.js';
import { type Caller, createTestApp, type TestApp } from '../support/app.js';

let app: TestApp;
let manager: Caller;
let sara: Caller;
let reza: Caller;

beforeAll(async () => {
  app = await createTestApp();
  sara = await app.person({ grants: salesGrants().filter(({ action }) => action !== 'assign') });
  reza = await app.person({ grants: salesGrants() });
  manager = await app.person({ grants: salesGrants('all') });
});
afterAll(() => app?.close());

type Lead = Rec & {
  duplicates: { type: string; id: string; because: string[] }[];
  scoreReasons: { reason: string; points: number }[];
};
const newLead = async (caller: Caller, values: Record<string, unknown> = {}): Promise<Lead> =>
  body<Lead>(await caller.post('/leads', { lastName: 'محمدی', ...values }), 201);

describe('a new lead', () => {
  test('has a full name, a score and the reasons of the score', async () => {
    const lead = await newLead(sara, {
      firstName: 'سارا',
      companyName: 'آرمان',
      mobile: '۰۹۱۲۱۲۳۴۵۶۷',
      source: 'referral',
    });
    expect(lead).toMatchObject({
      fullName: 'سارا محمدی',
      mobile: '+989121234567',
      status: 'new',
      score: 50,
      ownerId: sara.userId,
    });
    expect(lead.scoreReasons.map(({ reason, points }) => [reason, points])).toEqual([
      ['source', 20],
      ['hasMobile', 15],
      ['hasCompany', 15],
    ]);
    const edited = body<Lead>(
      await sara.patch(`/leads/${lead.id}`, { city: 'تهران', estimatedAmount: rial('2000000000') }),
      200,
    );
    expect(edited.score).toBe(65);
  });

  test.each([
    ['nobody in it', { lastName: null }, 422, 'lastName', 'lead.nameless'],
    ['a bad phone', { mobile: '12' }, 400, 'mobile', undefined],
    ['a score of its own', { score: 99 }, 400, 'score', 'field.readonly'],
    ['an unknown source', { source: 'dream' }, 400, 'source', 'field.notAChoice'],
    ['the status converted', { status: 'converted' }, 422, 'status', 'lead.statusByAction'],
  ])('with %s is refused', async (_, values, status, path, code) => {
    const answer = await sara.post<ProblemBody>('/leads', { lastName: 'نادرست', ...values });
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([status, path]);
    if (code) expect(answer.body.errors?.[0]?.code).toBe(code);
  });

  test('warns of records that the caller sees and that may be the same', async () => {
    const account = await newAccount(sara, { name: 'صنایع البرز', phone: '021-88776655' });
    const first = await newLead(sara, { lastName: 'کریمی', mobile: '09351112233', email: 'karimi@example.ir' });
    expect(first.duplicates).toEqual([]);
    const second = await newLead(sara, { lastName: 'کریمی', mobile: '+98 935 111 2233', companyName: 'صنايع البرز' });
    expect(second.duplicates).toEqual([
      { type: 'lead', id: first.id, title: 'کریمی', because: ['mobile'] },
      { type: 'account', id: account.id, title: 'صنایع البرز', because: ['companyName'] },
    ]);
    const asked = body<{ data: Rec[] }>(await sara.get('/leads/duplicates?email=KARIMI@example.ir'), 200);
    expect(asked.data.map(({ id }) => id)).toEqual([first.id]);
    expect(body<{ data: Rec[] }>(await reza.get('/leads/duplicates?mobile=09351112233'), 200).data).toEqual([]);
    expect((await sara.get('/leads/duplicates?colour=red')).status).toBe(400);
  });

  test('is invisible to a colleague', async () => {
    const lead = await newLead(sara);
    expect((await reza.get(`/leads/${lead.id}`)).status).toBe(404);
    expect((await reza.post(`/leads/${lead.id}/convert`, {})).status).toBe(404);
    expect((await reza.post(`/leads/${lead.id}/disqualify`, { reason: 'x' })).status).toBe(404);
  });
});

describe('scoring rules', () => {
  test("are the administrator's to change, and score open leads anew", async () => {
    const lead = await newLead(sara, { lastName: 'امتیازی', email: 'a@example.ir' });
    expect(lead.score).toBe(5);
    expect((await sara.call('PATCH', '/lead-scoring', { hasEmail: 40 })).status).toBe(403);
    expect((await app.admin.call('PATCH', '/lead-scoring', { hasEmail: 'many' })).status).toBe(400);
    body(await app.admin.call('PATCH', '/lead-scoring', { hasEmail: 40 }), 200);
    expect((await sara.get<Lead>(`/leads/${lead.id}`)).body).toMatchObject({
      score: 40,
      scoreReasons: [{ reason: 'hasEmail', points: 40 }],
    });
    body(await app.admin.call('PATCH', '/lead-scoring', { hasEmail: 5 }), 200);
  });

  test('keep what two people change at once, and refuse one who read an older version', async () => {
    const read = await app.admin.get('/lead-scoring');
    await Promise.all([
      app.admin.call('PATCH', '/lead-scoring', { hasCity: 9 }),
      app.admin.call('PATCH', '/lead-scoring', { hasJobTitle: 8 }),
    ]);
    expect((await app.admin.get('/lead-scoring')).body).toMatchObject({ hasCity: 9, hasJobTitle: 8 });
    const late = await app.admin.call(
      'PATCH',
      '/lead-scoring',
      { hasCity: 1 },
      { 'if-match': read.headers.etag ?? '' },
    );
    expect([late.status, late.body]).toMatchObject([412, { current: { hasCity: 9 } }]);
    body(await app.admin.call('PATCH', '/lead-scoring', { hasCity: 5, hasJobTitle: 5 }), 200);
  });
});

describe('assignment', () => {
  let rule: Rec;

  beforeAll(async () => {
    rule = body(
      await app.admin.post('/assignment-rules', {
        name: 'تهران',
        filter: {
          and: [
            { field: 'city', op: 'eq', value: 'تهران' },
            { field: 'companyName', op: 'contains', value: 'صنعت' },
          ],
        },
        assigneeIds: [sara.userId, reza.userId],
      }),
      201,
    );
  });
  const matching = { city: 'تهران', companyName: 'صنعت گستر' };

  test('takes turns, also when two leads come at once', async () => {
    const leads = await Promise.all([1, 2, 3, 4].map(() => newLead(manager, matching)));
    expect(leads.map(({ ownerId }) => ownerId).sort()).toEqual(
      [sara.userId, sara.userId, reza.userId, reza.userId].sort(),
    );
    expect(leads[0]?.assignedByRule).toBe('تهران');
  });

  test('hands over also for somebody without the right to assign', async () => {
    const owners = [await newLead(sara, matching), await newLead(sara, matching)].map(({ ownerId }) => ownerId);
    expect(new Set(owners)).toEqual(new Set([sara.userId, reza.userId]));
  });

  test('leaves alone what has an owner, and what fits no rule', async () => {
    expect((await newLead(manager, { ...matching, ownerId: manager.userId })).ownerId).toBe(manager.userId);
    expect((await newLead(manager, { city: 'قم' })).ownerId).toBe(manager.userId);
  });

  test('by hand or by rule needs the right to assign', async () => {
    const own = await newLead(sara, { city: 'قم' });
    expect((await sara.post(`/leads/${own.id}/assign`, { ownerId: reza.userId })).status).toBe(403);
    const lead = await newLead(manager, { ...matching, ownerId: manager.userId });
    const given = body(await manager.post(`/leads/${lead.id}/assign`, { ownerId: reza.userId }), 200);
    expect(given.ownerId).toBe(reza.userId);
    const ruled = body(await manager.post(`/leads/${lead.id}/assign`, {}), 200);
    expect([sara.userId, reza.userId]).toContain(ruled.ownerId);
    const nobody = await newLead(manager, { city: 'قم' });
    expect((await manager.post<ProblemBody>(`/leads/${nobody.id}/assign`, {})).body).toMatchObject({
      status: 422,
      code: 'lead.nobodyToAssign',
    });
  });

  test('a rule with a bad filter or nobody in it is refused', async () => {
    const bad = await app.admin.post<ProblemBody>('/assignment-rules', {
      name: 'بد',
      assigneeIds: [sara.userId],
      filter: { field: 'colour', op: 'eq', value: 1 },
    });
    expect([bad.status, bad.body.errors?.[0]?.code]).toEqual([422, 'filter.unknownField']);
    const empty = await app.admin.post<ProblemBody>('/assignment-rules', { name: 'بد', assigneeIds: [] });
    expect([empty.status, empty.body.errors?.[0]?.path]).toEqual([422, 'assigneeIds']);
    expect((await sara.post('/assignment-rules', { name: 'من', assigneeIds: [sara.userId] })).status).toBe(403);
  });

  afterAll(async () => {
    expect((await app.admin.delete(`/assignment-rules/${rule.id}`)).status).toBe(204);
  });
});

describe('conversion', () => {
  interface Converted {
    lead: Rec;
    account: Rec;
    contact: Rec | null;
    opportunity: Rec | null;
  }
  const full = {
    firstName: 'نرگس',
    companyName: 'پارس',
    mobile: '09121110000',
    city: 'شیراز',
    source: 'website',
    estimatedAmount: rial(700),
    productInterest: 'دستگاه برش',
  };

  test('makes account, contact and opportunity, and the lead keeps the links', async () => {
    const lead = await newLead(sara, full);
    const made = body<Converted>(await sara.post(`/leads/${lead.id}/convert`, {}), 200);
    expect(made.account).toMatchObject({
      name: 'پارس',
      kind: 'company',
      relation: 'prospect',
      city: 'شیراز',
      ownerId: sara.userId,
    });
    expect(made.contact).toMatchObject({
      firstName: 'نرگس',
      lastName: 'محمدی',
      mobile: '+989121110000',
      accountId: made.account.id,
    });
    expect(made.opportunity).toMatchObject({
      name: 'پارس، دستگاه برش',
      amount: rial(700),
      source: 'website',
      accountId: made.account.id,
      contactId: made.contact?.id,
    });
    expect((await sara.get<Rec>(`/leads/${lead.id}`)).body).toMatchObject({
      status: 'converted',
      convertedAccountId: made.account.id,
      convertedContactId: made.contact?.id,
      convertedOpportunityId: made.opportunity?.id,
    });
  });

  test('into an account that is there, without an opportunity', async () => {
    const account = await newAccount(sara, { name: 'قدیمی' });
    const lead = await newLead(sara, full);
    const made = body<Converted>(
      await sara.post(`/leads/${lead.id}/convert`, { accountId: account.id, opportunity: null }),
      200,
    );
    expect([made.account.id, made.contact?.accountId, made.opportunity]).toEqual([account.id, account.id, null]);
  });

  test('fails as a whole, naming the part of the body', async () => {
    const lead = await newLead(sara, full);
    const before = body<Page>(await sara.get('/accounts?count=exact'), 200).total;
    const answer = await sara.post<ProblemBody>(`/leads/${lead.id}/convert`, { opportunity: { amount: rial(-5) } });
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, 'opportunity.amount']);
    expect(body<Page>(await sara.get('/accounts?count=exact'), 200).total).toBe(before);
    expect((await sara.get<Rec>(`/leads/${lead.id}`)).body.status).toBe('new');
  });

  test('into an account of somebody else is refused like one that is not there', async () => {
    const hidden = await newAccount(reza);
    const lead = await newLead(sara, full);
    const answer = await sara.post<ProblemBody>(`/leads/${lead.id}/convert`, { accountId: hidden.id });
    expect([answer.status, answer.body.errors?.[0]]).toEqual([
      422,
      expect.objectContaining({ path: 'accountId', code: 'link.notFound' }),
    ]);
  });

  test('two at once give one account, contact and opportunity', async () => {
    const lead = await newLead(sara, { ...full, companyName: 'همزمان' });
    const answers = await Promise.all([1, 2, 3].map(() => sara.post<ProblemBody>(`/leads/${lead.id}/convert`, {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('lead.converted');
    for (const resource of ['accounts', 'opportunities'])
      expect(body<Page>(await sara.get(`/${resource}?q=همزمان`), 200).data).toHaveLength(1);
  });

  test('can be taken back as a whole', async () => {
    const lead = await newLead(sara, full);
    const made = body<Converted>(await sara.post(`/leads/${lead.id}/convert`, {}), 200);
    expect(await undoLast(sara, 'leads', lead.id)).toEqual(expect.objectContaining({ undone: 4, skipped: [] }));
    expect((await sara.get<Rec>(`/leads/${lead.id}`)).body).toMatchObject({
      status: 'new',
      convertedAt: null,
      convertedAccountId: null,
    });
    expect((await sara.get(`/accounts/${made.account.id}`)).status).toBe(404);
    expect((await sara.get(`/opportunities/${made.opportunity?.id}`)).status).toBe(404);
    body(await sara.post(`/leads/${lead.id}/convert`, {}), 200);
  });

  test('a converted lead is not opened, assigned or disqualified any more', async () => {
    const lead = await newLead(manager, { ...full, ownerId: manager.userId });
    body(await manager.post(`/leads/${lead.id}/convert`, {}), 200);
    expect((await manager.post(`/leads/${lead.id}/disqualify`, { reason: 'x' })).status).toBe(409);
    expect((await manager.post(`/leads/${lead.id}/assign`, { ownerId: sara.userId })).status).toBe(409);
    expect((await manager.patch<ProblemBody>(`/leads/${lead.id}`, { status: 'new' })).body.errors?.[0]?.code).toBe(
      'lead.converted',
    );
  });
});

describe('disqualifying', () => {
  test('keeps the reason until the lead is taken up again', async () => {
    const lead = await newLead(sara);
    expect((await sara.post(`/leads/${lead.id}/disqualify`, {})).status).toBe(400);
    const closed = body(await sara.post(`/leads/${lead.id}/disqualify`, { reason: 'بودجه ندارد' }), 200);
    expect(closed).toMatchObject({ status: 'disqualified', disqualifiedReason: 'بودجه ندارد' });
    expect((await sara.post<ProblemBody>(`/leads/${lead.id}/convert`, {})).body).toMatchObject({
      status: 409,
      code: 'lead.disqualified',
    });
    expect(body(await sara.patch(`/leads/${lead.id}`, { status: 'working' }), 200)).toMatchObject({
      status: 'working',
      disqualifiedReason: null,
    });
  });
});

describe('activities about a lead or an opportunity', () => {
  test('set the next step and the last activity', async () => {
    const [lead, opportunity] = [await newLead(sara), await newOpportunity(sara)];
    for (const [type, resource, record] of [
      ['lead', 'leads', lead],
      ['opportunity', 'opportunities', opportunity],
    ] as const) {
      const dueAt = '2031-05-01T08:00:00.000Z';
      const task = body(
        await sara.post('/activities', { subject: 'پیگیری', dueAt, about: { type, id: record.id } }),
        201,
      );
      expect((await sara.get<Rec>(`/${resource}/${record.id}`)).body).toMatchObject({
        nextStepAt: dueAt,
        lastActivityAt: null,
      });
      const doneAt = '2026-01-02T08:00:00.000Z';
      body(await sara.patch(`/activities/${task.id}`, { doneAt }), 200);
      expect((await sara.get<Rec>(`/${resource}/${record.id}`)).body).toMatchObject({
        nextStepAt: null,
        lastActivityAt: doneAt,
        version: 1,
      });
    }
  });
});
