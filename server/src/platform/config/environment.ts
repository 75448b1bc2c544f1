import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/**
 * The process environment laid over an optional `.env` file: a variable set in the environment wins.
 *
 * @param root folder that holds the `.env` file
 */
export function readEnvironment(root: string = process.cwd()): Record<string, string | undefined> {
  return { ...readEnvFile(join(root, '.env')), ...process.env };
}

function readEnvFile(path: string): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
