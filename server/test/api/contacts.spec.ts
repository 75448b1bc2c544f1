import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aContact, anAccount, type Body, CORE_TYPES, faultsOf, idsOf, listOf } from '../factories/core.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

let test: TestApp;
let rep: Caller;
let colleague: Caller;
beforeAll(async () => {
  test = await createTestApp();
  const own = grants(CORE_TYPES, EVERY_ACTION, 'own');
  rep = await test.person({ grants: own });
  colleague = await test.person({ grants: own });
});
afterAll(() => test.close());

describe('/contacts', () => {
  it('makes the full name of its parts and keeps it so', async () => {
    const contact = await aContact(rep, { firstName: 'علي', lastName: 'كاظمی', mobile: '۰۹۱۲ ۱۲۳ ۴۵۶۷' });
    expect(contact).toMatchObject({ fullName: 'علی کاظمی', mobile: '+989121234567' });
    const changed = await rep.patch<Body>(`/contacts/${contact.id}`, { firstName: null });
    expect(changed.body).toMatchObject({ fullName: 'کاظمی', version: 2 });
    expect((await rep.patch(`/contacts/${contact.id}`, { fullName: 'دیگر' })).status).toBe(400);
  });

  it.each(['1990-02-30', '1990-13-01', '1404-12-30'])(
    'refuses %s: there is no such Gregorian day among the living',
    async (birthOn) => {
      const answer = await rep.post('/contacts', { lastName: 'آزمون', birthOn });
      expect([answer.status, faultsOf(answer.body)]).toEqual([400, { birthOn: 'field.impossibleDate' }]);
    },
  );

  it('refuses a birth in the future and a company id', async () => {
    const future = await rep.post('/contacts', { lastName: 'آینده', birthOn: '2200-01-01' });
    expect([future.status, faultsOf(future.body)]).toEqual([422, { birthOn: 'contact.birthInFuture' }]);
    const company = await rep.post('/contacts', { lastName: 'شرکتی', nationalId: '10101780644' });
    expect([company.status, faultsOf(company.body)]).toEqual([422, { nationalId: 'account.nationalIdOfPerson' }]);
  });

  it('finds a person by any writing of the number and by parts of the name', async () => {
    const contact = await aContact(rep, {
      firstName: 'پریسا',
      lastName: 'رضائی',
      mobile: '09351112233',
      jobTitle: 'مدیر خرید',
    });
    for (const q of ['0935 111 2233', '+98 935 111 22 33', '۰۹۳۵۱۱۱۲۲۳۳', 'رضایی پریسا', 'پريسا', 'مدیر خرید پر']) {
      expect([q, idsOf((await rep.get(listOf('/contacts', { q }))).body)]).toEqual([q, [contact.id]]);
    }
    expect(idsOf((await colleague.get(listOf('/contacts', { q: 'پریسا' }))).body)).toEqual([]);
  });

  it('warns of the same person', async () => {
    const contact = await aContact(rep, { firstName: 'مهدی', lastName: 'کریمی‌نژاد', mobile: '09124443322' });
    const query = listOf('/contacts/duplicates', { name: 'جناب آقای مهدی کریمی نژاد', phone: '00989124443322' });
    const answer = await rep.get<{ data: { record: Body; reasons: string[]; score: number }[] }>(query);
    expect(answer.body.data.map(({ record, reasons }) => [record.id, reasons])).toEqual([
      [contact.id, ['phone', 'sameName']],
    ]);
    expect((await colleague.get<{ data: [] }>(query)).body.data).toEqual([]);
  });
});

describe('/account-contacts', () => {
  it('links a person to several firms, each role once', async () => {
    const [one, two] = [await anAccount(rep), await anAccount(rep)];
    const contact = await aContact(rep, { accountId: one.id });
    const link = { accountId: two.id, contactId: contact.id, role: 'decisionMaker', main: true };
    expect((await rep.post('/account-contacts', link)).status).toBe(201);
    const again = await rep.post('/account-contacts', link);
    expect([again.status, faultsOf(again.body)]).toEqual([409, { role: 'accountContact.sameRole' }]);
    expect((await rep.post('/account-contacts', { ...link, role: 'payer' })).status).toBe(201);
    const file = await rep.get<{ accounts: { id: string; roles: string[]; main: boolean }[] }>(
      `/contacts/${contact.id}/file`,
    );
    expect(file.body.accounts).toEqual([{ id: two.id, name: two.name, roles: ['decisionMaker', 'payer'], main: true }]);
  });

  it('is seen with its account and not otherwise', async () => {
    const account = await anAccount(rep);
    const contact = await aContact(rep);
    const link = await rep.post<Body>('/account-contacts', { accountId: account.id, contactId: contact.id });
    expect((await rep.get(`/account-contacts/${link.body.id}`)).status).toBe(200);
    expect((await colleague.get(`/account-contacts/${link.body.id}`)).status).toBe(404);
    expect(idsOf((await colleague.get('/account-contacts')).body)).toEqual([]);
    const strange = await colleague.post('/account-contacts', { accountId: account.id, contactId: contact.id });
    expect([strange.status, faultsOf(strange.body)]).toEqual([
      422,
      { accountId: 'link.notFound', contactId: 'link.notFound' },
    ]);
  });
});
