import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { grants, createTestApp, type TestApp } from '../support/app.js';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly label: { fa: string; en: string };
  readonly choices?: { value: string; label: { fa: string; en: string } }[];
  readonly required: boolean;
  readonly readonly: boolean;
  readonly level: string;
  readonly target?: string;
}
interface Described {
  readonly name: string;
  readonly resource: string;
  readonly labels: { fa: { one: string; many: string } };
  readonly titleField: string;
  readonly fields: Field[];
  readonly actions: Record<string, boolean>;
}

let test: TestApp;
let types: Map<string, Described>;
beforeAll(async () => {
  test = await createTestApp();
  const { body } = await test.admin.get<{ data: Described[] }>('/record-types');
  types = new Map(body.data.map((type) => [type.name, type]));
});
afterAll(() => test.close());

const PERSIAN = /[\u0600-\u06ff]/;

describe('GET /record-types', () => {
  it('describes the types of core by the words of the glossary', () => {
    const words = Object.fromEntries(
      ['account', 'contact', 'activity', 'note'].map((name) => [
        types.get(name)?.resource,
        types.get(name)?.labels.fa.one,
      ]),
    );
    expect(words).toEqual({ accounts: 'طرف حساب', contacts: 'مخاطب', activities: 'فعالیت', notes: 'یادداشت' });
  });

  it('has every name that integrations rely on', () => {
    const fieldsOf = (name: string) => types.get(name)?.fields.map((field) => field.name);
    const standard = [
      'id',
      'version',
      'createdAt',
      'createdBy',
      'updatedAt',
      'updatedBy',
      'ownerId',
      'orgUnitId',
      'custom',
      'externalId',
    ];
    expect(fieldsOf('account')).toEqual(
      expect.arrayContaining([
        ...standard,
        ...[
          'kind',
          'name',
          'relation',
          'customerGroup',
          'parentId',
          'nationalId',
          'economicCode',
          'registrationNo',
          'phone',
        ],
        ...['email', 'website', 'industry', 'province', 'city', 'address', 'postalCode', 'tags', 'description'],
      ]),
    );
    expect(fieldsOf('contact')).toEqual(
      expect.arrayContaining([
        'firstName',
        'lastName',
        'jobTitle',
        'mobile',
        'phone',
        'email',
        'nationalId',
        'birthOn',
        'accountId',
      ]),
    );
    expect(fieldsOf('activity')).toEqual(
      expect.arrayContaining([
        'type',
        'subject',
        'dueAt',
        'startAt',
        'endAt',
        'doneAt',
        'accountId',
        'contactId',
        'about',
        'assigneeId',
      ]),
    );
  });

  it('labels every field and choice of every type in both languages', () => {
    const bare = [...types.values()].flatMap((type) =>
      type.fields.flatMap((field) =>
        [field, ...(field.choices ?? [])]
          .filter(({ label }) => !PERSIAN.test(label.fa) || label.en.trim() === '')
          .map(({ label }) => `${type.name}.${field.name}: ${JSON.stringify(label)}`),
      ),
    );
    expect(bare.filter((line) => !/SHA-256|ROI|NPS|CSAT/.test(line))).toEqual([]);
  });

  it('says what the caller may do, and leaves out what they may not know', async () => {
    const clerk = await test.person({
      grants: [...grants(['contact'], ['view', 'edit'], 'own')],
      fields: [
        { recordType: 'contact', field: 'nationalId', level: 'hidden' },
        { recordType: 'contact', field: 'birthOn', level: 'read' },
      ],
    });
    const { data } = (await clerk.get<{ data: Described[] }>('/record-types')).body;
    expect(data.map(({ name }) => name)).toEqual(['contact']);
    const [contact] = data as [Described];
    expect(contact.actions).toMatchObject({ view: true, edit: true, create: false, delete: false });
    const level = (name: string) => contact.fields.find((field) => field.name === name)?.level;
    expect([level('nationalId'), level('birthOn'), level('mobile')]).toEqual([undefined, 'read', 'write']);
  });

  it('stands in the API document, with the routes of core', async () => {
    const { status, body } = await test.nobody.get<{
      paths: Record<string, object>;
      components: { schemas: Record<string, object> };
    }>('/api/openapi.json');
    expect(status).toBe(200);
    for (const path of [
      '/accounts/{id}/file',
      '/accounts/{id}/timeline',
      '/activities/{id}/complete',
      '/me/day',
      '/search',
      '/tags',
      '/{resource}/{id}/follow',
    ])
      expect(Object.keys(body.paths)).toContain(`/api/v1${path}`);
    expect(Object.keys(body.components.schemas)).toEqual(
      expect.arrayContaining(['Account', 'ActivityCreate', 'AccountFile', 'MyDayView']),
    );
    expect(body.components.schemas.ActivityCreate).toMatchObject({
      properties: { about: { type: ['object', 'null'], required: ['type', 'id'] } },
    });
  });

  it('wants a session', async () => {
    expect((await test.nobody.get('/record-types')).status).toBe(401);
  });
});
