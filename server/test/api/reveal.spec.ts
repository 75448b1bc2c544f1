import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes } from '../factories/people.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

const PHONE = '+989121236789';
const TYPES = ['account', 'contact', 'lead', 'activity', 'accountContact', 'user'];
let test: TestApp;
let seller: Caller;
let contactId: string;

const masking = [
  { recordType: 'contact', field: 'mobile', level: 'masked' },
  { recordType: 'contact', field: 'email', level: 'masked' },
  { recordType: 'contact', field: 'nationalId', level: 'hidden' },
];

beforeAll(async () => {
  test = await createTestApp();
  seller = await test.person({ grants: grants(TYPES, EVERY_ACTION, 'all'), fields: masking });
  const contact = await test.admin.post<{ id: string }>('/contacts', {
    firstName: 'مینا',
    lastName: 'کاوه',
    mobile: PHONE,
    email: 'mina@example.ir',
    nationalId: '0013542419',
    externalId: 'x-1',
  });
  contactId = contact.body.id;
});
afterAll(() => test?.close());

const reveal = (caller: Caller, field: string, id = contactId) =>
  caller.post<{ field: string; value: unknown }>(`/contacts/${id}/reveal`, { field });

describe('a masked field', () => {
  it('travels as its mask on every way, also to the administrator’s changes of it', async () => {
    await test.admin.patch(`/contacts/${contactId}`, { mobile: '09351112222' });
    await test.admin.patch(`/contacts/${contactId}`, { mobile: PHONE });
    const paths = [
      `/contacts/${contactId}`,
      '/contacts?limit=200',
      `/contacts/${contactId}/history`,
      '/changes?types=contact',
      '/contacts/export?format=csv',
      '/contacts/export?format=csv&columns=lastName,id',
      `/search?q=${encodeURIComponent('کاوه')}`,
      `/contacts/duplicates?mobile=${encodeURIComponent(PHONE)}`,
      `/contacts/${contactId}/file`,
    ];
    for (const path of paths) {
      const answer = await seller.get(path);
      const text = JSON.stringify(answer.body);
      expect([path, answer.status < 500, /912123|935111|mina@/.test(text)]).toEqual([path, true, false]);
    }
    expect((await seller.get(`/contacts/${contactId}`)).body).toMatchObject({
      mobile: '0912•••6789',
      email: 'm•••@example.ir',
    });
    expect(String((await seller.get('/contacts/export?format=csv')).body)).toContain('0912•••6789');
  });

  it('cannot be asked for: filter, sort, column, group, search, match of an import', async () => {
    const filter = encodeURIComponent(JSON.stringify({ field: 'mobile', op: 'eq', value: PHONE }));
    for (const path of [
      `/contacts?filter=${filter}`,
      '/contacts?sort=mobile',
      '/contacts/export?columns=mobile',
      '/contacts/summary?groupBy=mobile',
    ])
      expect([path, (await seller.get(path)).status]).toEqual([path, 400]);
    const found = await seller.get<{ data: unknown[] }>(`/contacts?q=${encodeURIComponent(PHONE)}`);
    expect(found.body.data).toEqual([]);
    const written = await seller.post('/contacts/bulk', { data: [{ externalId: 'x-1', mobile: PHONE }] });
    expect(JSON.stringify(written.body)).toContain('field.notWritable');
  });

  it('is uncovered on its own, once each time, and the history says who did', async () => {
    const answer = await reveal(seller, 'mobile');
    expect([answer.status, answer.body]).toEqual([200, { field: 'mobile', value: PHONE }]);
    expect((await seller.get(`/contacts/${contactId}`)).body).toMatchObject({ mobile: '0912•••6789' });
    const { body } = await test.admin.get<{ data: object[] }>(`/contacts/${contactId}/history`);
    expect(body.data[0]).toMatchObject({
      action: 'reveal',
      actorId: seller.userId,
      detail: { field: 'mobile' },
      after: null,
    });
  });

  it('is not uncovered for whoever has no such right', async () => {
    expect(codes(await reveal(seller, 'nationalId'))).toEqual(['field.unknown']);
    expect(codes(await reveal(seller, 'constructor'))).toEqual(['field.unknown']);
    expect(codes(await reveal(seller, 'lastName'))).toEqual(['field.notMasked']);
    expect((await reveal(seller, 'mobile', '0199c0de-0000-7000-8000-000000000abc')).status).toBe(404);
    const foreign = await test.person({ grants: grants(TYPES, EVERY_ACTION, 'own'), fields: masking });
    expect((await reveal(foreign, 'mobile')).status).toBe(404);
    const nobody = await test.person({ grants: [] });
    expect((await reveal(nobody, 'mobile')).status).toBe(403);
  });

  it('tells nobody that a field was uncovered which they do not know of', async () => {
    const nurse = await test.person({
      grants: grants(TYPES, EVERY_ACTION, 'all'),
      fields: [{ recordType: 'contact', field: 'nationalId', level: 'masked' }],
    });
    expect((await reveal(nurse, 'nationalId')).body.value).toBe('0013542419');
    const history = await seller.get(`/contacts/${contactId}/history`);
    expect(JSON.stringify(history.body)).not.toContain('nationalId');
  });

  it('is not uncovered by the dozen', async () => {
    const hasty = await test.person({ grants: grants(TYPES, ['view'], 'all'), fields: masking });
    const answers = [];
    for (let i = 0; i < 24; i += 1) answers.push((await reveal(hasty, 'mobile')).status);
    expect(answers.slice(0, 20).every((status) => status === 200)).toBe(true);
    expect(answers.at(-1)).toBe(429);
  });
});
