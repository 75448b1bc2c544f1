import { describe, expect, it } from '@jest/globals';
import { withClient } from '../../src/platform/database/connections.js';
import { resetTestDatabase, testDatabase } from './database.js';

describe('the test database', () => {
  it('belongs to this worker, is migrated, and serves the restricted role', async () => {
    const { appUrl, ownerUrl } = testDatabase();
    const who = async (url: string) =>
      withClient(url, async (client) => (await client.query('select current_database() d, current_user u')).rows[0]);
    const name = `peyvand_test_${process.env.JEST_WORKER_ID}`;
    expect(await who(appUrl)).toEqual({ d: name, u: 'peyvand_app' });
    expect(await who(ownerUrl)).toEqual({ d: name, u: 'peyvand_owner' });
    const migrations = await withClient(ownerUrl, (client) => client.query('select name from migrations'));
    expect(migrations.rowCount).toBeGreaterThan(0);
  });

  it('is as new after a reset', async () => {
    const { ownerUrl } = testDatabase();
    await withClient(ownerUrl, (client) => client.query('create table left_behind ()'));
    await resetTestDatabase();
    const { rows } = await withClient(ownerUrl, (client) => client.query(`select to_regclass('left_behind') as found`));
    expect(rows).toEqual([{ found: null }]);
  });
});
