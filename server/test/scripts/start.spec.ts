import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isProcessAlive } from '../../src/platform/database/embedded/postmaster.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A server that says how it was started, and how it was asked to end. */
const SERVER = `
const say = (fact: object) => process.stdout.write(JSON.stringify(fact) + '\\n');
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => { say({ signal }); process.exit(signal === 'SIGTERM' ? 0 : 7); });
}
setInterval(() => undefined, 1000);
say({ pid: process.pid, version: process.version, flags: process.argv.slice(2), cwd: process.cwd() });
`;

const PIPES: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];

let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'peyvand-start-'));
  for (const path of ['scripts', 'package.json', 'package-lock.json', 'server/.swcrc']) {
    cpSync(join(root, path), join(project, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  write('server/src/main.ts', SERVER);
  write('migrations/sql/a.sql', 'select 1;');
  write('client/index.html', '<!doctype html><title>x</title>');
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), content);
}

interface Started {
  script: ChildProcess;
  facts: { pid: number; version: string; flags: string[]; cwd: string };
  output: () => string;
  exit: Promise<number | null>;
}

const start = (...flags: string[]) =>
  started(spawn(process.execPath, [join(project, 'scripts/start.mjs'), ...flags], { cwd: tmpdir(), stdio: PIPES }));

const npmStart = () => started(spawn('npm', ['start', '--silent'], { cwd: project, stdio: PIPES }));

async function started(script: ChildProcessByStdio<null, Readable, Readable>): Promise<Started> {
  let output = '';
  for (const stream of [script.stdout, script.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const exit = new Promise<number | null>((resolve) => script.once('exit', resolve));
  const line = await waitFor(() => output.split('\n').find((text) => text.startsWith('{"pid"') && text.endsWith('}')));
  return { script, facts: JSON.parse(line), output: () => output, exit };
}

async function waitFor<T>(find: () => T | undefined | false): Promise<T> {
  const deadline = Date.now() + 25_000;
  while (Date.now() < deadline) {
    const found = find();
    if (found) return found;
    await delay(20);
  }
  throw new Error('waited 25 s in vain');
}

describe('npm start', () => {
  it('builds, runs the server under the pinned Node with its flags, and ends with it', async () => {
    const { script, facts, output, exit } = await start('--demo', '--size', 'small');
    expect(facts.version).toMatch(/^v24\./);
    expect(facts.flags).toEqual(['--demo', '--size', 'small']);
    expect(facts.cwd).toBe(project);
    expect(output()).toMatch(/^build +server/m);
    expect(readFileSync(join(project, 'dist/migrations/sql/a.sql'), 'utf8')).toBe('select 1;');
    expect(readFileSync(join(project, 'client/dist/index.html'), 'utf8')).toContain('<title>x</title>');
    script.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(output()).toContain('{"signal":"SIGTERM"}');
    expect(isProcessAlive(facts.pid)).toBe(false);
  });

  it('builds nothing when nothing changed, and only what changed otherwise', async () => {
    const warm = await start();
    warm.script.kill('SIGTERM');
    await warm.exit;
    expect(warm.output()).not.toContain('build');
    write('migrations/sql/a.sql', 'select 22;');
    const changed = await start();
    changed.script.kill('SIGTERM');
    await changed.exit;
    expect(changed.output()).toMatch(/^build +server/m);
    expect(changed.output()).not.toMatch(/^build +client/m);
    expect(readFileSync(join(project, 'dist/migrations/sql/a.sql'), 'utf8')).toBe('select 22;');
  });

  it('passes the exit code on', async () => {
    const { script, exit } = await start();
    script.kill('SIGINT');
    expect(await exit).toBe(7);
  });

  it('leaves no server behind when it is killed', async () => {
    const { script, facts } = await start();
    script.kill('SIGKILL');
    expect(await waitFor(() => !isProcessAlive(facts.pid))).toBe(true);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('ends in order when npm itself gets %s', async (signal) => {
    const { script, facts } = await npmStart();
    script.kill(signal);
    expect(await waitFor(() => !isProcessAlive(facts.pid))).toBe(true);
  });

  it('says what is wrong with a source that cannot be built, and keeps the last good build', async () => {
    write('server/src/main.ts', 'const = ;');
    const script = spawn(process.execPath, [join(project, 'scripts/start.mjs')], { stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    script.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      errors += chunk;
    });
    expect(await new Promise((resolve) => script.once('close', resolve))).toBe(1);
    expect(errors).toMatch(/build of the server failed[\s\S]*main\.ts/);
    expect(readFileSync(join(project, 'dist/server/src/main.js'), 'utf8')).toContain('SIGTERM');
  });
});
