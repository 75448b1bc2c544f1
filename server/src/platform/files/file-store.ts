import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Problem } from '../errors/problem.js';
import { storageProblem } from '../errors/storage-problem.js';

/** Content that has been received and checked for size, not yet in its place. */
export interface ReceivedFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  /** The beginning, enough to tell the format. */
  readonly head: Buffer;
}

/** A key is what the store has drawn itself; nothing a caller says becomes part of a path. */
const KEY = /^[0-9a-f]{48}$/;
const HEAD_BYTES = 4_100;

/** The contents of files on disk, under random names: `<folder>/ab/abcd…`. */
export class FileStore {
  private readonly incoming: string;

  constructor(private readonly folder: string) {
    this.incoming = join(folder, 'incoming');
  }

  /** Writes a stream to a temporary file, safely on disk. @throws Problem 413 `file.tooLarge`, 507 */
  async receive(content: Readable, maxBytes: number): Promise<ReceivedFile> {
    const path = join(this.incoming, randomBytes(24).toString('hex'));
    try {
      await mkdir(this.incoming, { recursive: true, mode: 0o700 });
      return await this.write(path, content, maxBytes);
    } catch (error) {
      await rm(path, { force: true });
      throw storageProblem(error);
    }
  }

  private async write(path: string, content: Readable, maxBytes: number): Promise<ReceivedFile> {
    const hash = createHash('sha256');
    const head: Buffer[] = [];
    let [size, headSize] = [0, 0];
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of content as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > maxBytes) throw tooLarge(maxBytes);
        hash.update(chunk);
        if (headSize < HEAD_BYTES) head.push(chunk.subarray(0, HEAD_BYTES - headSize));
        headSize += chunk.length;
        await file.writeFile(chunk);
      }
      await file.sync();
      return { path, size, sha256: hash.digest('hex'), head: Buffer.concat(head) };
    } finally {
      await file.close();
    }
  }

  /** Puts received content into its place for good; answers its key. @throws Problem 507 */
  async keep(received: ReceivedFile): Promise<string> {
    const key = randomBytes(24).toString('hex');
    const folder = join(this.folder, key.slice(0, 2));
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await rename(received.path, join(folder, key));
    } catch (error) {
      throw storageProblem(error);
    }
    await syncFolder(folder);
    return key;
  }

  /** Gives up received content that was not kept. */
  async discard(received: ReceivedFile): Promise<void> {
    await rm(received.path, { force: true });
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  /** Opens the content. @throws Problem 404 when it isn't there */
  async read(key: string): Promise<ReadStream> {
    const path = this.pathOf(key);
    const there = await stat(path).catch(() => undefined);
    if (!there?.isFile()) throw Problem.notFound();
    return createReadStream(path);
  }

  /** Keys, and abandoned temporary files, that are older than `before`. */
  async olderThan(before: Date): Promise<{ keys: string[]; abandoned: string[] }> {
    const keys: string[] = [];
    const abandoned: string[] = [];
    for (const entry of await readdir(this.folder, { withFileTypes: true, recursive: true }).catch(() => [])) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const { mtime } = await stat(path);
      if (mtime >= before) continue;
      if (entry.parentPath === this.incoming) abandoned.push(path);
      else if (KEY.test(entry.name)) keys.push(entry.name);
    }
    return { keys, abandoned };
  }

  private pathOf(key: string): string {
    if (!KEY.test(key)) throw new Error('not a key of the file store');
    return join(this.folder, key.slice(0, 2), key);
  }
}

export function tooLarge(maxBytes: number): Problem {
  return new Problem(413, 'file.tooLarge', { params: { max: Math.floor(maxBytes / 1024 / 1024) } });
}

/** A rename is safe only when the folder's own entry is on disk; some systems can't sync a folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  if (!handle) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}
