import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { ReportFigures } from '../../src/modules/sales/reports/report-figures.js';
import { clock } from '../../src/platform/context/clock.js';
import { addDays, addJalaliYears, tehranDate } from '../../src/platform/persian/index.js';
import { recordTypes } from '../../src/platform/records/record-type.js';
import { RecordWriter } from '../../src/platform/records/record-writer.js';
import {
  body,
  defaultPipeline,
  newAccount,
  type PipelineWithStages,
  rial,
  salesGrants,
  undoLast,
} from '../factories/sales.js';
import { type Caller, createTestApp, type TestApp } from '../support/app.js';
import { importFile, settled } from '../support/import-file.js';

type Row = Record<string, unknown>;
interface Report extends Row {
  readonly totals: Row;
  readonly stages: Row[];
  readonly groups: Row[];
  readonly reasons: Row[];
  readonly data: Row[];
}

/** Who asks, and the opportunities `o` that they may see, said anew in plain SQL. */
interface Seer {
  readonly name: string;
  readonly caller: Caller;
  readonly sees: string;
}

const SEED = 7;
const ACTIONS = 160;
const REASON = '019aa4b6-4500-7b65-9675-a94dea0f1ec6';

let app: TestApp;
let owner: Client;
let boss: Caller;
let sellers: Caller[];
let seers: Seer[];
let pipeline: PipelineWithStages;
let accounts: string[];
let state = SEED;

/** Ways of an activity, as seen by the seller who does them or by the boss. */
const DOINGS: Readonly<Record<string, () => Promise<boolean>>> = {
  do: async () => (await pick(sellers).post('/activities', aCall())).status === 201,
  doWithGuest: async () =>
    (await boss.post('/activities', { ...aCall(), type: 'meeting', attendeeUserIds: [pick(sellers).userId] }))
      .status === 201,
  open: async () => (await boss.patch(`/activities/${await anyCall()}`, { doneAt: null })).status === 200,
  close: async () => (await boss.patch(`/activities/${await anyCall()}`, { doneAt: someTime() })).status === 200,
  handOver: async () =>
    (await boss.patch(`/activities/${await anyCall()}`, { assigneeId: pick(sellers).userId })).status === 200,
  otherAccount: async () =>
    (await boss.patch(`/activities/${await anyCall()}`, { about: { type: 'account', id: pick(accounts) } })).status ===
    200,
  accountGoes: async () =>
    (await boss.patch(`/accounts/${pick(accounts)}`, { ownerId: pick([boss, ...sellers]).userId })).status === 200,
  remove: async () => (await boss.delete(`/activities/${await anyCall()}`)).status === 204,
  fold: async () => {
    await app.app.get(ReportFigures).fold();
    return true;
  },
};
const someTime = () => `${daysAgo(1 + draw(90))}T08:00:00.000Z`;
const aCall = () => ({
  subject: 'تماس',
  type: 'call',
  doneAt: someTime(),
  ...(draw(2) === 0 ? {} : { about: { type: 'account', id: pick(accounts) } }),
});
const anyCall = async () =>
  pick(await sql<{ id: string }>('select id from activities where deleted_at is null order by id'))?.id;

/** Whole numbers below `most`, the same in every run. */
function draw(most: number): number {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return Math.floor((state / 2 ** 32) * most);
}
const pick = <T>(list: readonly T[]): T => list[draw(list.length)] as T;
const daysAgo = (days: number) => addDays(tehranDate(clock.now()), -days);
const sql = async <T extends Row = Row>(text: string): Promise<T[]> => (await owner.query<T>(text)).rows;
const report = async (caller: Caller, path: string) => body<Report>(await caller.get(`/reports/sales/${path}`), 200);
const anyOf = async (where = 'deleted_at is null') =>
  pick(await sql<{ id: string }>(`select id from opportunities where ${where} order by id`))?.id;

async function old(values: Row, set: Row): Promise<void> {
  const type = recordTypes.get('opportunity');
  await app.door.asSystem('test', (uow) => app.app.get(RecordWriter).create(uow, type, values, { set }));
}

const someValues = () => ({
  name: 'فروش',
  ownerId: pick(sellers).userId,
  amount: rial(1 + draw(10_000)),
  engagedOn: daysAgo(draw(500)),
  expectedCloseOn: daysAgo(draw(120) - 60),
  stageId: pick(pipeline.stages).id,
});

