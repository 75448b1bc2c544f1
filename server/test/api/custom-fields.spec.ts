import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { schemaDrift } from '../../src/platform/database/schema-drift.js';
import { createTestApp, grants, type Answer, type Caller, type TestApp } from '../support/app.js';

interface Made {
  readonly id: string;
  readonly version: number;
  readonly custom: Record<string, unknown>;
  readonly [field: string]: unknown;
}
interface Listed {
  readonly data: Made[];
}
interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly errors?: { readonly path: string; readonly code: string; readonly message: string }[];
}
interface Described {
  readonly name: string;
  readonly fields: { readonly name: string; readonly type: string; readonly level: string }[];
}

let test: TestApp;
let admin: Caller;
beforeAll(async () => {
  test = await createTestApp();
  admin = test.admin;
});
afterAll(() => test.close());

/** Adds a field to accounts and gives its definition. */
async function field(more: Record<string, unknown>): Promise<Made> {
  const body = { recordType: 'account', labelFa: 'فیلد آزمون', labelEn: 'Test field', ...more };
  const answer = await admin.post<Made>('/custom-fields', body);
  if (answer.status !== 201) throw new Error(`field: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

async function account(more: Record<string, unknown>, by = admin): Promise<Made> {
  const answer = await by.post<Made>('/accounts', {
    name: 'بازرگانی آرمان',
    kind: 'company',
    relation: 'customer',
    ...more,
  });
  if (answer.status !== 201) throw new Error(`account: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

const filtered = (filter: object, more = ''): Promise<Answer<Listed>> =>
  admin.get<Listed>(`/accounts?filter=${encodeURIComponent(JSON.stringify(filter))}${more}`);

const ids = (answer: Answer<Listed>): string[] => answer.body.data.map(({ id }) => id);

describe('a custom field', () => {
  it('is a field of its records at once: write, read, filter, sort, group, history, document', async () => {
    await field({ name: 'fleetSize', kind: 'number', decimals: 0, min: 0, indexed: true });
    const small = await account({ name: 'ناوگان کوچک', custom: { fleetSize: 3 } });
    const large = await account({ name: 'ناوگان بزرگ', custom: { fleetSize: 40 } });
    expect(small.custom).toMatchObject({ fleetSize: 3 });
    expect(ids(await filtered({ field: 'custom.fleetSize', op: 'gt', value: 10 }))).toEqual([large.id]);
    const sorted = await filtered({ field: 'custom.fleetSize', op: 'notEmpty' }, '&sort=-custom.fleetSize');
    expect(ids(sorted)).toEqual([large.id, small.id]);
    const page = await filtered({ field: 'custom.fleetSize', op: 'notEmpty' }, '&sort=custom.fleetSize&limit=1');
    const { nextCursor } = page.body as unknown as { nextCursor: string };
    const next = await filtered(
      { field: 'custom.fleetSize', op: 'notEmpty' },
      `&sort=custom.fleetSize&limit=1&cursor=${nextCursor}`,
    );
    expect([...ids(page), ...ids(next)]).toEqual([small.id, large.id]);
    const summary = await admin.get<{ total: { fields: Record<string, { sum: number }> } }>(
      '/accounts/summary?fields=custom.fleetSize',
    );
    expect(summary.body.total.fields['custom.fleetSize']?.sum).toBe(43);
    const changed = await admin.patch<Made>(`/accounts/${small.id}`, { custom: { fleetSize: 5 } });
    expect(changed.body.custom).toMatchObject({ fleetSize: 5 });
    const history = await admin.get<{ data: { id: string; before: unknown; after: unknown }[] }>(
      `/accounts/${small.id}/history`,
    );
    expect(history.body.data[0]).toMatchObject({
      before: { 'custom.fleetSize': 3 },
      after: { 'custom.fleetSize': 5 },
    });
    const reverted = await admin.post<Made>(`/accounts/${small.id}/revert`, { changeId: history.body.data[0]?.id });
    expect(reverted.body.custom).toMatchObject({ fleetSize: 3 });
    const document = await test.nobody.get<{
      components: { schemas: Record<string, { properties: Record<string, { properties?: object }> }> };
    }>('/api/openapi.json');
    expect(document.body.components.schemas.Account?.properties.custom?.properties).toHaveProperty('fleetSize');
  });

  it.each([
    ['text', {}, 'سپاهان', 'contains', 'سپاه'],
    ['longText', {}, 'خط یک\nخط دو', 'contains', 'خط دو'],
    ['percent', {}, 12.5, 'eq', 12.5],
    ['money', {}, { amount: '1250000', currency: 'IRR' }, 'gte', '1000000'],
    ['date', {}, '2026-03-21', 'eq', '2026-03-21'],
    ['instant', {}, '2026-03-21T08:30:00.000Z', 'eq', '2026-03-21'],
    ['choice', { choices: [{ value: 'gold', label: { fa: 'طلایی' }, tone: 'warning' }] }, 'gold', 'in', ['gold']],
    ['multiChoice', { choices: [{ value: 'red', label: { fa: 'سرخ' } }] }, ['red'], 'contains', 'red'],
    ['boolean', {}, true, 'eq', true],
    ['phone', {}, '+982188776655', 'eq', '+982188776655'],
    ['email', {}, 'info@example.ir', 'eq', 'info@example.ir'],
    ['url', {}, 'https://example.ir', 'startsWith', 'https://example'],
    ['nationalId', {}, '0013542419', 'eq', '0013542419'],
    ['legalId', {}, '14007650912', 'eq', '14007650912'],
    ['postalCode', {}, '1969833147', 'eq', '1969833147'],
    ['rating', {}, 4, 'gte', 4],
  ])('of the kind %s keeps its values and is filtered', async (kind, more, value, op, operand) => {
    const name = `of${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    await field({ name, kind, indexed: kind !== 'longText', ...more });
    const made = await account({ custom: { [name]: value } });
    expect(made.custom[name]).toEqual(value);
    expect(ids(await filtered({ field: `custom.${name}`, op, value: operand }))).toEqual([made.id]);
  });

  it('links to records of any type, is embedded, and is a path and a related list for filters', async () => {
    await field({ name: 'vendorId', kind: 'link', linkTarget: 'account' });
    await field({ recordType: 'product', name: 'makerId', kind: 'link', linkTarget: 'account' });
    const vendor = await account({ name: 'سازنده', city: 'یزد' });
    const buyer = await account({ custom: { vendorId: vendor.id } });
    expect(ids(await filtered({ field: 'custom.vendor.city', op: 'eq', value: 'یزد' }))).toEqual([buyer.id]);
    const read = await admin.get<Made>(`/accounts/${buyer.id}?include=custom.vendor`);
    expect(read.body.custom).toMatchObject({ vendorId: vendor.id, vendor: { name: 'سازنده' } });
    const product = await admin.post('/products', { name: 'پمپ', custom: { makerId: vendor.id } });
    expect(product.status).toBe(201);
    const makers = await filtered({ related: 'products', agg: 'count', op: 'gte', value: 1 });
    expect(ids(makers)).toEqual([vendor.id]);
    const stranger = await admin.patch<Refusal>(`/accounts/${buyer.id}`, {
      custom: { vendorId: '0199c0de-0000-7000-8000-000000000009' },
    });
    expect([stranger.status, stranger.body.errors?.[0]?.path]).toEqual([422, 'custom.vendorId']);
  });

  it('counts numbers by itself, and nobody else sets them', async () => {
    await field({
      name: 'fileNo',
      kind: 'autoNumber',
      numbering: { prefix: 'ق-', digits: 4, start: 7, gapless: true },
      searchable: true,
    });
    const numbers = [await account({}), await account({})].map(({ custom }) => custom.fileNo);
    expect(numbers).toEqual(['ق-0007', 'ق-0008']);
    const own = await admin.post<Refusal>('/accounts', {
      name: 'x',
      kind: 'company',
      relation: 'customer',
      custom: { fileNo: '1' },
    });
    expect([own.status, own.body.errors?.[0]?.code]).toEqual([400, 'field.readonly']);
    const bulk = await admin.post<{ created: number }>('/accounts/bulk', {
      data: [1, 2, 3].map((n) => ({ name: `گروه ${n}`, kind: 'company', relation: 'customer' })),
    });
    expect(bulk.body.created).toBe(3);
    expect((await account({})).custom.fileNo).toBe('ق-0012');
  });

  it('fills its default, is demanded when required, and refuses what it has no room for', async () => {
    const { id, version } = await field({ name: 'grade', kind: 'text', default: { value: 'ب' }, maxLength: 5 });
    expect((await account({})).custom.grade).toBe('ب');
    const long = await admin.post<Refusal>('/accounts', {
      name: 'x',
      kind: 'company',
      relation: 'customer',
      custom: { grade: 'دراز است', nothing: 1 },
    });
    expect(long.body.errors?.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'custom.grade field.tooLong',
      'custom.nothing custom.unknown',
    ]);
    await admin.patch(`/custom-fields/${id}`, { default: null, required: true }, { 'if-match': `"${version}"` });
    const without = await admin.post<Refusal>('/accounts', { name: 'x', kind: 'company', relation: 'customer' });
    expect([without.status, without.body.errors?.[0]]).toMatchObject([
      400,
      { path: 'custom.grade', code: 'field.required' },
    ]);
    await admin.patch(`/custom-fields/${id}`, { required: false });
  });

  it('that is unique tells nothing of records that the writer does not see', async () => {
    await field({ name: 'badge', kind: 'text', unique: true });
    const rights = [...grants(['account'], ['view', 'create', 'edit'], 'own')];
    const [one, other] = [await test.person({ grants: rights }), await test.person({ grants: rights })];
    const first = await account({ custom: { badge: 'A-1' } }, one);
    const again = await one.post<Refusal>('/accounts', {
      name: 'y',
      kind: 'company',
      relation: 'customer',
      custom: { badge: 'A-1' },
    });
    expect([again.status, again.body.errors?.[0]?.path]).toEqual([409, 'custom.badge']);
    expect((await account({ custom: { badge: 'A-1' } }, other)).id).not.toBe(first.id);
  });

  it('is found by the search of its list, also when it became searchable later', async () => {
    const { id } = await field({ name: 'nickname', kind: 'text' });
    const known = await account({ custom: { nickname: 'زرین‌کوه' } });
    expect(ids(await admin.get<Listed>(`/accounts?q=${encodeURIComponent('زرین کوه')}`))).toEqual([]);
    await admin.patch(`/custom-fields/${id}`, { searchable: true });
    expect(ids(await admin.get<Listed>(`/accounts?q=${encodeURIComponent('زرین کوه')}`))).toEqual([known.id]);
    const later = await account({ name: 'آذرخش', custom: { nickname: 'سپیدار' } });
    expect(ids(await admin.get<Listed>(`/accounts?q=${encodeURIComponent('سپیدار آذرخش')}`))).toEqual([later.id]);
    const log = await admin.get<{ data: unknown[] }>(`/accounts/${known.id}/history`);
    expect(log.body.data).toHaveLength(1);
  });

  it('obeys field rights in answers, filters, search, sums and history', async () => {
    await field({ name: 'secretCode', kind: 'text', searchable: true });
    const made = await account({ custom: { secretCode: 'پنهان‌واژه' } });
    const person = await test.person({
      grants: grants(['account'], ['view', 'edit', 'history', 'export'], 'all'),
      fields: [{ recordType: 'account', field: 'custom.secretCode', level: 'hidden' }],
    });
    const read = await person.get<Made>(`/accounts/${made.id}`);
    expect(read.body.custom).not.toHaveProperty('secretCode');
    const types = await person.get<{ data: Described[] }>('/record-types');
    const shown = types.body.data.find(({ name }) => name === 'account')?.fields.map(({ name }) => name);
    expect(shown).not.toContain('custom.secretCode');
    expect(shown).toContain('custom.fleetSize');
    const filter = encodeURIComponent(JSON.stringify({ field: 'custom.secretCode', op: 'notEmpty' }));
    expect((await person.get(`/accounts?filter=${filter}`)).status).toBe(400);
    expect(ids(await person.get<Listed>(`/accounts?q=${encodeURIComponent('پنهان‌واژه')}`))).toEqual([]);
    const written = await person.patch<Refusal>(`/accounts/${made.id}`, { custom: { secretCode: 'x' } });
    expect(written.body.errors?.[0]?.code).toBe('custom.unknown');
    const history = await person.get(`/accounts/${made.id}/history`);
    expect(JSON.stringify(history.body)).not.toContain('پنهان‌واژه');
  });

  it('is part of bulk edit, export and import', async () => {
    await field({ name: 'region', kind: 'text' });
    const one = await account({ name: 'گروهی یک', custom: { region: 'شمال' } });
    const bulk = await admin.post<{ changed: number }>('/accounts/bulk-edit', {
      filter: { field: 'custom.region', op: 'eq', value: 'شمال' },
      changes: { custom: { region: 'جنوب' } },
    });
    expect(bulk.status).toBe(200);
    expect((await admin.get<Made>(`/accounts/${one.id}`)).body.custom.region).toBe('جنوب');
    const file = await admin.get<string>('/accounts/export?columns=name,custom.region&format=csv&locale=en');
    expect(file.body).toContain('Test field');
    expect(file.body).toContain('جنوب');
  });
});

describe('definitions', () => {
  it.each([
    ['constructor', 'customName.reserved'],
    ['__proto__', 'customName.reserved'],
    ['hasOwnProperty', 'customName.reserved'],
    ['select', 'customName.reserved'],
    ['id', 'customName.ofProduct'],
    ['Name', 'customName.form'],
    ['ownerid', 'customName.ofProduct'],
    ['نام', 'customName.form'],
    ['a b', 'customName.form'],
    ['a; drop table accounts', 'customName.form'],
  ])('refuse the name %s', async (name, code) => {
    const answer = await admin.post<Refusal>('/custom-fields', {
      recordType: 'account',
      name,
      kind: 'text',
      labelFa: 'الف',
    });
    expect([answer.status, answer.body.errors?.[0]?.code]).toEqual([422, code]);
    expect(answer.body.detail).toMatch(/[\u0600-\u06ff]/);
  });

  it('refuse names of 300 characters, unknown types, kinds and settings that do not belong together', async () => {
    const refused = async (body: object) => {
      const answer = await admin.post<Refusal>('/custom-fields', { recordType: 'account', labelFa: 'الف', ...body });
      return `${answer.status} ${answer.body.errors?.map(({ path, code }) => `${path}:${code}`).join(' ')}`;
    };
    expect(await refused({ name: 'a'.repeat(300), kind: 'text' })).toBe('400 name:field.tooLong');
    expect(await refused({ name: 'abcd', kind: 'text', recordType: 'nothing' })).toBe(
      '422 recordType:customField.typeUnknown',
    );
    expect(await refused({ name: 'abcd', kind: 'text', recordType: 'role' })).toBe(
      '422 recordType:customField.typeUnknown',
    );
    expect(await refused({ name: 'abcd', kind: 'sql' })).toBe('400 kind:field.notAChoice');
    expect(await refused({ name: 'abcd', kind: 'choice' })).toBe('422 choices:field.required');
    expect(await refused({ name: 'abcd', kind: 'choice', choices: [{ value: 'a', label: {} }] })).toMatch(
      /choices\S*:customField.choices/,
    );
    expect(await refused({ name: 'abcd', kind: 'link', linkTarget: 'account' })).toBe('422 name:customField.linkName');
    expect(await refused({ name: 'abcdId', kind: 'link', linkTarget: 'ghost' })).toBe(
      '422 linkTarget:customField.targetUnknown',
    );
    expect(await refused({ name: 'abcd', kind: 'boolean', unique: true })).toBe('422 unique:customField.notForKind');
    expect(await refused({ name: 'abcd', kind: 'number', min: 5, max: 1 })).toBe('422 max:customField.limits');
    expect(await refused({ name: 'abcd', kind: 'number', default: { value: 'x' } })).toBe(
      '422 default:field.notNumber',
    );
  });

  it('keep what data relies on, notice a stale edit, and need the right to customise', async () => {
    const made = await field({ name: 'steady', kind: 'text' });
    const renamed = await admin.patch<Refusal>(`/custom-fields/${made.id}`, { name: 'other', kind: 'number' });
    expect(renamed.body.errors?.map(({ path }) => path)).toEqual(['name', 'kind']);
    const label = await admin.patch(
      `/custom-fields/${made.id}`,
      { labelFa: 'تازه' },
      { 'if-match': `"${made.version}"` },
    );
    const stale = await admin.patch(
      `/custom-fields/${made.id}`,
      { labelFa: 'کهنه' },
      { 'if-match': `"${made.version}"` },
    );
    expect([label.status, stale.status]).toEqual([200, 412]);
    const twice = await admin.post<Refusal>('/custom-fields', {
      recordType: 'account',
      name: 'STEADY',
      kind: 'text',
      labelFa: 'الف',
    });
    expect(twice.status).toBe(422);
    const plain = await test.person({
      grants: grants(['customField'], ['view', 'create', 'edit', 'delete', 'restore'], 'all'),
    });
    const body = { recordType: 'account', name: 'notMine', kind: 'text', labelFa: 'الف' };
    expect((await plain.post('/custom-fields', body)).status).toBe(403);
    expect((await plain.patch(`/custom-fields/${made.id}`, { labelFa: 'ب' })).status).toBe(403);
    expect((await plain.delete(`/custom-fields/${made.id}`)).status).toBe(403);
  });

  it('that are removed take their values out of sight and bring them back when restored', async () => {
    const made = await field({ name: 'passing', kind: 'text', searchable: true });
    const kept = await account({ custom: { passing: 'ماندنی' } });
    expect((await admin.delete(`/custom-fields/${made.id}`)).status).toBe(204);
    expect((await admin.get<Made>(`/accounts/${kept.id}`)).body.custom).not.toHaveProperty('passing');
    expect((await admin.patch(`/accounts/${kept.id}`, { custom: { passing: 'x' } })).status).toBe(400);
    const again = await admin.post<Refusal>('/custom-fields', {
      recordType: 'account',
      name: 'passing',
      kind: 'text',
      labelFa: 'الف',
    });
    expect(again.body.errors?.[0]?.code).toBe('customField.nameTaken');
    expect((await admin.post(`/custom-fields/${made.id}/restore`)).status).toBe(200);
    expect((await admin.get<Made>(`/accounts/${kept.id}`)).body.custom.passing).toBe('ماندنی');
    await admin.patch(`/custom-fields/${made.id}`, { active: false });
    expect((await admin.get<Made>(`/accounts/${kept.id}`)).body.custom).not.toHaveProperty('passing');
    await admin.patch(`/custom-fields/${made.id}`, { active: true });
    expect((await admin.get<Made>(`/accounts/${kept.id}`)).body.custom.passing).toBe('ماندنی');
  });

  it('leave no difference between the schema and the registry', async () => {
    expect(await schemaDrift(test.database.ownerUrl)).toEqual([]);
  });

  it('of 500 fields on one type still work; the next one is refused', async () => {
    const names = Array.from({ length: 499 }, (_, n) => `f${n}`);
    const definitions = names.map((name) => ({
      recordType: 'product',
      name,
      kind: 'number',
      labelFa: name,
      decimals: 0,
    }));
    const bulk = await admin.post<{ created: number }>('/custom-fields/bulk', { data: definitions });
    // With the link of the test above there are 500.
    expect(bulk.body.created).toBe(499);
    const values = Object.fromEntries(names.map((name, n) => [name, n]));
    const more = await admin.post<Refusal>('/custom-fields', {
      recordType: 'product',
      name: 'oneMore',
      kind: 'text',
      labelFa: 'الف',
    });
    expect(more.body.errors?.[0]?.code).toBe('customField.tooMany');
    const made = await admin.post<Made>('/products', { name: 'پهن', custom: values });
    expect([made.status, made.body.custom.f498]).toEqual([201, 498]);
    const found = await admin.get<Listed>(
      `/products?filter=${encodeURIComponent(JSON.stringify({ field: 'custom.f250', op: 'eq', value: 250 }))}&sort=custom.f7`,
    );
    expect(ids(found)).toEqual([made.body.id]);
  }, 120_000);
});
