import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { body, type Page, type Rec } from '../factories/sales.js';
import { type Caller, createTestApp, type TestApp } from '../support/app.js';
import { type ImportAnswer, importFile, upload } from '../support/import-file.js';

const file = (name: string): string =>
  readFileSync(new URL(`../fixtures/sales-opportunities/${name}`, import.meta.url), 'utf8');

let app: TestApp;
let admin: Caller;
let imported: ImportAnswer;

/** One column fills two fields: what became of it, and the stage that it is, or was, in. */
const STATUS = { Won: 'won', Lost: 'lost', Engaging: 'open', Prospecting: 'open' };
const PIPELINE_MAPPING = [
  { field: 'name', column: 'opportunity_id' },
  { field: 'externalId', column: 'opportunity_id' },
  { field: 'ownerId', column: 'sales_agent', link: { by: 'title' } },
  { field: 'productId', column: 'product', link: { by: 'title' } },
  { field: 'accountId', column: 'account', link: { by: 'title' } },
  { field: 'pipelineId', constant: 'فروش سخت‌افزار', link: { by: 'title' } },
  { field: 'stageId', column: 'deal_stage', link: { by: 'title' }, values: { Won: 'Closing', Lost: 'Closing' } },
  { field: 'status', column: 'deal_stage', values: STATUS },
  { field: 'engagedOn', column: 'engage_date', dates: 'mdy' },
  { field: 'closedOn', column: 'close_date', dates: 'mdy' },
  { field: 'amount', column: 'close_value', moneyUnit: 'IRR' },
];

/** Offices as branches, managers as teams, agents as users. */
async function people(): Promise<void> {
  const rows: { sales_agent: string; manager: string; regional_office: string }[] = parse(file('sales_teams.csv'), {
    columns: true,
  });
  const branches = new Map<string, string>();
  const teams = new Map<string, string>();
  for (const [i, { sales_agent, manager, regional_office }] of rows.entries()) {
    if (!branches.has(regional_office)) branches.set(regional_office, await app.branch(regional_office));
    if (!teams.has(manager)) teams.set(manager, body(await admin.post('/teams', { name: manager }), 201).id);
    const user = { username: `agent-${i}`, fullName: sales_agent, password: `pass-agent-${i}-peyvand`, roleIds: [] };
    body(
      await admin.post('/users', { ...user, orgUnitId: branches.get(regional_office), teamIds: [teams.get(manager)] }),
      201,
    );
  }
}

async function accounts(): Promise<void> {
  const mapping = [
    { field: 'name', column: 'account' },
    { field: 'industry', column: 'sector' },
    { field: 'address', column: 'office_location' },
    { field: 'relation', constant: 'مشتری' },
  ];
  const first = await importFile(admin, 'account', file('accounts.csv'), {
    mapping,
    mode: 'create',
    keyFields: ['name'],
  });
  expect(first).toMatchObject({ createdRows: 85, failedRows: 0 });
  // A group may stand below its branch in the file, so the links between accounts are a second pass.
  const links = [
    { field: 'name', column: 'account' },
    { field: 'parentId', column: 'subsidiary_of', link: { by: 'title' } },
  ];
  const second = await importFile(admin, 'account', file('accounts.csv'), {
    mapping: links,
    mode: 'update',
    keyFields: ['name'],
  });
  expect(second).toMatchObject({ updatedRows: 15, unchangedRows: 70, failedRows: 0 });
}

beforeAll(async () => {
  app = await createTestApp();
  admin = app.admin;
  const stages = [
    { name: 'Prospecting', probabilityPercent: 10 },
    { name: 'Engaging', probabilityPercent: 50 },
    { name: 'Closing', probabilityPercent: 80 },
  ];
  body(await admin.post('/pipelines', { name: 'فروش سخت‌افزار', stages }), 201);
  await people();
  await accounts();
  const products = await importFile(admin, 'product', file('products.csv'), {});
  expect(products).toMatchObject({ createdRows: 7, failedRows: 0 });
  imported = await importFile(admin, 'opportunity', file('sales_pipeline.csv'), {
    mapping: PIPELINE_MAPPING,
    mode: 'upsert',
    keyFields: ['externalId'],
  });
}, 180_000);
afterAll(() => app?.close());

describe('the sales data of a real company', () => {
  it('comes in whole, dirt and all', () => {
    expect(imported).toMatchObject({ status: 'done', totalRows: 8_800, createdRows: 8_800, failedRows: 0 });
  });

  it('is understood by itself as far as its headings say', async () => {
    const { body: made } = await upload(admin, 'opportunity', file('sales_pipeline.csv'));
    expect(made.columns.filter(({ dates }) => dates).map(({ name, dates }) => [name, dates])).toEqual([
      ['engage_date', 'mdy'],
      ['close_date', 'mdy'],
    ]);
    expect(made.mapping).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'accountId', column: 'account' }),
        expect.objectContaining({ field: 'ownerId', column: 'sales_agent' }),
      ]),
    );
  });

  it('gives the figures of its publisher in the reports', async () => {
    const summary = body<{
      totals: Record<string, unknown>;
      byStage: { name: string; count: number }[];
      groups: Record<string, unknown>[];
    }>(await admin.get('/reports/sales/summary?groupBy=owner'), 200);
    expect(summary.totals).toMatchObject({
      count: 8_800,
      won: 4_238,
      lost: 2_473,
      open: 1_589 + 500,
      wonAmount: { amount: '10005534' },
      winRate: 0.6315,
      averageWon: { amount: '2360.91' },
      wonCycleDays: 51.78,
      lostCycleDays: 41.48,
    });
    expect(summary.byStage.map(({ name, count }) => [name, count])).toEqual([
      ['Prospecting', 500],
      ['Engaging', 1_589],
    ]);
    expect(summary.groups).toHaveLength(30);
    expect(summary.groups[0]).toMatchObject({ label: 'Darcel Schlecht', wonAmount: { amount: '1153214' } });
  });

  it('links what is written otherwise, and keeps what is merely misspelt', async () => {
    const count = async (filter: object) => {
      const query = `/opportunities?limit=1&count=exact&filter=${encodeURIComponent(JSON.stringify(filter))}`;
      return body<Page>(await admin.get(query), 200).total;
    };
    expect(await count({ field: 'product.name', op: 'eq', value: 'GTX Pro' })).toBe(1_480);
    expect(await count({ field: 'accountId', op: 'empty' })).toBe(1_425);
    expect(await count({ field: 'account.industry', op: 'eq', value: 'technolgy' })).toBeGreaterThan(0);
    const [one] = body<Page>(
      await admin.get('/opportunities?filter={"field":"externalId","op":"eq","value":"Z063OYW0"}'),
      200,
    ).data;
    expect(one).toMatchObject({
      status: 'won',
      engagedOn: '2016-10-25',
      closedOn: '2017-03-11',
      amount: { amount: '4514' },
    } satisfies Partial<Rec>);
    expect(one?.ownerId).not.toBe(admin.userId);
  });

  it('comes in a second time without making or changing anything', async () => {
    const again = await importFile(admin, 'opportunity', file('sales_pipeline.csv'), {
      mapping: PIPELINE_MAPPING,
      mode: 'upsert',
      keyFields: ['externalId'],
    });
    expect(again).toMatchObject({ createdRows: 0, updatedRows: 0, unchangedRows: 8_800, failedRows: 0 });
  }, 60_000);
});