/** Ways in which an opportunity comes, changes or goes; answers whether the product let it happen. */
const WAYS: Readonly<Record<string, () => Promise<boolean>>> = {
  make: async () => (await boss.post('/opportunities', someValues())).status === 201,
  makeMany: async () =>
    (await boss.post('/opportunities/bulk', { data: Array.from({ length: 3 }, someValues) })).status === 200,
  makeOld: async () => {
    const engaged = draw(400);
    const won = draw(2) === 0;
    await old(
      { ...someValues(), engagedOn: daysAgo(engaged) },
      { status: won ? 'won' : 'lost', closedOn: daysAgo(draw(engaged + 1)), ...(won ? {} : { lossReasonId: REASON }) },
    );
    return true;
  },
  move: async () =>
    (await boss.post(`/opportunities/${await anyOf()}/move`, { stageId: pick(pipeline.stages).id })).status === 200,
  win: async () => (await boss.post(`/opportunities/${await anyOf()}/win`, {})).status === 200,
  lose: async () => (await boss.post(`/opportunities/${await anyOf()}/lose`, { lossReasonId: REASON })).status === 200,
  reopen: async () => (await boss.post(`/opportunities/${await anyOf(`status <> 'open'`)}/reopen`)).status === 200,
  edit: async () => {
    const { amount, engagedOn, expectedCloseOn } = someValues();
    return (await boss.patch(`/opportunities/${await anyOf()}`, { amount, engagedOn, expectedCloseOn })).status === 200;
  },
  handOver: async () =>
    (await boss.patch(`/opportunities/${await anyOf()}`, { ownerId: pick(sellers).userId })).status === 200,
  otherBranch: async () => {
    const [unit] = await sql<{ id: string }>(`select id from org_units where name = 'شعبهٔ دیگر'`);
    return (await boss.patch(`/opportunities/${await anyOf()}`, { orgUnitId: unit?.id })).status === 200;
  },
  remove: async () => (await boss.delete(`/opportunities/${await anyOf()}`)).status === 204,
  restore: async () =>
    (await boss.post(`/opportunities/${await anyOf('deleted_at is not null')}/restore`)).status === 200,
  takeBack: async () => {
    await undoLast(boss, 'opportunities', await anyOf());
    return true;
  },
  fold: async () => {
    await app.app.get(ReportFigures).fold();
    return true;
  },
};

