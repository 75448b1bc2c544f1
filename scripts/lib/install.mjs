import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { run, say, seconds } from './run.mjs';

const OLDEST_NODE = [20, 19];
const stampPath = inRoot('node_modules', '.peyvand-installed');

/**
 * Installs exactly what package-lock.json says, when node_modules does not hold it yet. Needs no network otherwise.
 *
 * @throws Error when npm fails
 */
export async function ensureInstalled() {
  refuseOldNode();
  const lock = readFileSync(inRoot('package-lock.json'), 'utf8');
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (readIfThere(stampPath) === wanted) return;
  if (!holdsEverything(JSON.parse(lock))) await install();
  writeFileSync(stampPath, wanted);
}

async function install() {
  const started = performance.now();
  say('install', 'fetching the pinned packages, this takes a minute or two');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const script = npm !== undefined && /\.c?js$/.test(npm);
  const { code } = await run(script ? process.execPath : 'npm', script ? [npm, ...args] : args, { env: process.env });
  if (code !== 0) throw new Error('npm ci failed: is the package registry reachable?');
  say('install', `done in ${seconds(started)}`);
}

/** Compares what npm wrote down of its last install with the lock file. */
function holdsEverything(lock) {
  const text = readIfThere(inRoot('node_modules', '.package-lock.json'));
  if (text === undefined) return false;
  const installed = JSON.parse(text).packages;
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
    .every(([path, entry]) => {
      if (installed[path] === undefined) return entry.optional === true || entry.peer === true;
      return installed[path].version === entry.version && (entry.optional === true || existsSync(inRoot(path)));
    });
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Error(`Node ${OLDEST_NODE.join('.')} or later is needed to install; this is ${process.version}.`);
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
