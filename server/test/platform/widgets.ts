import { DataSource } from 'typeorm';
import { createRecordTable } from '../../../migrations/support/record-table.js';
import { Principal, type Scope } from '../../src/platform/access/principal.js';
import { DataDoor } from '../../src/platform/database/data-door.js';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { newId } from '../../src/platform/records/new-id.js';
import { BaseRecord } from '../../src/platform/records/base-record.js';
import {
  BooleanField,
  ChoiceField,
  DateField,
  InstantField,
  LinkField,
  MoneyField,
  TagsField,
  TextField,
} from '../../src/platform/records/fields.js';
import { RecordReader } from '../../src/platform/records/record-reader.js';
import { RecordStore } from '../../src/platform/records/record-store.js';
import { RecordType, recordTypes } from '../../src/platform/records/record-type.js';
import { RecordWriter } from '../../src/platform/records/record-writer.js';
import { resetTestDatabase, type TestDatabase } from '../support/database.js';

/** A record type of the tests alone, with a field of each kind that matters to the store. */
@RecordType({
  name: 'widget',
  resource: 'widgets',
  module: 'test',
  labels: { one: { fa: 'قطعه', en: 'Widget' }, many: { fa: 'قطعه‌ها', en: 'Widgets' } },
  title: 'name',
})
export class Widget extends BaseRecord {
  @TextField({ fa: 'نام', en: 'Name', required: true, search: true, sort: true, max: 200 }) name!: string;
  @TextField({ fa: 'کد', en: 'Code', unique: true }) code!: string | null;
  @MoneyField({ fa: 'مبلغ', en: 'Amount', min: 0, sort: true }) amount!: string | null;
  @DateField({ fa: 'روز', en: 'Day', sort: true }) day!: string | null;
  @InstantField({ fa: 'زمان', en: 'At' }) at!: string | null;
  @ChoiceField({
    fa: 'رنگ',
    en: 'Colour',
    choices: [
      { value: 'red', label: { fa: 'سرخ', en: 'Red' } },
      { value: 'blue', label: { fa: 'آبی', en: 'Blue' } },
    ],
  })
  colour!: string | null;
  @BooleanField({ fa: 'فعال', en: 'Active' }) active!: boolean | null;
  @TagsField({ fa: 'برچسب', en: 'Tags' }) tags!: string[];
  @LinkField('widget', { fa: 'بالادست', en: 'Parent' }) parentId!: string | null;
}

export const widget = recordTypes.of(Widget);

export interface Person {
  readonly id: string;
  readonly principal: Principal;
}

/** The store over a database with widgets, without the rest of the product. */
export interface Bench {
  readonly door: DataDoor;
  readonly store: RecordStore;
  readonly database: TestDatabase;
  readonly owner: DataSource;
  person(
    scope: Scope,
    options?: { unitId?: string; fields?: Record<string, string>; teamIds?: string[] },
  ): Promise<Person>;
  unit(name: string, parentId?: string): Promise<string>;
  close(): Promise<void>;
}

const ACTIONS = ['view', 'create', 'edit', 'delete', 'restore', 'assign', 'history'];

export async function openBench(): Promise<Bench> {
  const database = await resetTestDatabase();
  const owner = await new DataSource({ type: 'postgres', url: database.ownerUrl, poolSize: 2 }).initialize();
  const runner = owner.createQueryRunner();
  await createRecordTable(runner, {
    type: 'widget',
    table: 'widgets',
    columns: [
      'name text collate "fa" not null',
      'code text collate "fa"',
      'amount bigint',
      'day date',
      'at timestamptz(3)',
      'colour text',
      'active boolean',
      `tags text[] not null default '{}'`,
      'parent_id uuid references widgets (id)',
    ],
    search: ['name', 'code'],
    sort: ['name', 'amount', 'day'],
  });
  await runner.release();
  const pool = await createDataSource(database.appUrl).initialize();
  const door = new DataDoor(pool);
  const store = new RecordStore(door, new RecordReader(), new RecordWriter());
  return {
    door,
    store,
    database,
    owner,
    unit: async (name, parentId) => {
      const id = newId();
      await owner.query('insert into org_units (id, name, parent_id) values ($1, $2, $3)', [
        id,
        name,
        parentId ?? null,
      ]);
      return id;
    },
    person: async (scope, { unitId, fields = {}, teamIds = [] } = {}) => {
      const id = newId();
      const roleId = newId();
      const grants = ACTIONS.map((action) => ({ recordType: 'widget', action, scope }));
      const limits = Object.entries(fields).map(([field, level]) => ({ recordType: 'widget', field, level }));
      await owner.query('insert into roles (id, name, grants, fields) values ($1, $2, $3, $4)', [
        roleId,
        roleId,
        JSON.stringify(grants),
        JSON.stringify(limits),
      ]);
      await owner.query(
        'insert into users (id, username, full_name, role_ids, org_unit_id, team_ids, owner_id) values ($1, $2, $2, $3, $4, $5, $1)',
        [id, `u${id}`, [roleId], unitId ?? null, teamIds],
      );
      await owner.query('select access_refresh()');
      return { id, principal: await principalOf(owner, id) };
    },
    close: async () => {
      await pool.destroy();
      await owner.destroy();
    },
  };
}

async function principalOf(owner: DataSource, id: string): Promise<Principal> {
  const [row] = await owner.query('select * from access_principals where user_id = $1', [id]);
  const reaches = Object.entries(row.grants as Record<string, string[]>).map(([key, scopes]) => {
    const all = scopes.includes('all');
    const ownerIds = scopes.includes('team') ? [id, ...row.team_owner_ids] : scopes.includes('own') ? [id] : [];
    const unitIds = scopes.includes('branchAndBelow')
      ? row.unit_ids
      : scopes.includes('branch') && row.unit_id
        ? [row.unit_id]
        : [];
    return [key, { all, ownerIds, unitIds }] as const;
  });
  return new Principal({
    kind: 'user',
    userId: id,
    sessionId: null,
    username: id,
    fullName: id,
    orgUnitId: row.unit_id,
    roleIds: [],
    teamIds: [],
    grants: row.grants,
    reaches: new Map(reaches),
    fieldLevels: new Map(Object.entries(row.field_levels)),
    effectiveLevels: new Map(Object.entries(row.field_levels)),
    sharedTypes: new Set(),
  } as ConstructorParameters<typeof Principal>[0]);
}
