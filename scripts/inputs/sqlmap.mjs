import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../lib/run.mjs';

const condition = (value) =>
  encodeURIComponent(JSON.stringify({ field: 'name', op: 'contains', value })).replace('MARK', '*');

/** Addresses to test; `*` is the place for a payload, where a parameter as a whole is not it. */
const TARGETS = [
  '/accounts?q=a*&limit=5',
  '/accounts?sort=name*&limit=5',
  `/accounts?filter=${condition('MARK')}&limit=5`,
  '/contacts?include=account*&limit=5',
  '/opportunities?cursor=a*&limit=5',
  '/search?q=a*',
  '/tags?type=account&q=a*',
  '/changes?types=account*',
  '/reports/sales/funnel?from=2026-01-01*&to=2026-12-31',
  '/reports/sales/summary?groupBy=owner*',
  '/accounts/duplicates?name=a*',
  '/leads/export?columns=lastName*',
];

/** Its last word: what only appears to be injectable it has tried again and dropped. */
const FOUND = /identified the following injection point|parameter .* is vulnerable/i;

/**
 * Lets sqlmap look for injections in lists, filters, sorts, search and reports, each address for a while. Says that it was
 * not run where sqlmap is not installed.
 *
 * @param {import('../proof/report.mjs').Check} check
 * @param {{ url: string, authorization: string, seconds: number }} options seconds for each address
 */
export async function withSqlmap(check, { url, authorization, seconds }) {
  const version = await run('sqlmap', ['--version'], { quiet: true });
  if (version.code !== 0) return check.skip('sqlmap is not installed');
  check.figures.sqlmap = version.stdout.trim().split('\n')[0];
  check.figures.endedByItself = 0;
  const folder = mkdtempSync(join(tmpdir(), 'peyvand-sqlmap-'));
  try {
    for (const target of TARGETS) {
      const { output, ended } = await scan(`${url}/api/v1${target}`, authorization, folder, seconds);
      if (ended) check.figures.endedByItself += 1;
      const reached = /testing|heuristic|do not appear to be injectable/i.test(output);
      check.expect(reached && !FOUND.test(output), () => `${target}: ${FOUND.exec(output)?.[0] ?? output.slice(-300)}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function scan(target, authorization, folder, seconds) {
  const child = spawn(
    'sqlmap',
    [
      ...['-u', target, '--headers', `Authorization: ${authorization}`, '--batch', '--level', '3', '--risk', '2'],
      ...[
        '--technique',
        'BEUST',
        '--dbms',
        'postgresql',
        '--ignore-code',
        '*',
        '--output-dir',
        folder,
        '--flush-session',
      ],
      ...['--disable-coloring', '--time-sec', '3', '--threads', '4'],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const box = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(box);
      resolve({ output, ended: code !== null });
    });
  });
}
