import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { resetTestDatabase } from '../support/database.js';

const ACCOUNTS = 300;
const NEW_OWNER = '0199c0de-0000-7000-8000-00000000000a';
const NEW_UNIT = '0199c0de-0000-7000-8000-00000000000b';

let owner: Client;
beforeAll(async () => {
  owner = new Client({ connectionString: (await resetTestDatabase()).ownerUrl });
  await owner.connect();
  await owner.query(`insert into accounts (id, name, kind, relation, owner_id, city)
    select uuidv7(), 'شرکت ' || i, 'company', 'customer', uuidv7(), case when i % 2 = 0 then 'قم' else 'یزد' end
    from generate_series(1, ${ACCOUNTS}) i`);
  await owner.query(`insert into activities (id, subject, type, priority, account_id)
    select uuidv7(), 'کار', 'task', 'normal', a.id from accounts a, generate_series(1, 2)`);
});
afterAll(() => owner.end());

const astray = async () =>
  (
    await owner.query(`select v.id from activities v join accounts a on a.id = v.account_id
      where (v.parent_owner_id, v.parent_org_unit_id) is distinct from (a.owner_id, a.org_unit_id)`)
  ).rows;

/** Activities of the accounts that were moved. */
const followed = async () =>
  (
    await owner.query<{ moved: number }>(
      `select count(*)::integer as moved from activities where parent_owner_id = '${NEW_OWNER}'`,
    )
  ).rows[0]?.moved;

it('lets activities follow all accounts that one statement moves, and those alone', async () => {
  expect(await astray()).toEqual([]);
  await owner.query(`update accounts set owner_id = '${NEW_OWNER}', org_unit_id = '${NEW_UNIT}' where city = 'قم'`);
  expect(await followed()).toBe(ACCOUNTS);
  expect(await astray()).toEqual([]);
});

it('leaves activities alone when an account changes otherwise', async () => {
  const before = await owner.query('select id, xmin::text from activities order by id');
  await owner.query(`update accounts set city = 'ری', owner_id = owner_id`);
  const after = await owner.query('select id, xmin::text from activities order by id');
  expect(after.rows).toEqual(before.rows);
});

it('takes the owner away from the activities of an account that has none', async () => {
  await owner.query(`update accounts set owner_id = null, org_unit_id = null`);
  expect(await astray()).toEqual([]);
  expect((await owner.query('select 1 from activities where parent_owner_id is not null')).rows).toEqual([]);
});
