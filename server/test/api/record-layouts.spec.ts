import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, grants, type Caller, type TestApp } from '../support/app.js';

interface Described {
  readonly name: string;
  readonly labels: { fa: { one: string; many: string } };
  readonly fields: { name: string; label: { fa: string } }[];
  readonly layout?: { form?: object[]; listColumns?: string[]; hiddenFields?: string[] };
}
interface Refusal {
  readonly errors?: { readonly path: string; readonly code: string }[];
}

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

async function accountFor(caller: Caller): Promise<Described> {
  const { body } = await caller.get<{ data: Described[] }>('/record-types');
  return body.data.find(({ name }) => name === 'account') as Described;
}

const layout = (body: object) =>
  test.admin.post<Refusal & { id: string }>('/record-layouts', { name: 'چیدمان', recordType: 'account', ...body });

describe('layouts', () => {
  it('name the type and its fields for everybody, and go back when they are removed', async () => {
    const made = await layout({
      labels: { one: { fa: 'بیمار' }, many: { fa: 'بیماران' } },
      fieldLabels: { city: { fa: 'شهر محل سکونت' } },
    });
    expect(made.status).toBe(201);
    const named = await accountFor(test.admin);
    expect(named.labels.fa).toEqual({ one: 'بیمار', many: 'بیماران' });
    expect(named.fields.find(({ name }) => name === 'city')?.label.fa).toBe('شهر محل سکونت');
    const file = await test.admin.get<string>('/accounts/export?columns=city');
    expect(file.body).toContain('شهر محل سکونت');
    await test.admin.delete(`/record-layouts/${made.body.id}`);
    expect((await accountFor(test.admin)).labels.fa.one).toBe('طرف حساب');
  });

  it('serve each caller the layout of their role, part by part, over that for everybody', async () => {
    const person = await test.person({ grants: grants(['account'], ['view'], 'all') });
    const { body: me } = await person.get<{ roles: { id: string }[] }>('/me');
    await layout({ listColumns: ['name', 'city'], hiddenFields: ['website'] });
    await layout({
      roleIds: [me.roles[0]?.id],
      listColumns: ['name', 'phone'],
      form: [{ title: { fa: 'اصلی' }, fields: ['name'] }],
    });
    expect((await accountFor(test.admin)).layout).toMatchObject({ listColumns: ['name', 'city'] });
    const own = (await accountFor(person)).layout;
    expect(own).toMatchObject({ listColumns: ['name', 'phone'], hiddenFields: ['website'] });
    expect(own?.form).toEqual([{ title: { fa: 'اصلی', en: 'اصلی' }, fields: ['name'] }]);
    expect((await person.post('/record-layouts', { name: 'x', recordType: 'account' })).status).toBe(403);
  });

  it.each([
    [{ recordType: 'nothing' }, 'recordType', 'layout.typeUnknown'],
    [{ listColumns: ['nothing'] }, 'listColumns', 'filter.unknownField'],
    [{ form: [{ fields: ['name'], script: 'x' }] }, 'form.0', 'layout.form'],
    [{ fieldLabels: { constructor: { fa: 'x' } } }, 'fieldLabels', 'filter.unknownField'],
  ])('refuse %j', async (body, path, code) => {
    const answer = await layout(body);
    expect([answer.status, answer.body.errors?.[0]]).toMatchObject([422, { path, code }]);
  });
});
