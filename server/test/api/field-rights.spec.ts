import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

const TYPES = [
  'account',
  'contact',
  'activity',
  'opportunity',
  'lead',
  'target',
  'note',
  'accountContact',
  'pipeline',
  'stage',
  'user',
];

let app: TestApp;
let accountId: string;
let opportunityId: string;
let activityId: string;

/** Somebody who may do everything, but for these fields. */
function limited(fields: readonly [recordType: string, field: string, level?: string][]): Promise<Caller> {
  return app.person({
    grants: grants(TYPES, EVERY_ACTION, 'all'),
    fields: fields.map(([recordType, field, level = 'hidden']) => ({ recordType, field, level })),
  });
}

const made = async (path: string, body: object): Promise<string> =>
  (await app.admin.post<{ id: string }>(path, body)).body.id;

beforeAll(async () => {
  app = await createTestApp();
  accountId = await made('/accounts', { name: 'زرین', city: 'کرج', phone: '02188776655', nationalId: '14005893875' });
  const contactId = await made('/contacts', { firstName: 'مانی', lastName: 'پیروز', accountId });
  opportunityId = await made('/opportunities', { name: 'فروش', accountId, contactId, amount: { amount: '4000000' } });
  activityId = await made('/activities', {
    subject: 'پیگیری',
    type: 'task',
    dueAt: new Date().toISOString(),
    accountId,
  });
  await made('/leads', { lastName: 'تهرانی', firstName: 'سارا' });
});
afterAll(() => app?.close());

describe('a hidden field', () => {
  it('is not found by free text, neither in the list nor in the search everywhere', async () => {
    const curious = await limited([
      ['account', 'phone'],
      ['account', 'nationalId'],
    ]);
    const found = async (q: string): Promise<[list: number, everywhere: number]> => {
      const list = await curious.get<{ data: unknown[] }>(`/accounts?q=${encodeURIComponent(q)}&count=exact`);
      const everywhere = await curious.get<{ data: unknown[] }>(`/search?types=account&q=${encodeURIComponent(q)}`);
      return [list.body.data.length, everywhere.body.data.length];
    };
    expect(await found('02188776655')).toEqual([0, 0]);
    expect(await found('14005893875')).toEqual([0, 0]);
    // What they may read still finds it, also together with another word of it.
    expect(await found('زرین کرج')).toEqual([1, 1]);
    expect((await app.admin.get<{ data: unknown[] }>('/accounts?q=14005893875')).body.data).toHaveLength(1);
  });

  it('hides what is made of it', async () => {
    const curious = await limited([
      ['contact', 'firstName'],
      ['lead', 'lastName'],
      ['opportunity', 'amount'],
    ]);
    for (const path of ['/contacts', '/leads', '/opportunities', `/accounts/${accountId}/file`]) {
      const { status, body } = await curious.get(path);
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(/مانی|تهرانی|4000000|fullName|weightedAmount/);
    }
    expect((await curious.get('/contacts?sort=fullName')).status).toBe(400);
    expect((await curious.get('/opportunities?sort=weightedAmount')).status).toBe(400);
  });

  it('is limited under its second name as well', async () => {
    const curious = await limited([['activity', 'ownerId', 'read']]);
    const answer = await curious.patch(`/activities/${activityId}`, { assigneeId: curious.userId });
    expect(answer.status).toBe(403);
    const hidden = await limited([['activity', 'ownerId']]);
    expect((await hidden.get(`/activities/${activityId}`)).body).not.toHaveProperty('assigneeId');
  });

  it('closes the screens that are nothing without it', async () => {
    const curious = await limited([
      ['opportunity', 'amount'],
      ['opportunity', 'stageId'],
    ]);
    expect((await curious.get('/opportunities/board')).status).toBe(403);
    expect((await curious.get('/reports/sales/summary')).status).toBe(403);
    expect((await curious.get('/targets/progress')).status).toBe(403);
  });

  it('does not close a list that is ordered by it unless asked otherwise', async () => {
    const curious = await limited([['stage', 'position']]);
    expect((await curious.get('/stages')).status).toBe(200);
    expect((await curious.get('/stages?sort=position')).status).toBe(400);
  });

  it('leaves the board whole for whoever may not read owners and customers', async () => {
    const curious = await limited([
      ['opportunity', 'ownerId'],
      ['opportunity', 'accountId'],
    ]);
    const { status, body } = await curious.get<{ columns: { cards: Record<string, unknown>[] }[] }>(
      '/opportunities/board',
    );
    expect(status).toBe(200);
    const [card] = body.columns.flatMap(({ cards }) => cards);
    expect(card).toMatchObject({
      id: opportunityId,
      ownerId: null,
      ownerName: null,
      accountId: null,
      accountName: null,
    });
  });

  it('stays out of the file of a customer and of the own day', async () => {
    const curious = await limited([
      ['account', 'relation'],
      ['opportunity', 'status'],
      ['activity', 'subject'],
      ['accountContact', 'role'],
    ]);
    const file = await curious.get<Record<string, unknown>>(`/accounts/${accountId}/file`);
    expect(file.body).toMatchObject({ openActivities: [], parent: null, branches: [] });
    expect(file.body.sections).not.toHaveProperty('sales');
    await curious.patch(`/activities/${activityId}`, { assigneeId: curious.userId });
    expect((await curious.get('/me/day')).body).toMatchObject({ overdue: [], today: [], next: [], goneQuiet: [] });
  });
});

describe('somebody without rights', () => {
  it('does not meet what they made in the own day, once the right to look at it is gone', async () => {
    const person = await app.person({ grants: grants(['activity'], ['create'], 'own') });
    const answer = await person.post('/activities', { subject: 'راز', type: 'task', dueAt: new Date().toISOString() });
    expect(answer.status).toBe(201);
    expect(JSON.stringify((await person.get('/me/day')).body)).not.toContain('راز');
  });

  it('is not told how many notes and activities a customer has', async () => {
    await made('/notes', { body: 'یادداشت', about: { type: 'account', id: accountId } });
    const person = await app.person({ grants: grants(['account'], ['view'], 'all') });
    const { body } = await person.get<{ figures: Record<string, number> }>(`/accounts/${accountId}/file`);
    expect(body.figures).toEqual({ openActivities: 0, overdueActivities: 0, doneActivities: 0, notes: 0, files: 0 });
  });
});
