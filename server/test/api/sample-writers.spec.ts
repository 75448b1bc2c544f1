import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { removeSample } from '../../src/sample/remove-sample.js';
import { createTestApp, type TestApp } from '../support/app.js';

const WRITERS = 4;
const SAMPLE = `between '01980000-0000-7000-8000-000000000000' and '01980000-0000-7fff-bfff-ffffffffffff'`;
/** What may happen to somebody who writes meanwhile: busy for a while, or what they name has just gone. */
const PUT_OFF = new Set([404, 409, 412, 422, 503]);

let test: TestApp;
let owner: Client;
beforeAll(async () => {
  test = await createTestApp();
  owner = new Client({ connectionString: test.database.ownerUrl });
  await owner.connect();
}, 60_000);
afterAll(async () => {
  await owner.end();
  await test.close();
});

const query = async <T extends object>(sql: string, values: unknown[] = []) => (await owner.query<T>(sql, values)).rows;

/** Writes records of the company until told to stop, some of them on records of the sample. Keeps what was acknowledged. */
class Writer {
  readonly written: { resource: string; id: string }[] = [];
  readonly refused: unknown[] = [];
  rounds = 0;
  stopped = false;

  constructor(private readonly name: string) {}

  async run(): Promise<void> {
    while (!this.stopped) {
      const accountId = await this.make('accounts', { name: `شرکت ${this.name}`, kind: 'company' });
      const contactId = await this.make('contacts', { lastName: this.name, accountId });
      const opportunityId = await this.make('opportunities', { name: `فروش ${this.name}`, accountId, contactId });
      const about = opportunityId ? { type: 'opportunity', id: opportunityId } : undefined;
      await this.make('activities', { subject: `کار ${this.name}`, type: 'task', about });
      await this.make('leads', { lastName: this.name, mobile: '09121112233' });
      await this.onSample();
      this.rounds += 1;
    }
  }

  /** A task on whatever account comes first, and a change of it. */
  private async onSample(): Promise<void> {
    const { body } = await test.admin.get<{ data?: { id: string; version: number }[] }>('/accounts?sort=id&limit=1');
    const first = body.data?.[0];
    if (!first) return;
    await this.make('activities', {
      subject: `کار ${this.name}`,
      type: 'task',
      about: { type: 'account', id: first.id },
    });
    const changed = await test.admin.patch(`/accounts/${first.id}`, { city: this.name });
    if (changed.status !== 200) this.putOff(changed);
  }

  private async make(resource: string, body: object): Promise<string | undefined> {
    const answer = await test.admin.post<{ id: string }>(`/${resource}`, body);
    if (answer.status !== 201) return this.putOff(answer);
    this.written.push({ resource, id: answer.body.id });
    return answer.body.id;
  }

  private putOff(answer: { status: number; body: unknown }): undefined {
    if (!PUT_OFF.has(answer.status)) this.refused.push(answer.body);
    return undefined;
  }
}

/** Lets writers write before, during and after `work`. */
async function withWriters(work: () => Promise<void>): Promise<Writer[]> {
  const writers = Array.from({ length: WRITERS }, (_, i) => new Writer(`نویسنده ${i}`));
  const running = Promise.all(writers.map((writer) => writer.run()));
  const goOn = async (rounds: number) => {
    const until = writers.map((writer) => writer.rounds + rounds);
    while (writers.some((writer, i) => writer.rounds < (until[i] as number)))
      await new Promise((next) => setImmediate(next));
  };
  try {
    await goOn(1);
    await work();
    await goOn(1);
  } finally {
    for (const writer of writers) writer.stopped = true;
    await running;
  }
  return writers;
}

async function expectAllThere(writers: readonly Writer[]): Promise<void> {
  expect(writers.flatMap(({ refused }) => refused)).toEqual([]);
  const tables = Map.groupBy(
    writers.flatMap(({ written }) => written),
    ({ resource }) => resource,
  );
  expect([...tables.keys()].sort()).toEqual(['accounts', 'activities', 'contacts', 'leads', 'opportunities']);
  for (const [table, rows] of tables) {
    const ids = rows.map(({ id }) => id);
    expect(await query(`select count(*)::integer as n from ${table} where id = any($1::uuid[])`, [ids])).toEqual([
      { n: ids.length },
    ]);
    const logged = `select count(distinct record_id)::integer as n from changes where action = 'create' and record_id = any($1::uuid[])`;
    expect(await query(logged, [ids])).toEqual([{ n: ids.length }]);
  }
}

async function deadlocks(): Promise<number> {
  const [row] = await query<{ n: number }>(
    'select deadlocks::integer as n from pg_stat_database where datname = current_database()',
  );
  return row?.n ?? 0;
}

async function expectFigures(): Promise<void> {
  const figures = 'select id, status, amount, stages_seen, running_since';
  expect(
    await query(
      `(${figures} from opportunity_figures except all ${figures} from opportunity_figures_of(null))
       union all (${figures} from opportunity_figures_of(null) except all ${figures} from opportunity_figures)`,
    ),
  ).toEqual([]);
  const [sums] = await query<{ cells: number; living: number }>(
    `select (select sum(count) from opportunity_cells where kind = 'result')::integer as cells,
       (select count(*) from opportunities where deleted_at is null)::integer as living`,
  );
  expect(sums?.cells).toBe(sums?.living);
}

it('is loaded while people write, and loses nothing of theirs', async () => {
  const before = await deadlocks();
  const writers = await withWriters(async () => {
    expect((await test.admin.post('/setup/sample', { size: 'small' })).status).toBe(202);
    for (;;) {
      const { body } = await test.admin.get('/setup');
      if (body.state === 'loading') continue;
      expect(body).toMatchObject({ sampleLoaded: true, failed: false });
      return;
    }
  });
  await expectAllThere(writers);
  await expectFigures();
  expect(await deadlocks()).toBe(before);
}, 60_000);

it('is taken out of emptied tables while people write, and loses nothing of theirs', async () => {
  const before = await deadlocks();
  const indexes = `select indexdef from pg_indexes where schemaname = 'public' order by 1`;
  const constraints = `select conrelid::regclass::text as "table", conname, convalidated, pg_get_constraintdef(oid) as def from pg_constraint
    where connamespace = 'public'::regnamespace order by 1, 2`;
  const shape = [await query(indexes), await query(constraints)];
  const writers = await withWriters(async () => {
    await owner.query('begin');
    await removeSample(owner, () => undefined, 1);
    await owner.query('commit');
  });
  await expectAllThere(writers);
  await expectFigures();
  for (const table of [
    'accounts',
    'contacts',
    'opportunities',
    'opportunity_lines',
    'activities',
    'leads',
    'notes',
    'users',
  ])
    expect([table, await query(`select id from ${table} where id ${SAMPLE}`)]).toEqual([table, []]);
  const links = `select id from contacts where account_id ${SAMPLE} union all select id from opportunities where account_id ${SAMPLE}
    union all select id from activities where about_id ${SAMPLE} or account_id ${SAMPLE} or owner_id ${SAMPLE}`;
  expect(await query(links)).toEqual([]);
  expect([await query(indexes), await query(constraints)]).toEqual(shape);
  expect(await deadlocks()).toBe(before);
}, 60_000);
