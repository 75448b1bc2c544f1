import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes } from '../factories/people.js';
import { createTestApp, grants, type TestApp } from '../support/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

interface State {
  version: number;
  observesSolarHolidays: boolean;
  holidays: { date: string; kind: string; title: string }[];
  exceptions: object[];
}
interface Days {
  data: { date: string; minutes: number; holidays: string[] }[];
}

const state = async () => (await test.admin.get<State>('/settings/calendar')).body;
const dayOf = async (date: string) =>
  (await test.admin.get<Days>(`/working-days?from=${date}&to=${date}`)).body.data[0];

describe('the working calendar', () => {
  it('closes a day by decree and works on a Friday, for whoever asks', async () => {
    expect(await dayOf('2026-12-05')).toEqual({ date: '2026-12-05', minutes: 480, holidays: [] });
    const changes = {
      holidays: [{ date: '2026-12-05', kind: 'one_off', title: 'آلودگی هوا' }],
      exceptions: [{ date: '2026-12-04', hours: [{ from: '08:00', to: '12:00' }] }],
    };
    const { body: seen } = await test.admin.post('/settings/calendar/preview', changes);
    expect(seen).toEqual({
      count: 2,
      data: [
        { date: '2026-12-04', before: 0, after: 240 },
        { date: '2026-12-05', before: 480, after: 0 },
      ],
    });
    expect((await dayOf('2026-12-05'))?.minutes).toBe(480);
    const { version } = await state();
    const answer = await test.admin.patch<State>('/settings/calendar', changes, { 'if-match': `"${version}"` });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ version: version + 1, observesSolarHolidays: true, ...changes });
    const somebody = await test.person();
    const { body } = await somebody.get<Days>('/working-days?from=2026-12-04&to=2026-12-05');
    expect(body.data).toEqual([
      { date: '2026-12-04', minutes: 240, holidays: [] },
      { date: '2026-12-05', minutes: 0, holidays: ['آلودگی هوا'] },
    ]);
  });

  it('refuses a state that another administrator has changed meanwhile, and bad days with their places', async () => {
    const before = await state();
    expect((await test.admin.patch('/settings/calendar', { exceptions: [] }, { 'if-match': '"0"' })).status).toBe(412);
    const wrong = await test.admin.patch('/settings/calendar', {
      holidays: [{ date: '2026-02-30', kind: 'lunar', title: 'الف' }],
      x: 1,
    });
    expect(wrong.status).toBe(400);
    expect(codes(wrong).sort()).toEqual(['date.format', 'field.unknown']);
    expect(await state()).toEqual(before);
  });

  it('follows the hours of the settings at once, on the screen and in reports', async () => {
    await test.admin.patch('/settings', { thursday: 'closed' });
    expect((await dayOf('2026-12-03'))?.minutes).toBe(0);
    await test.admin.patch('/settings', { thursday: 'half' });
    expect((await dayOf('2026-12-03'))?.minutes).toBe(240);
  });

  it('reads a file of holidays, and adds nothing by itself', async () => {
    const before = await state();
    const { body } = await test.admin.post('/settings/calendar/read-holidays', {
      csv: 'تاریخ,عنوان\n1406/01/14,عید فطر\n1406/12/30,الف',
    });
    expect(body).toEqual({
      holidays: [{ date: '2027-04-03', kind: 'lunar', title: 'عید فطر' }],
      faults: [{ line: 3, code: 'date.notExist' }],
    });
    expect(await state()).toEqual(before);
    expect((await test.admin.post('/settings/calendar/read-holidays', { csv: 7 })).status).toBe(400);
  });

  it('is changed only by whoever may change settings', async () => {
    const clerk = await test.person({ grants: grants(['account'], ['view'], 'all') });
    expect((await clerk.get('/settings/calendar')).status).toBe(403);
    expect((await clerk.patch('/settings/calendar', { exceptions: [] })).status).toBe(403);
    expect((await clerk.post('/settings/calendar/preview', {})).status).toBe(403);
    expect((await test.nobody.get('/working-days?from=2026-12-04&to=2026-12-05')).status).toBe(401);
  });

  it.each(['from=2026-12-05&to=2026-12-04', 'from=2020-01-01&to=2026-12-04', 'from=1405-01-01', 'to=x'])(
    'refuses the span %s',
    async (query) => expect((await test.admin.get(`/working-days?${query}`)).status).toBe(400),
  );
});
