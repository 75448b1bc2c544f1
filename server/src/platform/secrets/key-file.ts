import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const KEY_BYTES = 32;

/**
 * The random key in a file that only its owner may read, made at its first use. All processes of one installation share
 * it. @throws Error when the file is there but isn't a key; `loss` says what it means to do without it
 */
export function keyFile(folder: string, name: string, loss: string): Buffer {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  if (!existsSync(path)) {
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, randomBytes(KEY_BYTES).toString('base64url'), { mode: 0o600, flush: true });
    try {
      // Of two processes that start at once, one gives the key its name and the other takes it over.
      linkSync(draft, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      unlinkSync(draft);
    }
  }
  const key = readKey(readFileSync(path, 'utf8'));
  if (!key) throw new Error(`${path} is not a key: restore it from a backup, or delete it to ${loss}`);
  return key;
}

/** A key as text: 32 bytes in base64url. Undefined when it is anything else. */
export function readKey(text: string): Buffer | undefined {
  const key = Buffer.from(text.trim(), 'base64url');
  return key.length === KEY_BYTES ? key : undefined;
}
