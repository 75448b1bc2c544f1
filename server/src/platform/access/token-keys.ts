import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';

const KEY_BYTES = 32;

/**
 * The keys that sign tokens. One random secret lives in `<data folder>/secrets/jwt.key`, readable by its owner only;
 * each purpose has a key of its own derived from it. All processes of one installation share the file.
 */
@Injectable()
export class TokenKeys {
  readonly accessKey: Buffer;
  readonly refreshKey: Buffer;

  constructor(@Inject(CONFIG) config: Config) {
    const secret = readOrCreate(join(config.dataDir, 'secrets'), 'jwt.key');
    this.accessKey = derive(secret, 'access-token');
    this.refreshKey = derive(secret, 'refresh-token');
  }
}

function derive(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `peyvand/${purpose}`, KEY_BYTES));
}

/** @throws Error when the file is there but isn't a key */
function readOrCreate(folder: string, name: string): Buffer {
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
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url');
  if (secret.length !== KEY_BYTES)
    throw new Error(`${path} is not a key: restore it from a backup, or delete it to sign everybody out`);
  return secret;
}
