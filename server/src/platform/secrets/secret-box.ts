import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { keyFile } from './key-file.js';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 's1.';

/** What was sealed can't be read: another key, another purpose, or changed by somebody. */
export class SealBroken extends Error {
  constructor(purpose: string) {
    super(`the secret of ${purpose} can't be read: it was sealed with another key, or changed`);
    this.name = 'SealBroken';
  }
}

/**
 * Seals secrets of the database with a key that is not in it: `<data folder>/secrets/seal.key`, or `PEYVAND_SEAL_KEY`.
 * A sealed text belongs to its purpose (`mail/password`, `twoStep/<user id>`): copied to another place it opens nothing.
 */
@Injectable()
export class SecretBox {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) { dataDir, sealKey }: Pick<Config, 'dataDir' | 'sealKey'>) {
    this.key = sealKey ?? keyFile(join(dataDir, 'secrets'), 'seal.key', 'enter every stored secret anew');
  }

  seal(purpose: string, text: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, iv).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return VERSION + sealed.toString('base64url');
  }

  /** @throws SealBroken */
  unseal(purpose: string, sealed: string): string {
    const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url');
    if (!sealed.startsWith(VERSION) || bytes.length < IV_BYTES + TAG_BYTES) throw new SealBroken(purpose);
    const decipher = createDecipheriv(CIPHER, this.key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(purpose))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
    } catch {
      throw new SealBroken(purpose);
    }
  }
}
