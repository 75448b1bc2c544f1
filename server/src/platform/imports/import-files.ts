import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { storageProblem } from '../errors/storage-problem.js';

/** The files of imports, in the data folder under the id of the import. They are needed until the import has run. */
@Injectable()
export class ImportFiles {
  private readonly folder: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.folder = join(config.dataDir, 'imports');
  }

  path(id: string): string {
    return join(this.folder, id);
  }

  /** Writes the file as a whole or not at all, and tells its size in bytes and its hash. @throws Problem 507 */
  async save(id: string, content: Readable): Promise<{ size: number; sha256: string }> {
    const target = this.path(id);
    const temporary = `${target}.part`;
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      const hash = createHash('sha256');
      const hashed = new Transform({
        transform(chunk: Buffer, _encoding, pass) {
          hash.update(chunk);
          pass(null, chunk);
        },
      });
      await pipeline(content, hashed, createWriteStream(temporary, { mode: 0o600 }));
      const file = await open(temporary, 'r+');
      const { size } = await file.stat();
      await file.sync().finally(() => file.close());
      await rename(temporary, target);
      return { size, sha256: hash.digest('hex') };
    } catch (error) {
      await rm(temporary, { force: true });
      throw storageProblem(error);
    }
  }

  async remove(id: string): Promise<void> {
    await rm(this.path(id), { force: true });
  }
}
