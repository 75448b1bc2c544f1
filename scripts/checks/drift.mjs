import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow, readText } from '../lib/files.mjs';
import { inRoot, root } from '../lib/paths.mjs';
import { runNode } from '../lib/run.mjs';

const DOCUMENT = 'docs/openapi.json';
const GENERATED = 'client/src/api/generated';

/** Whether the committed API document is what the server says of itself. */
export async function openApiDrift({ fix }) {
  const { code, stdout, output } = await cli('openapi');
  if (code !== 0) return [output];
  const current = `${JSON.stringify(JSON.parse(stdout), null, 2)}\n`;
  if (fix) writeFileSync(inRoot(DOCUMENT), current);
  if (!existsSync(inRoot(DOCUMENT))) return [`${DOCUMENT} is missing: run "npm run check -- --fix"`];
  const committed = readText(root, DOCUMENT);
  return committed === current ? [] : [`${DOCUMENT} differs from the server: run "npm run check -- --fix"`];
}

/** Whether the client's generated code is what the committed API document gives. */
export async function generatedClientDrift({ fix }) {
  if (fix) {
    const { code, output } = await generate([]);
    return code === 0 ? [] : [output];
  }
  const folder = mkdtempSync(join(tmpdir(), 'peyvand-generated-'));
  try {
    const { code, output } = await generate(['--output', folder]);
    if (code !== 0) return [output];
    const faults = differences(folder);
    return existsSync(inRoot(DOCUMENT)) ? faults : [`${DOCUMENT} is missing, so nothing was generated`, ...faults];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether the migrations make the tables that the record types declare, on a database of its own. */
export async function migrationDrift() {
  const { code, output } = await cli('schema-drift');
  return code === 0 ? [] : [output];
}

function cli(command) {
  return runNode([inRoot('dist/server/src/cli.js'), command], { quiet: true });
}

function generate(args) {
  const script = inRoot('node_modules/@hey-api/openapi-ts/bin/run.js');
  return runNode([script, ...args], { cwd: inRoot('client'), quiet: true });
}

function differences(folder) {
  const [fresh, committed] = [filesBelow(folder, '.', /./), filesBelow(inRoot(GENERATED), '.', /./)];
  const names = [...new Set([...fresh, ...committed])];
  return names
    .filter((name) => !same(name, fresh, committed, folder))
    .map((name) => `${GENERATED}/${name.slice(2)} differs from ${DOCUMENT}: run "npm run check -- --fix"`);
}

function same(name, fresh, committed, folder) {
  if (!fresh.includes(name) || !committed.includes(name)) return false;
  return readText(folder, name) === readText(inRoot(GENERATED), name);
}
