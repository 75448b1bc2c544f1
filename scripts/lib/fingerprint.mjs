import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const IGNORED = new Set(['node_modules', 'dist', '.tanstack']);

/**
 * A short text that changes when a file under the given paths is added, removed or written: names, sizes and times,
 * so that it costs milliseconds and not a read of everything.
 *
 * @param {string[]} paths files and folders, relative to the project
 * @param {(path: string) => boolean} [wanted] which files count
 */
export function fingerprint(paths, wanted = () => true) {
  const hash = createHash('sha256');
  for (const path of paths) addPath(hash, path, wanted);
  return hash.digest('hex');
}

function addPath(hash, path, wanted) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (!stat.isDirectory()) {
    if (wanted(path)) hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
    return;
  }
  const names = readdirSync(join(root, path)).sort();
  for (const name of names) if (!IGNORED.has(name)) addPath(hash, `${path}/${name}`, wanted);
}
