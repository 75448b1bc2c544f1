import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clock } from '../../src/platform/context/clock.js';
import { body, newOpportunity, type Page, type ProblemBody, rial, salesGrants, type Rec } from '../factories/sales.js';
import { type Caller, createTestApp, type TestApp } from '../support/app.js';

interface Progress {
  from: string;
  to: string;
  data: {
    target: Rec;
    goal: string;
    reached: string;
    percent: number;
    neededPerWorkingDay: string | null;
    workingDays: number;
    workingDaysLeft: number;
  }[];
}

let app: TestApp;
let branch: string;
let sara: Caller;
let reza: Caller;
let manager: Caller;
const now = clock.now;

beforeAll(async () => {
  app = await createTestApp();
  branch = await app.branch('تهران');
  const team = body(await app.admin.post('/teams', { name: 'فروش یک' }), 201).id;
  sara = await app.person({ grants: salesGrants(), orgUnitId: branch, teamIds: [team] });
  reza = await app.person({ grants: salesGrants(), orgUnitId: branch });
  manager = await app.person({ grants: salesGrants('branchAndBelow'), orgUnitId: branch });
  // Saturday 1405-08-23, noon in Tehran: before it 19 working days of Aban, from it on 6 (Friday is closed).
  clock.now = () => new Date('2026-11-14T08:30:00Z');
  const wins: [Caller, number][] = [
    [sara, 300],
    [sara, 200],
    [reza, 50],
  ];
  for (const [caller, amount] of wins) {
    const { id } = await newOpportunity(caller, { amount: rial(amount) });
    body(await caller.post(`/opportunities/${id}/win`, {}), 200);
  }
  body(
    await manager.post('/targets', {
      metric: 'wonAmount',
      period: '۱۴۰۵-۰۸',
      audience: 'user',
      userId: sara.userId,
      amount: rial(1000),
    }),
    201,
  );
  body(
    await manager.post('/targets', {
      metric: 'wonCount',
      period: '1405-08',
      audience: 'orgUnit',
      orgUnitId: branch,
      count: 6,
    }),
    201,
  );
  body(
    await manager.post('/targets', {
      metric: 'wonAmount',
      period: '1405-08',
      audience: 'team',
      teamId: team,
      amount: rial(400),
    }),
    201,
  );
});
afterAll(async () => {
  clock.now = now;
  await app?.close();
});

const progress = async (caller: Caller, query = '?period=1405-08') =>
  body<Progress>(await caller.get(`/targets/progress${query}`), 200);

describe('targets', () => {
  test('tell what is reached and what each working day must bring', async () => {
    const { from, to, data } = await progress(sara, '');
    expect([from, to]).toEqual(['2026-10-23', '2026-11-21']);
    expect(data).toHaveLength(1);
    const [own] = data;
    expect(own).toMatchObject({ goal: '1000', reached: '500', percent: 50 });
    const days = await app.door.asSystem('test', (uow) =>
      uow.query<{ left: number; all: number }>(
        `select count(*) filter (where date >= '2026-11-14')::int as left, count(*)::int as all from dim_date
         where working_minutes > 0 and date between '2026-10-23' and '2026-11-21'`,
      ),
    );
    expect([own?.workingDaysLeft, own?.workingDays]).toEqual([days[0]?.left, days[0]?.all]);
    expect(own?.neededPerWorkingDay).toBe(String(Math.ceil(500 / (days[0]?.left ?? 1))));
  });

  test('a manager sees the branch, its people and the team', async () => {
    const { data } = await progress(manager);
    expect(data.map(({ target, reached }) => [target.audience, reached])).toEqual([
      ['user', '500'],
      ['team', '500'],
      ['orgUnit', '3'],
    ]);
    expect(data[1]).toMatchObject({ percent: 125, neededPerWorkingDay: '0' });
  });

  test('a colleague sees nothing of it', async () => {
    expect((await progress(reza)).data).toEqual([]);
    expect(body<Page>(await reza.get('/targets'), 200).data).toEqual([]);
    const id = (await progress(sara)).data[0]?.target.id;
    expect((await reza.get(`/targets/${id}`)).status).toBe(404);
  });

  test('another month has other targets', async () => {
    expect((await progress(manager, '?period=1405-09')).data).toEqual([]);
  });

  test.each([
    ['a month that is none', { period: '1405-13' }, 'period', 'target.badPeriod'],
    ['no period', { period: null }, 'fromOn', 'field.required'],
    [
      'days in the wrong order',
      { period: null, fromOn: '2026-11-02', toOn: '2026-11-01' },
      'toOn',
      'target.daysReversed',
    ],
    ['no goal', { amount: null }, 'amount', 'field.required'],
    ['nobody to reach it', { userId: null }, 'userId', 'field.required'],
    ['no team', { audience: 'team' }, 'teamId', 'field.required'],
  ])('with %s is refused', async (_, values, path, code) => {
    const answer = await manager.post<ProblemBody>('/targets', {
      metric: 'wonAmount',
      period: '1405-08',
      audience: 'user',
      userId: sara.userId,
      amount: rial(1),
      ...values,
    });
    expect([answer.status, answer.body.errors?.[0]?.path, answer.body.errors?.[0]?.code]).toEqual([422, path, code]);
  });

  test('nobody sets a target for whom they do not lead', async () => {
    const answer = await sara.post('/targets', {
      metric: 'wonCount',
      period: '1405-08',
      audience: 'user',
      userId: reza.userId,
      count: 1,
    });
    expect(answer.status).toBe(403);
    expect((await sara.get('/targets/progress?period=1405')).status).toBe(400);
  });
});
