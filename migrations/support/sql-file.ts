import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The text of `migrations/sql/<name>`, also when this runs from the build folder. */
export function sqlFile(name: string): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'migrations', 'sql', name);
    if (existsSync(path)) return readFileSync(path, 'utf8');
  }
  throw new Error(`migrations/sql/${name} is missing`);
}
