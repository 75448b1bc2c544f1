import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes } from '../factories/people.js';
import { createTestApp, grants, type TestApp } from '../support/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

interface SettingsBody {
  version: number;
  values: Record<string, unknown>;
  definitions: { name: string; label: { fa: string; en: string } }[];
}

const current = async () => (await test.admin.get<SettingsBody>('/settings')).body;

describe('/settings', () => {
  it('starts with defaults that fit an Iranian company', async () => {
    const { version, values, definitions } = await current();
    expect(version).toBe(0);
    expect(values).toMatchObject({
      moneyUnit: 'IRT',
      fiscalYearStartMonth: 1,
      thursday: 'half',
      workStart: '08:00',
      locale: 'fa',
    });
    expect(definitions.map((definition) => definition.name).sort()).toEqual(Object.keys(values).sort());
    expect(definitions.every(({ label }) => label.fa !== '' && label.en !== '')).toBe(true);
  });

  it('changes what is named, counts versions, and logs before and after', async () => {
    const before = await current();
    const answer = await test.admin.patch<SettingsBody>('/settings', {
      companyName: 'بازرگاني آرمان',
      moneyUnit: 'IRR',
      workEnd: '۱۷:۳۰',
    });
    expect(answer.status).toBe(200);
    expect(answer.body.values).toEqual({
      ...before.values,
      companyName: 'بازرگانی آرمان',
      moneyUnit: 'IRR',
      workEnd: '17:30',
    });
    expect(answer.headers.etag).toBe(`"${answer.body.version}"`);
    const again = await test.admin.patch<SettingsBody>('/settings', { moneyUnit: 'IRT' });
    expect(again.body.version).toBe(answer.body.version + 1);
    const logged = await test.door.asSystem('test', (uow) =>
      uow.query(
        `select action, actor_id, before, after from changes where record_type = 'setting' and after ? 'moneyUnit' order by seq`,
      ),
    );
    expect(logged).toEqual([
      { action: 'create', actor_id: test.admin.userId, before: null, after: { moneyUnit: 'IRR' } },
      { action: 'update', actor_id: test.admin.userId, before: { moneyUnit: 'IRR' }, after: { moneyUnit: 'IRT' } },
    ]);
  });

  it('keeps the IBAN of the company in its one form, however it is written', async () => {
    const written = '۸۲ ۰۵۴۰ ۱۰۲۶ ۸۰۰۲ ۰۸۱۷ ۹۰۹۰ ۰۲';
    const answer = await test.admin.patch<SettingsBody>('/settings', { companyIban: written });
    expect(answer.body.values.companyIban).toBe('IR820540102680020817909002');
    expect((await test.admin.patch<SettingsBody>('/settings', { companyIban: '' })).body.values.companyIban).toBeNull();
  });

  it('refuses a stale change', async () => {
    const { version, values } = await current();
    await test.admin.patch('/settings', { locale: 'en' });
    const stale = await test.admin.patch(
      '/settings',
      { locale: 'fa', companyName: 'دیگری' },
      { 'if-match': `"${version}"` },
    );
    expect(stale.status).toBe(412);
    expect((await current()).values).toEqual({ ...values, locale: 'en' });
  });

  it.each([
    ['an unknown setting', { colour: 'red' }, 400, 'field.unknown'],
    ['a key that is kept beside them', { setup: { state: 'fresh' } }, 400, 'field.unknown'],
    ['a month of 13', { fiscalYearStartMonth: 13 }, 400, 'field.tooLarge'],
    ['an unknown unit', { moneyUnit: 'USD' }, 400, 'field.notAChoice'],
    ['no company name', { companyName: '' }, 400, 'field.required'],
    ['a time of 25:00', { workStart: '25:00' }, 400, 'setting.notTime'],
    ['an end before the start', { workStart: '18:00' }, 422, 'setting.hoursReversed'],
    ['a wrong company id', { companyLegalId: '12345678901' }, 400, 'legalId.checksum'],
    ['an IBAN with a wrong digit', { companyIban: 'IR820540102680020817909003' }, 400, 'sheba.checksum'],
    ['a list', [], 400, 'body.notAnObject'],
  ])('refuses %s and changes nothing', async (_, body, status, code) => {
    const before = await current();
    const answer = await test.admin.patch(
      '/settings',
      Array.isArray(body) ? body : { companyPhone: '02188776655', ...body },
    );
    expect([answer.status, codes(answer)]).toEqual([status, [code]]);
    expect(await current()).toEqual(before);
  });

  it('are for everybody to read and for few to change', async () => {
    const reader = await test.person();
    expect((await reader.get('/settings')).status).toBe(200);
    expect((await reader.patch('/settings', { locale: 'fa' })).status).toBe(403);
    expect((await test.nobody.get('/settings')).status).toBe(401);
    const keeper = await test.person({ grants: grants(['setting'], ['edit'], 'all') });
    expect((await keeper.patch('/settings', { locale: 'fa' })).status).toBe(200);
  });

  it('tell those who may change them who changed what, page by page', async () => {
    interface Change {
      setting: string;
      before: unknown;
      after: unknown;
      actorId: string;
      actorName: string;
    }
    interface History {
      data: Change[];
      nextCursor: string | null;
    }
    const keeper = await test.person({ grants: grants(['setting'], ['edit'], 'all'), fullName: 'نگهدار تنظیم' });
    await test.admin.patch('/settings', { companyPhone: '02188770001', fiscalYearStartMonth: 2 });
    await keeper.patch('/settings', { fiscalYearStartMonth: 3 });
    const { body: first } = await keeper.get<History>('/settings/history?limit=1');
    expect(first.data).toMatchObject([
      { setting: 'fiscalYearStartMonth', before: 2, after: 3, actorId: keeper.userId, actorName: 'نگهدار تنظیم' },
    ]);
    const { body: second } = await keeper.get<History>(`/settings/history?limit=2&cursor=${first.nextCursor}`);
    expect(second.data.map(({ setting, actorId }) => [setting, actorId]).sort()).toEqual([
      ['companyPhone', test.admin.userId],
      ['fiscalYearStartMonth', test.admin.userId],
    ]);
    // What the product keeps beside the settings is none.
    const { body: all } = await keeper.get<History>('/settings/history?limit=200');
    expect(all.data.some(({ setting }) => setting === 'setup')).toBe(false);
    const reader = await test.person();
    expect((await reader.get('/settings/history')).status).toBe(403);
    expect((await keeper.get('/settings/history?cursor=x')).status).toBe(400);
  });
});
