import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aContact, anAccount, anActivity, aNote, type Body, CORE_TYPES, faultsOf } from '../factories/core.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

interface Item {
  readonly kind: string;
  readonly id: string;
  readonly at: string;
  readonly actorId: string;
  readonly data: Record<string, unknown>;
}
type Page = { data: Item[]; nextCursor: string | null };

let test: TestApp;
let rep: Caller;
let manager: Caller;
beforeAll(async () => {
  test = await createTestApp();
  rep = await test.person({ grants: grants(CORE_TYPES, EVERY_ACTION, 'own') });
  manager = await test.person({ grants: grants(['account'], EVERY_ACTION, 'all') });
});
afterAll(() => test.close());

describe('GET /accounts/:id/file', () => {
  it('answers everything about an account at once', async () => {
    const group = await anAccount(rep, { name: 'گروه صنعتی' });
    const account = await anAccount(rep, { parentId: group.id });
    const branch = await anAccount(rep, { parentId: account.id, name: 'شعبهٔ تبریز' });
    const main = await aContact(rep, { lastName: 'اصلی' });
    const plain = await aContact(rep, { accountId: account.id, lastName: 'ساده' });
    await rep.post('/account-contacts', {
      accountId: account.id,
      contactId: main.id,
      role: 'decisionMaker',
      main: true,
    });
    const late = await anActivity(rep, { accountId: account.id, dueAt: '2020-01-01T00:00:00Z' });
    const undated = await anActivity(rep, { accountId: account.id });
    await anActivity(rep, { accountId: account.id, doneAt: '2020-01-01T00:00:00Z' });
    await aNote(rep, { type: 'account', id: account.id });
    const answer = await rep.get<Record<string, unknown>>(`/accounts/${account.id}/file`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      account: { id: account.id, version: 1 },
      figures: { openActivities: 2, overdueActivities: 1, doneActivities: 1, notes: 1, files: 0 },
      openActivities: [{ id: late.id }, { id: undated.id }],
      parent: { id: group.id, name: 'گروه صنعتی' },
      branches: [{ id: branch.id, name: 'شعبهٔ تبریز', relation: 'prospect' }],
      following: false,
    });
    const people = answer.body.people as (Body & { roles: string[]; main: boolean })[];
    expect(people.map(({ id, roles, main: first }) => [id, roles, first])).toEqual([
      [main.id, ['decisionMaker'], true],
      [plain.id, [], false],
    ]);
  });

  it('leaves out what the caller has no right to', async () => {
    const account = await anAccount(rep);
    await aContact(rep, { accountId: account.id });
    await anActivity(rep, { accountId: account.id });
    const file = await manager.get<{ people: unknown[]; openActivities: unknown[] }>(`/accounts/${account.id}/file`);
    expect([file.status, file.body.people, file.body.openActivities]).toEqual([200, [], []]);
  });

  it('shows the hidden field of a contact to nobody', async () => {
    const blind = await test.person({
      grants: grants(CORE_TYPES, EVERY_ACTION, 'all'),
      fields: [{ recordType: 'contact', field: 'mobile', level: 'hidden' }],
    });
    const account = await anAccount(rep);
    await aContact(rep, { accountId: account.id, mobile: '09121112233' });
    const file = await blind.get<{ people: Body[] }>(`/accounts/${account.id}/file`);
    expect(file.body.people).toHaveLength(1);
    expect(JSON.stringify(file.body)).not.toContain('9121112233');
  });
});

describe('GET /accounts/:id/timeline', () => {
  it('tells activities, notes and changes in one list, page by page, without gap or repeat', async () => {
    const account = await anAccount(rep);
    const person = await aContact(rep, { accountId: account.id });
    const call = await anActivity(rep, { type: 'call', accountId: account.id, doneAt: '2026-01-05T08:00:00Z' });
    const sameTime = await anActivity(rep, { type: 'call', accountId: account.id, doneAt: '2026-01-05T08:00:00Z' });
    await anActivity(rep, { accountId: account.id });
    const note = await aNote(rep, { type: 'contact', id: person.id });
    await rep.patch(`/accounts/${account.id}`, { relation: 'customer', description: 'شرح' });
    await rep.patch(`/accounts/${account.id}`, { description: 'شرح دیگر' });
    const whole = (await rep.get<Page>(`/accounts/${account.id}/timeline`)).body;
    expect(whole.data.map(({ kind, id }) => (kind === 'change' ? kind : id))).toEqual([
      'change',
      note.id,
      'change',
      sameTime.id,
      call.id,
    ]);
    expect(whole.data[0]).toMatchObject({
      actorId: rep.userId,
      data: { action: 'update', before: { relation: 'prospect' }, after: { relation: 'customer' } },
    });
    expect(whole.nextCursor).toBeNull();
    const walked: Item[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 9; pages += 1) {
      const page: Page = (
        await rep.get<Page>(`/accounts/${account.id}/timeline?limit=1${cursor && `&cursor=${cursor}`}`)
      ).body;
      walked.push(...page.data);
      cursor = page.nextCursor;
    }
    expect(walked).toEqual(whole.data);
  });

  it('gives chosen kinds only, and refuses others', async () => {
    const account = await anAccount(rep);
    await aNote(rep, { type: 'account', id: account.id });
    const notes = (await rep.get<Page>(`/accounts/${account.id}/timeline?kinds=note`)).body;
    expect(notes.data.map(({ kind }) => kind)).toEqual(['note']);
    const wrong = await rep.get(`/accounts/${account.id}/timeline?kinds=note,dream`);
    expect([wrong.status, faultsOf(wrong.body)]).toEqual([400, { kinds: 'timeline.kindUnknown' }]);
  });

  it('refuses the cursor of another list', async () => {
    const [one, two] = [await anAccount(rep), await anAccount(rep)];
    for (const account of [one, two])
      for (const text of ['یک', 'دو']) await aNote(rep, { type: 'account', id: account.id }, text);
    const first = (await rep.get<Page>(`/accounts/${one.id}/timeline?limit=1`)).body;
    const answer = await rep.get(`/accounts/${two.id}/timeline?limit=1&cursor=${first.nextCursor}`);
    expect([answer.status, faultsOf(answer.body)]).toEqual([400, { cursor: 'cursor.invalid' }]);
    expect((await rep.get(`/accounts/${one.id}/timeline?limit=0`)).status).toBe(400);
  });
});

describe('GET /contacts/:id/file and /timeline', () => {
  it('answers for a person as well', async () => {
    const account = await anAccount(rep);
    const person = await aContact(rep, { accountId: account.id });
    const open = await anActivity(rep, { contactId: person.id });
    await anActivity(rep, {
      type: 'meeting',
      contactId: person.id,
      doneAt: '2026-01-05T08:00:00Z',
      minutes: 'صورت‌جلسه',
    });
    const file = await rep.get(`/contacts/${person.id}/file`);
    expect(file.body).toMatchObject({
      contact: { id: person.id, account: { id: account.id } },
      figures: { openActivities: 1, doneActivities: 1 },
      openActivities: [{ id: open.id, accountName: account.name }],
    });
    const timeline = (await rep.get<Page>(`/contacts/${person.id}/timeline`)).body;
    expect(timeline.data.map(({ kind }) => kind)).toEqual(['change', 'activity']);
    expect(timeline.data[1]?.data.minutes).toBe('صورت‌جلسه');
  });
});
