import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import {
  parseLegalId,
  parseMobile,
  parseNationalId,
  parsePhone,
  parsePostalCode,
  PROVINCE_OF_AREA_CODE,
  tehranDate,
} from '../../src/platform/persian/index.js';
import { DEFAULT_SCORING, leadScore } from '../../src/modules/sales/leads/lead-score.js';
import { normalizeStore } from '../../src/platform/persian/index.js';
import { createTestApp, type TestApp } from '../support/app.js';

const SAMPLE = `id between '01980000-0000-7000-8000-000000000000' and '01980000-0000-7fff-bfff-ffffffffffff'`;
const COUNTS = {
  accounts: 60,
  contacts: 150,
  opportunities: 120,
  leads: 40,
  activities: 600,
  notes: 90,
  files: 12,
  users: 18,
  products: 24,
};
const TABLES = [
  ...Object.keys(COUNTS),
  'org_units',
  'teams',
  'targets',
  'stages',
  'pipelines',
  'account_contacts',
  'opportunity_lines',
];

let test: TestApp;
let owner: Client;
beforeAll(async () => {
  test = await createTestApp();
  owner = new Client({ connectionString: test.database.ownerUrl });
  await owner.connect();
  expect((await test.admin.post('/setup/sample', { size: 'small' })).status).toBe(202);
  await settled();
}, 60_000);
afterAll(async () => {
  await owner.end();
  await test.close();
});

type Row = Record<string, string>;
const query = async (sql: string, values: unknown[] = []): Promise<Row[]> => (await owner.query<Row>(sql, values)).rows;
const count = async (table: string, where = SAMPLE) =>
  Number((await query(`select count(*) from ${table} where ${where}`))[0]?.count);

