import { basename, join } from 'node:path';
import type { ReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';
import { problemOfDatabase } from '../errors/database-problem.js';
import { Problem } from '../errors/problem.js';
import { recordTypes } from '../records/record-type.js';
import type { RecordView } from '../records/record-view.js';
import { RecordWriter } from '../records/record-writer.js';
import { RecordReader } from '../records/record-reader.js';
import { FileRecord } from './file.entity.js';
import { formatOf } from './file-format.js';
import { FileStore, type ReceivedFile } from './file-store.js';

export const MAX_FILE_BYTES = 50 * 1024 * 1024;
/** Content without a row is an upload that failed between the two; it is given this long to be one in progress. */
const ORPHAN_AGE_MS = 24 * 3_600_000;

export interface FileContent {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly stream: ReadStream;
}

/** Files of records: the row says what and whose, the store holds the content. */
@Injectable()
export class FileService {
  private readonly log = new Logger('Files');
  readonly store: FileStore;

  constructor(
    private readonly door: DataDoor,
    private readonly writer: RecordWriter,
    private readonly reader: RecordReader,
    @Inject(CONFIG) config: Config,
  ) {
    this.store = new FileStore(join(config.dataDir, 'files'));
  }

  /** Takes content in, up to {@link MAX_FILE_BYTES}. @throws Problem 413 */
  receive(content: Readable): Promise<ReceivedFile> {
    return this.store.receive(content, MAX_FILE_BYTES);
  }

  /**
   * Makes the record of received content: first the content is safe in its place, then the row says so.
   * @throws Problem 400, 403, 415, 422, 507; nothing stays behind then
   */
  async add(received: ReceivedFile, body: { readonly name: string; readonly about: unknown }): Promise<RecordView> {
    let key: string | undefined;
    try {
      const name = fileName(body.name);
      const mediaType = await formatOf(received, name);
      const { size, sha256 } = received;
      const storageKey = await this.store.keep(received);
      key = storageKey;
      return await this.door.write((uow) =>
        this.writer.create(
          uow,
          recordTypes.of(FileRecord),
          { name, about: body.about },
          { set: { size, mediaType, sha256, storageKey } },
        ),
      );
    } catch (error) {
      if (key === undefined) await this.store.discard(received);
      // The connection broke: the row may be there all the same. Content that has none is swept away later.
      else if (problemOfDatabase(error)?.status !== 503) await this.store.remove(key);
      throw error;
    }
  }

  /** The content of a file that the caller sees. @throws Problem 403, 404 */
  content(id: string): Promise<FileContent> {
    return this.door.read(async (uow) => {
      const type = recordTypes.of(FileRecord);
      uow.principal.authorize(type.name, 'view');
      await this.reader.get(uow, type, id, { include: [] });
      const row = await uow.one<{ name: string; mediaType: string; size: number; key: string }>(
        'select name, media_type as "mediaType", size, storage_key as key from files where id = $1 and deleted_at is null',
        [id],
      );
      if (!row) throw Problem.notFound();
      return { name: row.name, mediaType: row.mediaType, size: row.size, stream: await this.store.read(row.key) };
    });
  }

  /** Removes content that no row knows. Files in the recycle bin keep theirs. */
  async sweep(): Promise<number> {
    const { keys, abandoned } = await this.store.olderThan(new Date(clock.now().getTime() - ORPHAN_AGE_MS));
    const known = await this.door.asSystem('orphaned files', (uow) =>
      uow.query<{ key: string }>('select storage_key as key from files where storage_key = any($1)', [keys]),
    );
    const kept = new Set(known.map(({ key }) => key));
    const orphans = keys.filter((key) => !kept.has(key));
    for (const key of orphans) await this.store.remove(key);
    for (const path of abandoned) await this.store.discard({ path, size: 0, sha256: '', head: Buffer.alloc(0) });
    if (orphans.length + abandoned.length > 0)
      this.log.log(`${orphans.length + abandoned.length} orphaned files removed`);
    return orphans.length + abandoned.length;
  }
}

/** The name without folders, which some browsers send along. */
function fileName(name: string): string {
  return basename(name.replaceAll('\\', '/'));
}
