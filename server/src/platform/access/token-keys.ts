import { hkdfSync } from 'node:crypto';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';
import { KEY_BYTES, keyFile } from '../secrets/key-file.js';

/**
 * The keys that sign tokens. One random secret lives in `<data folder>/secrets/jwt.key`, readable by its owner only;
 * each purpose has a key of its own derived from it. All processes of one installation share the file.
 */
@Injectable()
export class TokenKeys {
  readonly accessKey: Buffer;
  readonly refreshKey: Buffer;

  constructor(@Inject(CONFIG) config: Config) {
    const secret = keyFile(join(config.dataDir, 'secrets'), 'jwt.key', 'sign everybody out');
    this.accessKey = derive(secret, 'access-token');
    this.refreshKey = derive(secret, 'refresh-token');
  }
}

function derive(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `peyvand/${purpose}`, KEY_BYTES));
}
