import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type EmbeddedServer, openEmbedded, withClient } from '../../src/platform/database/connections.js';
import { isProcessAlive, readPostmaster } from '../../src/platform/database/embedded/postmaster.js';
import { productSettings } from '../../src/platform/database/embedded/settings.js';

const lines: string[] = [];
let dataDir: string;
let server: EmbeddedServer | undefined;

const open = async () => {
  server = await openEmbedded(dataDir, { ...productSettings(), shared_buffers: '32MB' }, (line) => lines.push(line));
  return server;
};

const clusterDir = () => join(dataDir, 'postgres');
const postmasterPid = () => readPostmaster(clusterDir())?.pid ?? 0;

async function write(url: string, text: string): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('create table if not exists kept (body text)');
    await client.query('insert into kept values ($1)', [text]);
  });
}

async function read(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ body: string }>('select body from kept order by body');
    return rows.map((row) => row.body);
  });
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('waited 20 s in vain');
    await delay(50);
  }
}

/** The owner died without a word: as after `kill -9` of the process that started the server. */
function pretendOwnerIsGone(): void {
  rmSync(join(dataDir, 'postgres.owner'), { force: true });
}

beforeEach(() => {
  lines.length = 0;
  dataDir = mkdtempSync(join(tmpdir(), 'peyvand-launcher-'));
});

