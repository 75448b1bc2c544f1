import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const IGNORED = new Set(['node_modules', 'dist', 'generated', 'fixtures']);

/** Every file below a folder whose name matches, as paths from the base; nothing when the folder is not there. */
export function filesBelow(base, folder, pattern) {
  const full = join(base, folder);
  if (!existsSync(full)) return [];
  return readdirSync(full, { withFileTypes: true }).flatMap((entry) => {
    if (IGNORED.has(entry.name)) return [];
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(base, path, pattern);
    return pattern.test(entry.name) ? [path] : [];
  });
}

export function readText(base, path) {
  return readFileSync(join(base, path), 'utf8');
}
