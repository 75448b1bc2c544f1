import type { Client } from 'pg';
import { jalaliMonthRange, tehranDate, toJalali } from '../platform/persian/index.js';
import { insertRows } from './copy/insert-rows.js';
import type { SampleLists } from './content/world.js';
import type { SamplePipeline } from './content/opportunities.js';
import type { SampleCompany } from './content/company.js';
import { CATALOGUE } from './data/catalogue.js';
import { Random } from './random.js';
import { sampleId } from './sample-ids.js';

export const COMPANY_NAME = 'بازرگانی آرمان پویا';

const TENDER_STAGES = [
  { name: 'بررسی اسناد', probability: 15, tone: 'neutral' },
  { name: 'آماده‌سازی پاکت‌ها', probability: 30, tone: 'information' },
  { name: 'ارسال پیشنهاد', probability: 50, tone: 'accent' },
  { name: 'بازگشایی و ابلاغ', probability: 75, tone: 'success' },
];

/** Branches, teams, people and products of the sample, below the root of the company. */
export async function insertCompany(client: Client, company: SampleCompany): Promise<void> {
  const root = await scalar(
    client,
    'select id from org_units where parent_id is null and deleted_at is null order by created_at, id limit 1',
  );
  await insertRows(
    client,
    'org_units',
    company.units.map(({ id, name, code, parent }) => ({
      id,
      name,
      code,
      parent_id: parent === null ? root : sampleId('orgUnit', parent),
    })),
  );
  await insertRows(
    client,
    'teams',
    company.units.map(({ name }, unit) => ({ id: company.teamId(unit), name: `تیم فروش ${name}`, description: null })),
  );
  await insertPeople(client, company);
  await insertRows(
    client,
    'products',
    CATALOGUE.map(({ code, name, series, unit, price }, i) => ({
      id: sampleId('product', i),
      code,
      name,
      series,
      unit,
      price,
    })),
  );
}

/** Nobody of them can sign in before an administrator gives them a password. */
async function insertPeople(client: Client, company: SampleCompany): Promise<void> {
  const manager = await scalar(client, `select id from roles where builtin = 'salesManager' and deleted_at is null`);
  const seller = await scalar(client, `select id from roles where builtin = 'salesperson' and deleted_at is null`);
  const { rows } = await client.query<{ name: string }>('select username as name from users');
  const taken = new Set(rows.map(({ name }) => name.toLowerCase()));
  await insertRows(
    client,
    'users',
    company.staff.map((person) => {
      const role = person.manager ? manager : seller;
      const username = taken.has(person.username) ? `${person.username}.sample` : person.username;
      return {
        id: person.id,
        username,
        full_name: person.fullName,
        email: `${username}@armanpouya.example`,
        mobile: person.mobile,
        job_title: person.jobTitle,
        active: true,
        kind: 'person',
        role_ids: role ? [role] : [],
        team_ids: [company.teamId(person.unit)],
        org_unit_id: company.units[person.unit]?.id,
      };
    }),
  );
}

/** The company's own pipeline with a second one for tenders, and its reasons of loss. */
export async function salesLists(client: Client): Promise<SampleLists> {
  const own = await ownPipeline(client);
  const tenders = sampleId('pipeline', 0);
  await insertRows(client, 'pipelines', [
    { id: tenders, name: 'مناقصه‌ها', position: 50, active: true, stages_changed_at: new Date().toISOString() },
  ]);
  await insertRows(
    client,
    'stages',
    TENDER_STAGES.map(({ name, probability, tone }, position) => ({
      id: sampleId('stage', position),
      pipeline_id: tenders,
      name,
      position,
      probability_percent: probability,
      rotten_after_days: 20,
      tone,
    })),
  );
  const stages = TENDER_STAGES.map(({ probability }, i) => ({
    id: sampleId('stage', i),
    probabilityPercent: probability,
  }));
  const reasons = await client.query<{ id: string }>(
    'select id from loss_reasons where active and deleted_at is null order by position, id',
  );
  return { pipelines: [...own, { id: tenders, stages }], lossReasonIds: reasons.rows.map(({ id }) => id) };
}

async function ownPipeline(client: Client): Promise<SamplePipeline[]> {
  const { rows } = await client.query<{ pipeline_id: string; id: string; probability: string }>(
    `select s.pipeline_id, s.id, s.probability_percent as probability from stages s
     where s.deleted_at is null and s.pipeline_id =
       (select id from pipelines where active and deleted_at is null order by position, id limit 1)
     order by s.position, s.id`,
  );
  const [first] = rows;
  return first
    ? [
        {
          id: first.pipeline_id,
          stages: rows.map(({ id, probability }) => ({ id, probabilityPercent: Number(probability) })),
        },
      ]
    : [];
}

/** What everybody and every branch is to sell in the Jalali month of `now`. */
export async function insertTargets(client: Client, company: SampleCompany, now: Date): Promise<void> {
  const { jy, jm } = toJalali(tehranDate(now));
  const { from, to } = jalaliMonthRange(jy, jm);
  const month = { metric: 'wonAmount', period: `${jy}-${String(jm).padStart(2, '0')}`, from_on: from, to_on: to };
  const random = new Random().at(0x160, 0);
  const sellers = company.people.flatMap((person, i) => (person.manager ? [] : [i]));
  const people = sellers.map((i, row) => {
    const { id, unit } = company.person(i);
    const amount = random.between(30, 90) * 100_000_000;
    return {
      ...month,
      id: sampleId('target', row),
      name: null,
      audience: 'user',
      user_id: id,
      team_id: null,
      amount,
      owner_id: id,
      org_unit_id: company.units[unit]?.id,
    };
  });
  const branches = company.units.map(({ id, name }, unit) => ({
    ...month,
    id: sampleId('target', sellers.length + unit),
    name: `هدف فروش ${name}`,
    audience: 'orgUnit',
    user_id: null,
    team_id: null,
    amount: people.filter((target) => target.org_unit_id === id).reduce((sum, target) => sum + target.amount, 0),
    owner_id: null,
    org_unit_id: id,
  }));
  await insertRows(client, 'targets', [...people, ...branches]);
}

async function scalar(client: Client, sql: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(sql);
  return rows[0]?.id ?? null;
}
