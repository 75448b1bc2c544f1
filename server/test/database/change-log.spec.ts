import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { DataDoor } from '../../src/platform/database/data-door.js';
import { createDataSource } from '../../src/platform/database/data-source.js';
import type { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { ChangeLog, type FeedPage } from '../../src/platform/changes/change-log.js';
import type { ChangeEntry } from '../../src/platform/changes/change-entry.js';
import '../../src/platform/identity/teams/team.entity.js';
import { newId } from '../../src/platform/records/new-id.js';
import { RecordWriter } from '../../src/platform/records/record-writer.js';
import { resetTestDatabase, type TestDatabase } from '../support/database.js';

describe('log of changes', () => {
  let database: TestDatabase;
  let pool: DataSource;
  let door: DataDoor;
  let owner: Client;
  const log = new ChangeLog(new RecordWriter());

  const system = <T>(work: (uow: UnitOfWork) => Promise<T>): Promise<T> => door.asSystem('test', work);
  const page = (after: string | undefined, limit = 50): Promise<FeedPage> =>
    system((uow) => log.feed(uow, { after, types: ['team'], limit }));
  const team = (uow: UnitOfWork, id: string, name: string) =>
    uow.execute('insert into teams (id, name) values ($1, $2)', [id, name]);
  const rename = (uow: UnitOfWork, id: string, name: string) =>
    uow.execute('update teams set name = $2, version = version + 1 where id = $1', [id, name]);
  /** Reads on from the cursor to the end. */
  const rest = async (after: string): Promise<{ entries: ChangeEntry[]; cursor: string }> => {
    const entries: ChangeEntry[] = [];
    for (let cursor = after; ; ) {
      const { data, nextCursor } = await page(cursor);
      entries.push(...data);
      if (nextCursor === cursor) return { entries, cursor };
      cursor = nextCursor;
    }
  };
  const latest = async (): Promise<string> => (await page('latest')).nextCursor;

  beforeAll(async () => {
    database = await resetTestDatabase();
    pool = await createDataSource(database.appUrl).initialize();
    door = new DataDoor(pool);
    owner = new Client({ connectionString: database.superuserUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await pool.destroy();
  });

  it('gives a follower every committed change once, while eight slow writers overlap', async () => {
    const from = await latest();
    const committed = new Set<string>();
    const rolledBack = new Set<string>();
    let writing = true;
    const writer = async (n: number) => {
      for (let i = 0; i < 12; i += 1) {
        const ids = [newId(), newId(), newId()];
        await system(async (uow) => {
          for (const id of ids) {
            await team(uow, id, `${n}/${i}`);
            await delay((n * 7 + i * 13) % 23);
          }
          if ((n + i) % 5 === 0) throw new Error('no');
        }).then(
          () => ids.forEach((id) => committed.add(id)),
          () => ids.forEach((id) => rolledBack.add(id)),
        );
      }
    };
    const seen: string[] = [];
    const follow = async () => {
      let cursor = from;
      for (let last = false; ; ) {
        const { data, nextCursor } = await page(cursor, 7);
        seen.push(...data.map((entry) => entry.recordId));
        if (nextCursor === cursor && last) return;
        last = !writing && nextCursor === cursor;
        if (nextCursor === cursor) await delay(1);
        cursor = nextCursor;
      }
    };
    const following = follow();
    await Promise.all(Array.from({ length: 8 }, (_, n) => writer(n)));
    writing = false;
    await following;
    expect(committed.size).toBeGreaterThan(200);
    expect(rolledBack.size).toBeGreaterThan(20);
    expect(seen.filter((id) => rolledBack.has(id))).toEqual([]);
    expect(seen.length).toBe(committed.size);
    expect(new Set(seen)).toEqual(committed);
  });

  it('keeps the versions of a record in order, also when an older transaction changes it last', async () => {
    const [shared, early] = [newId(), newId()];
    await system((uow) => team(uow, shared, 'first'));
    const from = await latest();
    let whileOpen: FeedPage | undefined;
    await system(async (older) => {
      await team(older, early, 'early');
      await system((younger) => rename(younger, shared, 'second'));
      whileOpen = await page(from);
      await rename(older, shared, 'third');
    });
    // Nothing is told above a change that may still come.
    expect(whileOpen?.data).toEqual([]);
    const { entries } = await rest(from);
    expect(
      entries.filter((entry) => entry.recordId === shared).map((entry) => [entry.version, entry.after?.name]),
    ).toEqual([
      [2, 'second'],
      [3, 'third'],
    ]);
    expect(entries.map((entry) => entry.recordId)).toContain(early);
  });

  it('gives the same cursor again while nothing happens', async () => {
    const cursor = await latest();
    expect(await page(cursor)).toEqual({ data: [], nextCursor: cursor });
  });

  it('says before and after of the fields that changed, and nothing of the others', async () => {
    const id = newId();
    const from = await latest();
    await system((uow) => team(uow, id, 'فروش'));
    await system((uow) => rename(uow, id, 'فروش تهران'));
    await system((uow) => uow.execute('update teams set updated_at = now() where id = $1', [id]));
    await system((uow) =>
      uow.execute('update teams set deleted_at = now(), version = version + 1 where id = $1', [id]),
    );
    const { entries } = await rest(from);
    expect(
      entries.map(({ action, before, after, version }) => ({ action, before, after: after?.name, version })),
    ).toEqual([
      { action: 'create', before: null, after: 'فروش', version: 1 },
      { action: 'update', before: { name: 'فروش' }, after: 'فروش تهران', version: 2 },
      { action: 'remove', before: null, after: undefined, version: 3 },
    ]);
  });

  it('logs one statement on many rows, and cannot be written by the application', async () => {
    const from = await latest();
    await system((uow) =>
      uow.execute(`insert into teams (id, name) select gen_random_uuid(), 'bulk ' || n from generate_series(1, 300) n`),
    );
    await system((uow) =>
      uow.execute(`update teams set name = name || ' x', version = version + 1 where name like 'bulk %'`),
    );
    const { entries } = await rest(from);
    expect(entries.filter((entry) => entry.action === 'create')).toHaveLength(300);
    expect(
      entries.filter((entry) => entry.action === 'update' && String(entry.after?.name).endsWith(' x')),
    ).toHaveLength(300);
    await expect(system((uow) => uow.execute('delete from changes'))).rejects.toThrow(/permission denied/);
    await expect(
      system((uow) =>
        uow.execute(
          `insert into changes (record_type, record_id, action, version, source) values ('team', gen_random_uuid(), 'create', 1, 'web')`,
        ),
      ),
    ).rejects.toThrow(/permission denied/);
  });

  it('reads a page of a long log by its index', async () => {
    await owner.query(`insert into changes (at, record_type, record_id, action, version, source, after)
      select now() - (n % 60) * interval '1 day', 'other', gen_random_uuid(), 'create', 1, 'system', '{}' from generate_series(1, 60000) n`);
    await owner.query('analyze changes');
    const app = new Client({ connectionString: database.appUrl });
    await app.connect();
    try {
      await app.query('begin');
      await app.query(`select set_config('app.system', 'test', true)`);
      const { rows } = await app.query(
        `explain (analyze, format json) select * from changes c
         where c.seq > 30000 and c.seq <= 32000 and c.record_type = any('{other,account}') order by c.seq limit 50`,
      );
      const scans = JSON.stringify(rows[0]).match(/"Node Type":"[A-Za-z ]*Scan".*?(?="Node Type"|$)/g) ?? [];
      // Row-level security must not keep the bounds out of the index; the empty months ahead may be read as they are.
      const touched = scans.filter((scan) => !/"Actual Rows":0(\.0+)?,/.test(scan));
      expect(touched.length).toBeGreaterThan(0);
      for (const scan of touched) expect(scan).toMatch(/"Index Name":"changes_\w+_seq_idx".*"Index Cond":"\(\(seq > /);
      expect(scans.filter((scan) => /Seq Scan.*"Rows Removed by Filter":[1-9]/.test(scan))).toEqual([]);
      const window = await app.query('explain (analyze, format json) select changes_window(30000, 60000, 2000)');
      expect(window.rows[0]['QUERY PLAN'][0]['Execution Time']).toBeLessThan(200);
    } finally {
      await app.end();
    }
  });

  it('makes the partitions of the coming months, again and again without harm', async () => {
    await system((uow) => uow.query(`select changes_partitions('2031-03-15', 2)`));
    await system((uow) => uow.query(`select changes_partitions('2031-03-15', 3)`));
    const { rows } = await owner.query(
      `select relname from pg_class where relname like 'changes_2031%' and relkind = 'r' order by 1`,
    );
    expect(rows.map((row) => row.relname)).toEqual(['changes_203103', 'changes_203104', 'changes_203105']);
  });
});