afterEach(async () => {
  await server?.stop();
  server = undefined;
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the embedded server', () => {
  it('starts with UTF-8, Persian order, scram and loopback only, and keeps its secrets to itself', async () => {
    const { superuserUrl, appUrl } = await (await open()).database('peyvand');
    const facts = await withClient(superuserUrl, async (client) => {
      const { rows } = await client.query(
        `select current_setting('server_encoding') as encoding, current_setting('listen_addresses') as listens,
                current_setting('unix_socket_directories') as sockets, current_setting('fsync') as fsync,
                (select count(distinct auth_method) = 1 and min(auth_method) = 'scram-sha-256'
                   from pg_hba_file_rules) as "onlyScram",
                (select string_agg(w, '' order by w collate "fa-x-icu") from unnest(array['ی','پ','گ','آ','ا']) w) as ordered,
                cardinality(show_trgm('علی رضایی')) > 5 as "persianTrigrams"`,
      );
      return rows[0];
    });
    expect(facts).toEqual({
      encoding: 'UTF8',
      listens: '127.0.0.1',
      sockets: '',
      fsync: 'on',
      onlyScram: true,
      ordered: 'آاپگی',
      persianTrigrams: true,
    });
    expect(statSync(join(dataDir, 'database-passwords.json')).mode & 0o777).toBe(0o600);
    const wrong = new URL(appUrl);
    wrong.password = 'wrong';
    await expect(withClient(wrong.href, () => Promise.resolve())).rejects.toMatchObject({ code: '28P01' });
  });

  it('gives the application a role that owns nothing and is bound by row-level security', async () => {
    const { appUrl, ownerUrl } = await (await open()).database('peyvand');
    const role = await withClient(appUrl, async (client) => {
      const { rows } = await client.query(
        `select rolsuper, rolbypassrls, rolinherit, rolcreaterole, rolcreatedb,
                (select count(*)::int from pg_class where relowner = r.oid) as owned,
                current_setting('statement_timeout') as timeout
           from pg_roles r where rolname = current_user`,
      );
      return rows[0];
    });
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolinherit: false,
      rolcreaterole: false,
      rolcreatedb: false,
      owned: 0,
      timeout: '30s',
    });
    await expect(withClient(appUrl, (client) => client.query('create table mine ()'))).rejects.toMatchObject({
      code: '42501',
    });
    await write(ownerUrl, 'by the owner');
    await expect(read(appUrl)).rejects.toMatchObject({ code: '42501' });
  });

  it('keeps rows and port over a stop and a start', async () => {
    const first = await (await open()).database('peyvand');
    await write(first.ownerUrl, 'سلام');
    const pid = postmasterPid();
    await server?.stop();
    expect(isProcessAlive(pid)).toBe(false);
    const second = await (await open()).database('peyvand');
    expect(second).toEqual(first);
    expect(await read(second.ownerUrl)).toEqual(['سلام']);
  });

  it('adopts a server whose parent was killed, and stops it in the end', async () => {
    const first = await (await open()).database('peyvand');
    await write(first.ownerUrl, 'before');
    const pid = postmasterPid();
    pretendOwnerIsGone();
    const second = await openEmbedded(dataDir, productSettings(), (line) => lines.push(line));
    expect(lines).toEqual(['database  created', 'database  found running']);
    expect(postmasterPid()).toBe(pid);
    expect(await read(second.urls('peyvand').ownerUrl)).toEqual(['before']);
    await second.stop();
    expect(isProcessAlive(pid)).toBe(false);
  });

  it('is made once when two processes start together on an empty folder', async () => {
    const opened = await Promise.all(
      [1, 2].map(() => openEmbedded(dataDir, productSettings(), (line) => lines.push(line))),
    );
    const urls = await Promise.all(opened.map((each) => each.database('peyvand')));
    expect(urls[0]).toEqual(urls[1]);
    expect(lines.filter((line) => line === 'database  created')).toHaveLength(1);
    for (const { appUrl } of urls) expect(await withClient(appUrl, (client) => client.query('select 1'))).toBeDefined();
    for (const each of opened) await each.stop();
    expect(readPostmaster(clusterDir())).toBeUndefined();
  });

  it('leaves the server running when another of our processes answers for it', async () => {
    await open();
    const pid = postmasterPid();
    const guest = await openEmbedded(dataDir, productSettings(), () => undefined);
    await guest.stop();
    expect(isProcessAlive(pid)).toBe(true);
    expect(postmasterPid()).toBe(pid);
  });

  it('starts again by itself on the same port after kill -9 of Postgres, with every acknowledged row', async () => {
    const { ownerUrl } = await (await open()).database('peyvand');
    await write(ownerUrl, 'acknowledged');
    const pid = postmasterPid();
    process.kill(pid, 'SIGKILL');
    await until(() => postmasterPid() !== pid && postmasterPid() !== 0);
    await until(() =>
      read(ownerUrl).then(
        () => true,
        () => false,
      ),
    );
    expect(await read(ownerUrl)).toEqual(['acknowledged']);
    expect(lines).toContain('database  the server is gone, starting it again');
  });

  it('starts after kill -9 of both sides while orphans of the old server still exit', async () => {
    const { ownerUrl } = await (await open()).database('peyvand');
    await write(ownerUrl, 'kept');
    const pid = postmasterPid();
    pretendOwnerIsGone();
    process.kill(pid, 'SIGKILL');
    const again = await openEmbedded(dataDir, productSettings(), () => undefined);
    expect(postmasterPid()).not.toBe(pid);
    expect(await read(again.urls('peyvand').ownerUrl)).toEqual(['kept']);
    await again.stop();
  });

  it('is not fooled by a process number that another program took over', async () => {
    await (await open()).database('peyvand');
    const file = join(clusterDir(), 'postmaster.pid');
    const content = readFileSync(file, 'utf8');
    await server?.stop();
    writeFileSync(file, content.replace(/^\d+/, String(process.pid)));
    const again = await open();
    expect(postmasterPid()).not.toBe(process.pid);
    expect(await withClient(again.urls('peyvand').ownerUrl, (client) => client.query('select 1'))).toBeDefined();
  });

  it('refuses passwords that do not belong to the cluster, in plain words', async () => {
    await open();
    const file = join(dataDir, 'database-passwords.json');
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), superuser: 'another' }));
    await expect(openEmbedded(dataDir, productSettings(), () => undefined)).rejects.toThrow(/database-passwords\.json/);
  });
});