/** Asks the database with the rights of somebody, past the application. */
async function asCaller<T extends Row>(caller: Caller, text: string): Promise<T[]> {
  const client = new Client({ connectionString: app.database.appUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.user_id', $1, true)`, [caller.userId]);
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  app = await createTestApp();
  owner = new Client({ connectionString: app.database.ownerUrl });
  await owner.connect();
  const units = [await app.branch('شعبهٔ یک'), await app.branch('شعبهٔ دیگر')] as [string, string];
  boss = await app.person({ grants: salesGrants('all') });
  sellers = [
    await app.person({ grants: salesGrants(), orgUnitId: units[0] }),
    await app.person({ grants: salesGrants(), orgUnitId: units[1] }),
  ];
  const head = await app.person({ grants: salesGrants('branch'), orgUnitId: units[0] });
  seers = [
    { name: 'boss', caller: boss, sees: 'true' },
    { name: 'head', caller: head, sees: `o.owner_id = '${head.userId}' or o.org_unit_id = '${units[0]}'` },
    { name: 'seller', caller: sellers[1] as Caller, sees: `o.owner_id = '${sellers[1]?.userId}'` },
  ];
  pipeline = await defaultPipeline(boss);
  for (let i = 0; i < 12; i += 1) await WAYS.make?.();
  const done: Record<string, number> = {};
  for (let i = 0; i < ACTIONS; i += 1) {
    const way = pick(Object.keys(WAYS));
    if (await WAYS[way]?.()) done[way] = (done[way] ?? 0) + 1;
  }
  // Each way must have been gone, or the comparison below says little.
  expect(Object.keys(done).sort()).toEqual(Object.keys(WAYS).sort());
  accounts = [];
  for (const person of [boss, ...sellers]) accounts.push(String((await newAccount(person)).id));
  for (let i = 0; i < 10; i += 1) await DOINGS.do?.();
  const doings = new Set<string>();
  for (let i = 0; i < 90; i += 1) {
    const way = pick(Object.keys(DOINGS));
    if (await DOINGS[way]?.()) doings.add(way);
  }
  expect([...doings].sort()).toEqual(Object.keys(DOINGS).sort());
  const lines = Array.from({ length: 20 }, (_, i) => `وارد شده ${i},${1000 + draw(500)},${daysAgo(draw(90))}`);
  const file = `نام,مبلغ,شروع\n${lines.join('\n')}\n`;
  const mapping = [
    { field: 'name', column: 'نام' },
    { field: 'amount', column: 'مبلغ' },
    { field: 'engagedOn', column: 'شروع' },
  ];
  for (const undone of [false, true]) {
    const { id, status } = await importFile(app.admin, 'opportunity', file, { mapping, mode: 'create' });
    expect(status).toBe('done');
    if (!undone) continue;
    expect((await app.admin.post(`/imports/${id}/undo`)).status).toBeLessThan(300);
    expect(await settled(app.admin, id, ['undone', 'failed'])).toMatchObject({ status: 'undone' });
  }
  // The order of stages is not kept with the figures.
  const [first, second, ...rest] = pipeline.stages;
  const { version } = body(await app.admin.get(`/pipelines/${pipeline.id}`), 200);
  const stages = [second, first, ...rest].map((stage) => ({ id: stage?.id, name: stage?.name }));
  body(await app.admin.patch(`/pipelines/${pipeline.id}`, { stages }, { 'if-match': `"${version}"` }), 200);
}, 240_000);
afterAll(async () => {
  await owner?.end();
  await app?.close();
});

const LIVING = `o.deleted_at is null`;
const PERIODS = ['', 'period=thisJalaliYear', `from=${daysAgo(120)}&to=${daysAgo(10)}`, 'period=lastJalaliMonth'];

/** The days of a query as a condition. */
function within(column: string, period: string): string {
  if (period.startsWith('from'))
    return `${column} between '${/from=([^&]+)/.exec(period)?.[1]}' and '${/to=(.+)/.exec(period)?.[1]}'`;
  const today = tehranDate(clock.now());
  const of = (key: string) => `(select ${key} from dim_date where date = '${today}')`;
  const month = of('jy * 12 + jm');
  if (period === 'period=thisJalaliYear') return `${column} in (select date from dim_date where jy = ${of('jy')})`;
  if (period === 'period=lastJalaliMonth')
    return `${column} in (select date from dim_date where jy * 12 + jm = ${month} - 1)`;
  return 'true';
}
const DAY = `(case when o.status = 'open' then o.engaged_on else o.closed_on end)`;

describe.each([0, 1, 2])('what somebody sees (%#)', (who) => {
  const seer = () => seers[who] as Seer;

  test.each(PERIODS)('summary %s', async (period) => {
    const { caller, sees } = seer();
    const [totals] = await sql(
      `select count(*)::int as count, (count(*) filter (where status = 'won'))::int as won,
         coalesce(sum(amount) filter (where status = 'open'), 0)::text as open_amount,
         coalesce(sum(weighted_amount) filter (where status = 'open'), 0)::text as weighted,
         round(avg(coalesce(amount, 0)) filter (where status = 'won'), 2)::text as mean,
         (round(avg(closed_on - engaged_on) filter (where status = 'won'), 2))::float8 as cycle
       from opportunities o where ${LIVING} and (${sees}) and ${within(DAY, period)}`,
    );
    const answer = await report(caller, `summary?groupBy=month&${period}`);
    expect(answer.totals).toMatchObject({
      count: totals?.count,
      won: totals?.won,
      openAmount: rial(totals?.open_amount as string),
      weightedAmount: rial(totals?.weighted as string),
      averageWon: totals?.mean === null ? null : rial(totals?.mean as string),
      wonCycleDays: totals?.cycle,
    });
    const months = await sql(
      `select (d.jy || '-' || lpad(d.jm::text, 2, '0')) as key, count(*)::int as count,
         coalesce(sum(amount) filter (where status = 'won'), 0)::text as won
       from opportunities o left join dim_date d on d.date = ${DAY}
       where ${LIVING} and (${sees}) and ${within(DAY, period)} group by 1 order by 1`,
    );
    expect(answer.groups.map(({ key, count, wonAmount }) => ({ key, count, won: (wonAmount as Row).amount }))).toEqual(
      months,
    );
    const owners = await sql(
      `select o.owner_id as key, count(*)::int as count from opportunities o
       where ${LIVING} and (${sees}) and ${within(DAY, period)} group by 1 order by 1`,
    );
    const { groups } = await report(caller, `summary?groupBy=owner&${period}`);
    expect(
      groups.map(({ key, count }) => ({ key, count })).sort((a, b) => (String(a.key) < String(b.key) ? -1 : 1)),
    ).toEqual(owners);
  });

  test.each(PERIODS)('funnel %s', async (period) => {
    const { caller, sees } = seer();
    const stages = await sql(
      `with base as (
         select o.id, o.stage_id, o.status, o.amount, (
           select max(s.position) from opportunity_stage_moves m join stages s on s.id = m.to_stage_id where m.opportunity_id = o.id) as top
         from opportunities o where ${LIVING} and (${sees}) and ${within('o.engaged_on', period)})
       select s.id as "stageId",
         (select count(*)::int from base b where b.status = 'open' and b.stage_id = s.id) as open,
         (select count(*)::int from base b where b.status = 'lost' and b.stage_id = s.id) as lost,
         (select coalesce(sum(amount), 0)::text from base b where b.status = 'open' and b.stage_id = s.id) as amount,
         (select count(*)::int from base b where b.status = 'won' or b.top >= s.position) as reached
       from stages s where s.pipeline_id = '${pipeline.id}' and s.deleted_at is null order by s.position, s.id`,
    );
    const funnel = await report(caller, `funnel?${period}`);
    expect(
      funnel.stages.map(({ stageId, open, lost, openAmount, reached }) => ({
        stageId,
        open,
        lost,
        amount: (openAmount as Row).amount,
        reached,
      })),
    ).toEqual(stages);
  });

  test.each(PERIODS)('time in stages %s', async (period) => {
    const { caller, sees } = seer();
    const wanted = await sql(
      `with steps as (
         select m.to_stage_id as stage_id, m.to_status, m.at,
           lead(m.at) over (partition by m.opportunity_id order by m.at, m.id) as next_at
         from opportunities o join opportunity_stage_moves m on m.opportunity_id = o.id
         where ${LIVING} and (${sees}) and ${within('o.engaged_on', period)}
       ), stays as (
         select stage_id, next_at is null as running, greatest(extract(epoch from coalesce(next_at, now()) - at), 0) / 86400 as days
         from steps where to_status = 'open')
       select s.id as "stageId", count(t.stage_id)::int as stays, (count(*) filter (where running))::int as running,
         avg(days)::float8 as mean, (percentile_cont(0.5) within group (order by days))::float8 as median
       from stages s left join stays t on t.stage_id = s.id
       where s.pipeline_id = '${pipeline.id}' and s.deleted_at is null group by s.id, s.position order by s.position, s.id`,
    );
    const { stages } = await report(caller, `stage-times?${period}`);
    expect(stages.map(({ stageId, stays, running }) => ({ stageId, stays, running }))).toEqual(
      wanted.map(({ stageId, stays, running }) => ({ stageId, stays, running })),
    );
    for (const [i, { mean, median }] of wanted.entries()) {
      const { meanDays, medianDays } = stages[i] as Row;
      // The clock goes on between the two questions; hundredths of a day are a quarter of an hour.
      if (mean === null) expect([meanDays, medianDays]).toEqual([null, null]);
      else {
        expect(Math.abs((meanDays as number) - (mean as number))).toBeLessThan(0.02);
        expect(Math.abs((medianDays as number) - (median as number))).toBeLessThan(0.02);
      }
    }
  });

  test.each(PERIODS)('loss reasons %s', async (period) => {
    const { caller, sees } = seer();
    const wanted = await sql(
      `select o.loss_reason_id as key, count(*)::int as count, coalesce(sum(amount), 0)::text as amount from opportunities o
       where ${LIVING} and (${sees}) and o.status = 'lost' and ${within('o.closed_on', period)} group by 1 order by 2 desc, 1`,
    );
    const { reasons } = await report(caller, `loss-reasons?${period}`);
    expect(reasons.map(({ key, count, amount }) => ({ key, count, amount: (amount as Row).amount }))).toEqual(wanted);
  });

  test.each(['', 'period=thisJalaliYear', 'period=lastJalaliMonth', `from=${daysAgo(40)}&to=${daysAgo(10)}`])(
    'finished activities %s',
    async (period) => {
      const { caller } = seer();
      // Row-level security says what the caller sees; the report says how many of it there are.
      const rows = await asCaller<{ owner: string; count: number }>(
        caller,
        `select owner_id as owner, count(*)::int as count from activities t where done_at is not null and deleted_at is null
           and ${within(`(done_at at time zone 'Asia/Tehran')::date`, period)} group by 1`,
      );
      const wanted = new Map(rows.map(({ owner: id, count }) => [id, count]));
      const { data } = await report(caller, `owners?${period}`);
      for (const { ownerId, activities } of data)
        expect([ownerId, activities]).toEqual([ownerId, wanted.get(String(ownerId)) ?? 0]);
      expect(rows.length).toBeGreaterThan(0);
    },
  );

  test('forecast', async () => {
    const { caller, sees } = seer();
    const history = await sql(
      `select m.to_stage_id as "stageId", count(distinct o.id)::int as closed,
         round(count(distinct o.id) filter (where o.status = 'won')::numeric / count(distinct o.id), 5)::float8 as share
       from opportunities o join opportunity_stage_moves m on m.opportunity_id = o.id
       where ${LIVING} and (${sees}) and o.status <> 'open' and o.closed_on >= '${yearAgo()}' group by 1 order by 1`,
    );
    const [expected] = await sql(
      `select count(*)::int as open, coalesce(sum(amount), 0)::text as amount from opportunities o
       where ${LIVING} and (${sees}) and o.status = 'open' and o.expected_close_on <
         (select min(date) from dim_date where jy * 12 + jm = (select jy * 12 + jm + 1 from dim_date where date = '${tehranDate(clock.now())}'))`,
    );
    const { stages, months } = await report(caller, 'forecast?months=1');
    const past = (stages as Row[])
      .filter(({ closed }) => (closed as number) > 0)
      .map(({ stageId, closed, wonShare }) => ({ stageId, closed, share: wonShare }));
    expect(past.sort((a, b) => (String(a.stageId) < String(b.stageId) ? -1 : 1))).toEqual(history);
    expect((months as Row[])[0]).toMatchObject({ open: expected?.open, openAmount: rial(expected?.amount as string) });
  });
});

/** The same day of the Jalali year before. */
function yearAgo(): string {
  const today = tehranDate(clock.now());
  return addJalaliYears(today, -1);
}

test('figures and cells are what the opportunities say, also after a rebuild', async () => {
  const figures = `select id, owner_id, org_unit_id, pipeline_id, stage_id, status, amount, weighted_amount, engaged_on, closed_on,
    expected_close_on, loss_reason_id, lost_to_id, stages_seen, stay_stages, stay_seconds, running_stage_id, running_since`;
  const differences = () =>
    sql(`(${figures} from opportunity_figures except all ${figures} from opportunity_figures_of(null))
      union all (${figures} from opportunity_figures_of(null) except all ${figures} from opportunity_figures)`);
  const cells = () =>
    sql(`select kind, stage_id, status, detail, bucket, day, sum(count) as count, sum(amount) as amount, sum(weighted) as weighted,
        sum(total) as total, sum(dated) as dated
      from opportunity_cells group by 1, 2, 3, 4, 5, 6 having sum(count) <> 0 order by 1, 2, 3, 4, 5, 6`);
  expect(await differences()).toEqual([]);
  const kept = await cells();
  expect(kept.length).toBeGreaterThan(50);
  await app.app.get(ReportFigures).fold();
  expect(await cells()).toEqual(kept);
  const done =
    'select owner_id, month, sum(count) as n from activity_cells group by 1, 2 having sum(count) <> 0 order by 1, 2';
  const doneKept = await sql(done);
  await sql('select rebuild_opportunity_figures(), rebuild_activity_cells()');
  expect(await sql(done)).toEqual(doneKept);
  expect(await cells()).toEqual(kept);
  expect(await differences()).toEqual([]);
});

test('added-up cells are shown only to whoever sees every opportunity', async () => {
  const seen = async (caller: Caller) =>
    (
      await asCaller<{ cells: number; figures: number }>(
        caller,
        'select (select count(*)::int from opportunity_cells) as cells, (select count(*)::int from opportunity_figures) as figures',
      )
    )[0];
  const [all, head, seller] = await Promise.all(seers.map(({ caller }) => seen(caller)));
  expect(all?.cells).toBeGreaterThan(0);
  expect([head?.cells, seller?.cells]).toEqual([0, 0]);
  const own = await sql(`select 1 from opportunities o where ${LIVING} and (${(seers[2] as Seer).sees})`);
  expect(seller?.figures).toBe(own.length);
});
