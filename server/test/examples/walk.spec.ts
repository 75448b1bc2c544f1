import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN_PASSWORD, createTestApp, type TestApp } from '../support/app.js';

const run = promisify(execFile);
const examples = fileURLToPath(new URL('../../../docs/examples/', import.meta.url));
/** Requests a minute of an integration: enough for each walk, and soon used up by its last step. */
const LIMIT = '120';
const PATIENCE_MS = 240_000;

let app: TestApp;
let host: string;

beforeAll(async () => {
  app = await createTestApp({ RATE_LIMIT_INTEGRATION: LIMIT });
  host = (await app.app.getUrl()).replace('[::1]', '127.0.0.1');
});
afterAll(() => app.close());

/** Runs an example as a newcomer would, and answers what it printed. @throws Error with its output when it fails */
async function example(file: string, env: Record<string, string>): Promise<string> {
  const [program, ...args] = file.endsWith('.ts') ? [process.execPath, file] : ['bash', file];
  // The pinned Node first: the scripts call `node` themselves.
  const path = `${dirname(process.execPath)}:${process.env.PATH}`;
  const { stdout } = await run(program as string, args, {
    cwd: examples,
    env: { PATH: path, LC_ALL: 'C.UTF-8', HOST: host, LIMIT, ...env },
    timeout: PATIENCE_MS,
  });
  return stdout;
}

async function total(): Promise<number> {
  return (await app.admin.get<{ total: number }>('/accounts?count=exact&limit=1')).body.total;
}

describe('the walk of the integration guide', () => {
  it(
    'with the TypeScript client: up, down, repeated, outrun and slowed',
    async () => {
      const key = await example('key.sh', { ADMIN_PASSWORD, NAME: 'walk-typescript' });
      const told = await example('walk.ts', { KEY: key.trim() });
      expect(told.split('\n').map((line) => line.split(' ')[0])).toEqual([
        ...['upsert', 'changes', 'repeat', 'conflict', 'limit'],
        '',
      ]);
      expect(told).toContain('1000 created, then 1 updated and 999 unchanged');
      expect(told).toContain('300 of 300 seen once');
      expect(told).toContain('412: mine مشهد, theirs اصفهان');
      expect(told).toMatch(/429 with Retry-After [1-9]/);
      // 1,000 by upsert, 300 of three writers, one that was repeated, one that was raced for.
      expect(await total()).toBe(1302);
    },
    PATIENCE_MS,
  );

  it(
    'with curl: up, down, repeated, outrun and slowed',
    async () => {
      const before = await total();
      const key = await example('key.sh', { ADMIN_PASSWORD, NAME: 'walk-curl' });
      const told = await example('walk.sh', { KEY: key.trim() });
      expect(told).toContain('1000 created, then 1000 unchanged');
      expect(told).toContain('1010 of 1010 seen once');
      expect(told).toContain('another body with this key is 409');
      expect(told).toContain('412: mine مشهد, theirs اصفهان');
      expect(told).toMatch(/limit {5}429/);
      expect((await total()) - before).toBe(1011);
    },
    PATIENCE_MS,
  );

  it('makes a key that reaches no more than it should', async () => {
    const key = (await example('key.sh', { ADMIN_PASSWORD, NAME: 'walk-rights' })).trim();
    const status = async (path: string, method = 'GET'): Promise<number> =>
      (await fetch(`${host}/api/v1${path}`, { method, headers: { authorization: `Bearer ${key}` } })).status;
    expect(await status('/accounts')).toBe(200);
    expect(await status('/contacts')).toBe(403);
    expect(await status('/users')).toBe(403);
    expect(await status(`/accounts/${app.admin.userId}`, 'DELETE')).toBe(403);
  });
});
