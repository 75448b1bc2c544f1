import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A tree that keeps every rule: what the violations below are planted into. */
const soundTree: Record<string, string> = {
  'client/tsconfig.json': '{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }',
  'server/package.json': '{ "name": "@peyvand/server", "exports": { "./persian": "./src/platform/persian/index.ts" } }',
  'server/src/platform/persian/index.ts': 'export const persian = 1;',
  'server/src/platform/records/record-store.ts': "import '../persian/index.js'; export const store = 1;",
  'server/src/platform/database/pool.ts': "import { Pool } from 'pg'; export const pool = new Pool();",
  'server/src/core/accounts/account.ts': "import '../../platform/records/record-store.js'; export const account = 1;",
  'server/src/modules/sales/public/events.ts': 'export const dealWon = 1;',
  'server/src/sample/sample.module.ts':
    "import { Client } from 'pg'; import '../core/accounts/account.js'; new Client();",
  'server/src/app.module.ts': "import './sample/sample.module.js';",
  'server/src/modules/sales/leads/lead.ts': "import '../../../core/accounts/account.js'; import '../public/events.js';",
  'server/src/modules/service/tickets/ticket.ts': "import '../../sales/public/events.js'; export const ticket = 1;",
  'server/src/modules/workflow/runs/run.ts': "import '../../sales/public/events.js'; export const run = 1;",
  'server/src/platform/records/record-store.spec.ts':
    "import './record-store.js'; import '../../../test/support/help.js';",
  'server/test/support/help.ts': 'export const help = 1;',
  'client/src/ui/button.ts': "export { Button } from '@heroui/react';",
  'client/src/features/deals/board.ts':
    "import '~/ui/button'; import '@peyvand/server/persian'; export const board = 1;",
};

/** One violation per rule: the file that breaks it and what it says. */
const violations: Record<string, [path: string, source: string]> = {
  'platform-knows-no-crm': ['server/src/platform/records/bad-1.ts', "import '../../core/accounts/account.js';"],
  'core-below-modules': ['server/src/core/accounts/bad-2.ts', "import '../../modules/sales/leads/lead.js';"],
  'lower-modules-below-workflow-and-reporting': [
    'server/src/modules/sales/leads/bad-3.ts',
    "import '../../workflow/runs/run.js';",
  ],
  'modules-meet-in-public': ['server/src/modules/sales/leads/bad-4.ts', "import '../../service/tickets/ticket.js';"],
  'public-is-a-leaf': ['server/src/modules/service/public/bad-5.ts', "import '../tickets/ticket.js';"],
  'sample-on-top': ['server/src/core/accounts/bad-15.ts', "import '../../sample/sample.module.js';"],
  'one-data-door': ['server/src/core/accounts/bad-6.ts', "import { Client } from 'pg'; new Client();"],
  'persian-stands-alone': ['server/src/platform/persian/bad-7.ts', "import '../records/record-store.js';"],
  'persian-without-node': ['server/src/platform/persian/bad-8.ts', "import 'node:fs';"],
  'client-takes-only-pure-parts': [
    'client/src/features/deals/bad-9.ts',
    "import '../../../../server/src/core/accounts/account';",
  ],
  'kit-only-in-ui': ['client/src/features/deals/bad-10.ts', "import { Button } from '@heroui/react'; Button();"],
  'ui-below-features': ['client/src/ui/bad-11.ts', "import '~/features/deals/board';"],
  'product-without-tests': ['server/src/core/accounts/bad-12.ts', "import '../../../test/support/help.js';"],
  'no-circles': ['server/src/core/accounts/bad-13-a.ts', "import './bad-13.js'; export const a = 1;"],
  'no-lost-import': ['client/src/features/deals/bad-14.ts', "import './nowhere';"],
};

interface Violation {
  rule: { name: string };
  from: string;
}

let tree: string;

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'peyvand-boundaries-'));
  cpSync(join(root, '.dependency-cruiser.mjs'), join(tree, '.dependency-cruiser.mjs'));
  for (const [path, source] of Object.entries(soundTree)) write(path, source);
  mkdirSync(join(tree, 'node_modules/@peyvand'), { recursive: true });
  symlinkSync('../../server', join(tree, 'node_modules/@peyvand/server'));
  for (const name of ['pg', '@heroui']) symlinkSync(join(root, 'node_modules', name), join(tree, 'node_modules', name));
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('import boundaries', () => {
  it('let a sound tree pass', async () => {
    expect(await check()).toEqual([]);
  });

  it('catch every planted violation, by the rule that is meant for it', async () => {
    for (const [path, source] of Object.values(violations)) write(path, source);
    write('server/src/core/accounts/bad-13.ts', "import './bad-13-a.js'; export const b = 1;");
    const found = (await check()).map(({ rule, from }) => `${rule.name} ${from}`);
    const planted = Object.entries(violations).map(([rule, [path]]) => `${rule} ${path}`);
    expect(planted.filter((violation) => !found.includes(violation))).toEqual([]);
  });

  it('have no rule without a planted violation', async () => {
    const { default: rules } = (await import(join(root, '.dependency-cruiser.mjs'))) as {
      default: { forbidden: { name: string; severity: string }[] };
    };
    expect(rules.forbidden.map((rule) => rule.name).sort()).toEqual(Object.keys(violations).sort());
    expect(rules.forbidden.every((rule) => rule.severity === 'error')).toBe(true);
  });
});

function write(path: string, source: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), `${source}\n`);
}

async function check(): Promise<Violation[]> {
  const script = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [script, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'server', 'client'];
  // A found violation makes the exit code non-zero; the report is on standard output all the same.
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: tree, maxBuffer: 16_000_000 }).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}