async function settled(): Promise<Row> {
  for (let i = 0; i < 400; i += 1) {
    const { body } = await test.admin.get<Row>('/setup');
    if (body.state !== 'loading') return body;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('the sample is still on its way');
}

describe('the sample company', () => {
  it('has the rows of its size, and says that it is there', async () => {
    for (const [table, rows] of Object.entries(COUNTS)) expect([table, await count(table)]).toEqual([table, rows]);
    expect(await settled()).toMatchObject({ state: 'ready', sampleLoaded: true, failed: false });
    const { body } = await test.admin.get('/accounts?limit=5&count=exact');
    expect(body).toMatchObject({ total: 60 });
  });

  it('lets nobody of its people sign in', async () => {
    expect(await count('user_secrets', SAMPLE.replaceAll('id between', 'user_id between'))).toBe(0);
    const [person] = await query(`select username from users where ${SAMPLE} limit 1`);
    expect(
      (await test.nobody.post('/auth/login', { username: person?.username, password: '' })).status,
    ).toBeGreaterThanOrEqual(400);
  });

  it('holds numbers that the product itself would take', async () => {
    const accounts = await query(
      `select name, kind, national_id, phone, postal_code, province from accounts where ${SAMPLE}`,
    );
    for (const account of accounts) {
      const { national_id: id, kind } = account;
      if (id) expect((kind === 'person' ? parseNationalId(id) : parseLegalId(id)).ok).toBe(true);
      const phone = parsePhone(account.phone as string);
      expect(phone).toMatchObject({ ok: true, value: { kind: 'landline', e164: account.phone } });
      expect(PROVINCE_OF_AREA_CODE[`0${account.phone?.slice(3, 5)}`]).toBe(account.province);
      expect(parsePostalCode(account.postal_code as string)).toEqual({ ok: true, value: account.postal_code });
      expect(normalizeStore(account.name as string)).toBe(account.name);
    }
    const contacts = await query(`select national_id, mobile from contacts where ${SAMPLE}`);
    for (const { national_id: id, mobile } of contacts) {
      if (id) expect(parseNationalId(id)).toMatchObject({ ok: true, value: id });
      if (mobile) expect(parseMobile(mobile)).toMatchObject({ ok: true, value: mobile });
    }
    const ids = contacts.map(({ national_id: id }) => id).filter(Boolean);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('worked on working days only and never in the future', async () => {
    const closed = await query(
      `select t.at from (
         select created_at as at from opportunities where ${SAMPLE} union all select closed_at from opportunities where closed_at is not null
         union all select due_at from activities where ${SAMPLE}) t
       join dim_date d on d.date = (t.at at time zone 'Asia/Tehran')::date where d.working_minutes = 0`,
    );
    expect(closed).toEqual([]);
    expect(await count('opportunities', 'created_at > now() or closed_at > now()')).toBe(0);
    expect(await count('activities', 'done_at > now() or created_at > now()')).toBe(0);
  });

  it('keeps what follows from other rows as the product would', async () => {
    const wrong = await query(
      `select o.id from opportunities o where ${SAMPLE.replaceAll('id ', 'o.id ')} and (
         o.last_activity_at is distinct from (select max(done_at) from activities a where a.about_id = o.id)
         or o.next_step_at is distinct from (select min(due_at) from activities a where a.about_id = o.id and done_at is null)
         or o.weighted_amount is distinct from round(o.amount * o.probability_percent / 100)
         or (o.amount_from_lines and o.amount <> (select sum(total) from opportunity_lines l where l.opportunity_id = o.id))
         or (o.status = 'lost') <> (o.loss_reason_id is not null) or (o.status = 'open') <> (o.closed_at is null)
         or o.stage_id <> (select to_stage_id from opportunity_stage_moves m where m.opportunity_id = o.id order by at desc, id desc limit 1)
         or o.status <> (select to_status from opportunity_stage_moves m where m.opportunity_id = o.id order by at desc, id desc limit 1))`,
    );
    expect(wrong).toEqual([]);
    const figures = `select id, owner_id, org_unit_id, pipeline_id, stage_id, status, amount, weighted_amount, engaged_on, closed_on,
      expected_close_on, loss_reason_id, lost_to_id, stages_seen, stay_stages, stay_seconds, running_stage_id, running_since`;
    expect(
      await query(
        `(${figures} from opportunity_figures except all ${figures} from opportunity_figures_of(null))
         union all (${figures} from opportunity_figures_of(null) except all ${figures} from opportunity_figures)`,
      ),
    ).toEqual([]);
    expect(await query(`select sum(count) as n from opportunity_cells where kind = 'result'`)).toEqual([
      { n: String(await count('opportunities')) },
    ]);
    const quiet = await query(
      `select a.id from accounts a where
         a.last_contacted_at is distinct from
           (select max(done_at) from activities v where v.account_id = a.id and v.type in ('call', 'meeting'))
         or a.next_activity_at is distinct from (select min(due_at) from activities v where v.account_id = a.id and done_at is null)`,
    );
    expect(quiet).toEqual([]);
    const astray = `select v.id from activities v join accounts a on a.id = v.account_id
      where (v.parent_owner_id, v.parent_org_unit_id) is distinct from (a.owner_id, a.org_unit_id)`;
    expect(await query(astray)).toEqual([]);
    for (const status of ['open', 'won', 'lost'])
      expect(await count('opportunities', `status = '${status}'`)).toBeGreaterThan(10);
    expect(await count('activities', 'done_at is null and due_at < now()')).toBeGreaterThan(0);
    expect(await count('activities', 'done_at is null and due_at > now()')).toBeGreaterThan(0);
  });

  it('scores its leads by the rules', async () => {
    const leads = await query(
      `select score, score_reasons, mobile, email, company_name as "companyName", job_title as "jobTitle", city, source,
         product_interest as "productInterest", estimated_amount as "estimatedAmount" from leads where ${SAMPLE}`,
    );
    for (const lead of leads) {
      const { score, reasons } = leadScore(lead, DEFAULT_SCORING, new Date());
      expect([lead.score, lead.score_reasons]).toEqual([score, JSON.parse(JSON.stringify(reasons))]);
    }
  });

  it('has a target for each salesperson in the Jalali month of today', async () => {
    const today = tehranDate(new Date());
    const sellers = await query(
      `select u.id from users u join roles r on r.id = any(u.role_ids) and r.builtin = 'salesperson' where ${SAMPLE.replaceAll('id ', 'u.id ')}`,
    );
    const aimed = await query(
      `select user_id from targets where user_id is not null and $1 between from_on and to_on`,
      [today],
    );
    const loader = test.admin.userId;
    expect(aimed.map(({ user_id: id }) => id).sort()).toEqual([...sellers.map(({ id }) => id), loader].sort());
  });

  it('gives whoever loads it customers, and work that is late, of today and to come', async () => {
    const mine = `${SAMPLE} and owner_id = '${test.admin.userId}'`;
    for (const table of ['accounts', 'opportunities', 'leads', 'activities'])
      expect([table, (await count(table, mine)) > 0]).toEqual([table, true]);
    expect(await count('opportunities', `${mine} and status = 'open'`)).toBeGreaterThan(1);
    const day = `(due_at at time zone 'Asia/Tehran')::date`;
    const [workday] = await query(
      `select min(date)::text as date from dim_date where working_minutes > 0 and date >= $1::date`,
      [tehranDate(new Date())],
    );
    for (const compared of ['<', '=', '>'])
      expect([
        compared,
        (await count('activities', `${mine} and done_at is null and ${day} ${compared} '${workday?.date}'`)) > 1,
      ]).toEqual([compared, true]);
  });

  it('talks to its leads, who know when', async () => {
    const wrong = await query(
      `select l.id from leads l where ${SAMPLE} and (
         l.last_activity_at is distinct from (select max(done_at) from activities v where v.about_id = l.id)
         or l.next_step_at is distinct from (select min(due_at) from activities v where v.about_id = l.id and done_at is null)
         or not exists (select 1 from activities v where v.about_id = l.id and v.about_type = 'lead' and v.created_at >= l.created_at))`,
    );
    expect(wrong).toEqual([]);
  });

  it('has documents that open as what they are', async () => {
    const files = await query(
      `select id, name, media_type as type, size from files where ${SAMPLE} order by id limit 2`,
    );
    const begins = { 'text/plain': 'صورت', 'image/png': '\ufffdPNG' } as Record<string, string>;
    for (const { id, type, size } of files) {
      const answer = await test.admin.get(`/files/${id}/content`);
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toContain(type);
      expect(answer.headers['content-length']).toBe(String(size));
      expect(String(answer.body).startsWith(begins[type as string] as string)).toBe(true);
    }
    expect(new Set(files.map(({ type }) => type)).size).toBe(2);
  });

  it('shows each record a history of its people, and leaves row-level security and triggers in force', async () => {
    const [won] = await query(
      `select id, version, owner_id from opportunities where status = 'won' and ${SAMPLE} limit 1`,
    );
    const history = await query('select action, version, actor_id from changes where record_id = $1 order by seq', [
      won?.id,
    ]);
    expect(history.map(({ action }) => action)).toEqual(['create', ...history.slice(1).map(() => 'update')]);
    expect(history.at(-1)).toMatchObject({ version: won?.version, actor_id: won?.owner_id });
    const open = await query(
      `select relname from pg_class where relkind = 'r' and relname = any($1)
         and (not relforcerowsecurity or exists (select 1 from pg_trigger t where t.tgrelid = pg_class.oid and t.tgenabled = 'D'))`,
      [[...TABLES, 'opportunity_stage_moves', 'opportunity_figures']],
    );
    expect(open).toEqual([]);
  });

  it('is taken back in one click, edited or not, and leaves what is the company’s own', async () => {
    const [account] = await query(`select id, version from accounts where ${SAMPLE} order by id desc limit 1`);
    const [seller] = await query(`select id from users where ${SAMPLE} order by id desc limit 1`);
    const [tender] = await query(`select id, pipeline_id from stages where ${SAMPLE} limit 1`);
    const edited = await test.admin.patch(
      `/accounts/${account?.id}`,
      { name: 'نام تازه' },
      { 'if-match': `"${account?.version}"` },
    );
    expect(edited.status).toBe(200);
    const made = async (resource: string, body: object) => {
      const answer = await test.admin.post<{ id: string }>(`/${resource}`, body);
      expect([resource, answer.status]).toEqual([resource, 201]);
      return answer.body.id;
    };
    const ownAccount = await made('accounts', {
      name: 'شرکت خودمان',
      kind: 'company',
      parentId: account?.id,
      ownerId: seller?.id,
    });
    const ownContact = await made('contacts', { lastName: 'محمدی', accountId: account?.id });
    const ownOpportunity = await made('opportunities', {
      name: 'فروش خودمان',
      accountId: account?.id,
      pipelineId: tender?.pipeline_id,
      stageId: tender?.id,
    });
    const ownTask = await made('activities', {
      subject: 'کار خودمان',
      type: 'task',
      about: { type: 'account', id: account?.id },
    });
    const ownNote = await made('notes', { body: 'دربارهٔ نمونه', about: { type: 'account', id: account?.id } });

    expect((await test.admin.delete('/setup/sample')).status).toBe(202);
    expect(await settled()).toMatchObject({ state: 'ready', sampleLoaded: false, failed: false });

    for (const table of TABLES.filter((name) => name !== 'stages' && name !== 'pipelines'))
      expect([table, await count(table)]).toEqual([table, 0]);
    expect((await test.admin.get(`/accounts/${ownAccount}`)).body).toMatchObject({
      name: 'شرکت خودمان',
      parentId: null,
      ownerId: null,
    });
    expect((await test.admin.get(`/contacts/${ownContact}`)).body).toMatchObject({
      lastName: 'محمدی',
      accountId: null,
    });
    expect((await test.admin.get(`/activities/${ownTask}`)).body).toMatchObject({
      subject: 'کار خودمان',
      about: null,
      accountId: null,
    });
    // The stage that the company's own opportunity is in stays, with its pipeline.
    expect((await test.admin.get(`/opportunities/${ownOpportunity}`)).body).toMatchObject({
      accountId: null,
      stageId: tender?.id,
      pipelineId: tender?.pipeline_id,
    });
    expect(await count('stages')).toBe(1);
    expect(await count('pipelines')).toBe(1);
    expect((await test.admin.get(`/notes/${ownNote}`)).status).toBe(404);
    expect(await query('select id from opportunity_figures')).toEqual([{ id: ownOpportunity }]);
    expect((await test.admin.get('/reports/sales/summary')).body).toMatchObject({ totals: { count: 1, open: 1 } });
    expect(await query(`select 1 from changes where operation_id = '01980000-0000-7fff-8000-000000000001'`)).toEqual(
      [],
    );
    expect((await test.admin.get<{ values: Row }>('/settings')).body).not.toMatchObject({
      companyName: 'بازرگانی آرمان پویا',
    });
  });

  it('can be loaded again', async () => {
    expect((await test.admin.post('/setup/sample', { size: 'small' })).status).toBe(202);
    expect(await settled()).toMatchObject({ state: 'ready', sampleLoaded: true, failed: false });
    expect(await count('opportunities')).toBe(COUNTS.opportunities);
  });
});
