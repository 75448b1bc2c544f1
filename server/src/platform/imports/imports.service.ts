import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { JobQueue } from '../jobs/job-queue.js';
import { OperationUndoers } from '../operations/operation-undoers.js';
import { normalizeLine } from '../persian/index.js';
import { newId } from '../records/new-id.js';
import { RecordReader } from '../records/record-reader.js';
import type { RecordValues } from '../records/record-rules.js';
import { recordTypes, type RecordType } from '../records/record-type.js';
import type { RecordView } from '../records/record-view.js';
import { RecordWriter } from '../records/record-writer.js';
import { SettingsService } from '../settings/settings.service.js';
import { openSheet } from '../spreadsheets/read-sheet.js';
import { type SheetRow, sheetProblem } from '../spreadsheets/sheet.js';
import { analyseFile, type FileAnalysis, headingKey, headings } from './analyse-file.js';
import { Import } from './import.record.js';
import { ImportFiles } from './import-files.js';
import { checkMapping, type ImportRequest } from './import-mapping.js';
import { ImportMapping } from './import-mapping.record.js';
import { type ImportPreview, previewRows } from './import-preview.js';
import { beginProgress, cancelProgress, type ImportProgress, readProgress } from './import-progress.js';
import { RUN_IMPORT } from './import-runner.js';
import { UNDO_IMPORT } from './import-undo.js';
import { suggestMapping } from './suggest-mapping.js';

/** An import as the API shows it: the record, and how far its run has come. */
export type ImportView = RecordView & { progress: ImportProgress | null };

const MIB = 1024 * 1024;
const TRIED_ROWS = 500;
const SHOWN_ROWS = 20;

/** The use cases of an import: upload, set up, try, run, stop, take back. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly door: DataDoor,
    private readonly reader: RecordReader,
    private readonly writer: RecordWriter,
    private readonly files: ImportFiles,
    private readonly jobs: JobQueue,
    private readonly settings: SettingsService,
    undoers: OperationUndoers,
  ) {
    // The import itself says that it is undone, and what stays.
    undoers.undoBy('import', (id) => this.undo(id));
  }

  private get type(): RecordType {
    return recordTypes.of(Import);
  }

  /** Greatest size of a file in bytes. */
  async maxBytes(): Promise<number> {
    return (await this.settings.get()).values.importMaxFileMb * MIB;
  }

  /** Keeps an uploaded file until its import is made of it. Gives the id of the import to be. */
  async keep(content: Readable): Promise<{ id: string; size: number; sha256: string }> {
    const id = newId();
    return { id, ...(await this.files.save(id, content)) };
  }

  /** Throws an uploaded file away. */
  discard(id: string): Promise<void> {
    return this.files.remove(id);
  }

  /**
   * Looks into an uploaded file and makes its import, with a mapping to begin with. A file that can't be read is thrown away.
   * @throws Problem 400, 403, 422
   */
  async create(file: { id: string; size: number; name: string }, recordType: string): Promise<ImportView> {
    try {
      await this.door.read(async (uow) => this.target(uow, recordType));
      const analysis = await analyseFile(this.files.path(file.id));
      return await this.door.write(async (uow) => {
        const target = this.target(uow, recordType);
        const start = (await this.saved(uow, target, analysis)) ?? this.suggested(uow, target, analysis);
        await this.writer.create(
          uow,
          this.type,
          {},
          {
            id: file.id,
            set: {
              name: fileName(file.name),
              recordType: target.name,
              status: 'mapping',
              fileSize: file.size,
              ...analysed(analysis),
              ...start,
            },
          },
        );
        return this.view(uow, file.id);
      });
    } catch (error) {
      await this.files.remove(file.id);
      throw error;
    }
  }

  get(id: string): Promise<ImportView> {
    return this.door.read((uow) => this.view(uow, id));
  }

  /** Changes how the file is read. @throws Problem 400, 404, 409, 412, 422 */
  async update(id: string, request: ImportRequest, ifMatch?: number): Promise<ImportView> {
    const before = await this.job(id);
    // What is not given stays as it was read: another change in between must not be written over.
    const { version } = before as unknown as RecordView;
    const reread = request.encoding !== undefined || request.delimiter !== undefined;
    const analysis = reread ? await analyseFile(this.files.path(id), request) : undefined;
    return this.door.write(async (uow) => {
      await this.inStatus(uow, id, ['mapping', 'failed', 'cancelled']);
      const target = this.target(uow, before.recordType);
      const columns = analysis?.columns ?? before.columns;
      const sameHeading =
        headingKey(columns.map(({ name }) => name)) === headingKey(before.columns.map(({ name }) => name));
      const plan = {
        mapping: request.mapping ?? (sameHeading ? before.mapping : suggestMapping(target, columns, uow.principal)),
        mode: request.mode ?? before.mode,
        keyFields: request.keyFields ?? before.keyFields,
        options: request.options ?? before.options,
      };
      if (request.mapping || request.mode || request.keyFields)
        checkMapping(
          target,
          columns.map(({ name }) => name),
          plan,
          uow.principal,
        );
      const values = { ...plan, mapping: JSON.stringify(plan.mapping), options: JSON.stringify(plan.options) };
      await this.writer.mustReach(uow, this.type, id, 'edit');
      await this.writer.set(
        uow,
        this.type,
        id,
        { ...(analysis && analysed(analysis)), ...values },
        { ifMatch: ifMatch ?? version },
      );
      if (request.saveMappingAs !== undefined)
        await this.writer.create(
          uow,
          recordTypes.of(ImportMapping),
          { name: request.saveMappingAs },
          {
            set: { ...values, recordType: target.name, headingKey: headingKey(columns.map(({ name }) => name)) },
          },
        );
      return this.view(uow, id);
    });
  }

  /** Tries the first rows and tells what would become of them; nothing is written. @throws Problem 404, 409, 422 */
  async preview(id: string): Promise<ImportPreview> {
    const job = await this.job(id);
    const rows = await this.firstRows(job);
    return this.door.write(async (uow) => {
      await this.inStatus(uow, id, ['mapping', 'failed', 'cancelled']);
      const header = job.columns.map(({ name }) => name);
      checkMapping(this.target(uow, job.recordType), header, job, uow.principal);
      return previewRows(uow, { reader: this.reader, writer: this.writer }, { ...job, header }, rows, SHOWN_ROWS);
    });
  }

  /** Starts the run in the background. @throws Problem 404, 409, 422 */
  run(id: string): Promise<ImportView> {
    return this.door.write(async (uow) => {
      await this.inStatus(uow, id, ['mapping', 'failed', 'cancelled']);
      await this.writer.mustReach(uow, this.type, id, 'edit');
      const job = (await this.reader.get(uow, this.type, id)) as unknown as Import;
      checkMapping(
        this.target(uow, job.recordType),
        job.columns.map(({ name }) => name),
        job,
        uow.principal,
      );
      // One that stopped half way goes on after the rows that it has written.
      if (job.status === 'mapping') await beginProgress(uow, id);
      else await uow.execute('update import_progress set cancelled = false where import_id = $1', [id]);
      await this.writer.set(uow, this.type, id, {
        status: 'running',
        startedAt: clock.now().toISOString(),
        finishedAt: null,
        problem: null,
      });
      await this.jobs.enqueue(
        uow,
        RUN_IMPORT,
        { importId: id },
        { singletonKey: `${id}/${randomUUID()}`, retryLimit: 5 },
      );
      return this.view(uow, id);
    });
  }

  /** Asks a running import to stop; what it has written stays. @throws Problem 404, 409 */
  cancel(id: string): Promise<ImportView> {
    return this.door.write(async (uow) => {
      await this.inStatus(uow, id, ['running']);
      await this.writer.mustReach(uow, this.type, id, 'edit');
      await cancelProgress(uow, id);
      return this.view(uow, id);
    });
  }

  /** Takes the whole import back, in the background. @throws Problem 404, 409 */
  undo(id: string): Promise<ImportView> {
    return this.door.write(async (uow) => {
      await this.inStatus(uow, id, ['done', 'failed', 'cancelled']);
      await this.writer.mustReach(uow, this.type, id, 'edit');
      await this.writer.set(uow, this.type, id, { status: 'undoing' });
      await this.jobs.enqueue(uow, UNDO_IMPORT, { importId: id }, { singletonKey: id });
      return this.view(uow, id);
    });
  }

  /** Removes an import that isn't running, and its file; the records that it has made stay. @throws Problem 404, 409 */
  remove(id: string): Promise<void> {
    return this.door.write(async (uow) => {
      await this.inStatus(uow, id, ['mapping', 'done', 'failed', 'cancelled', 'undone']);
      await this.writer.remove(uow, this.type, id);
      uow.afterCommit(() => this.files.remove(id));
    });
  }

  /** The import as it is stored. @throws Problem 404 */
  async job(id: string): Promise<Import> {
    return (await this.door.read((uow) => this.reader.get(uow, this.type, id))) as unknown as Import;
  }

  private async view(uow: UnitOfWork, id: string): Promise<ImportView> {
    const record = await this.reader.get(uow, this.type, id);
    return { ...record, progress: (await readProgress(uow, id)) ?? null };
  }

  /** Holds the import until the end of the transaction. @throws Problem 409 unless it is in one of these states */
  private async inStatus(uow: UnitOfWork, id: string, wanted: readonly string[]): Promise<void> {
    const { status } = await this.writer.lock(uow, this.type, id, false);
    if (!wanted.includes(status as string)) throw Problem.conflict('import.wrongStatus', { params: { status } });
  }

  /** The type that is imported into. @throws Problem 400 for one that can't be, 403 without the right to import it */
  private target(uow: UnitOfWork, name: string): RecordType {
    const type = recordTypes.find(name) ?? recordTypes.byResource(name);
    const open =
      type &&
      !type.internal &&
      type.visibility !== 'child' &&
      type !== this.type &&
      type !== recordTypes.of(ImportMapping);
    if (!type || !open || !(type.actions?.includes('import') ?? true))
      throw Problem.invalid('import.typeUnknown', [
        { path: 'recordType', code: 'import.typeUnknown', params: { recordType: name } },
      ]);
    uow.principal.authorize(type.name, 'import');
    return type;
  }

  private suggested(uow: UnitOfWork, target: RecordType, { columns }: FileAnalysis): RecordValues {
    const mapping = suggestMapping(target, columns, uow.principal);
    return {
      mapping: JSON.stringify(mapping),
      mode: 'create',
      keyFields: [],
      options: JSON.stringify({ clearEmpty: false }),
    };
  }

  /** The latest mapping that was kept for a file with the same heading. */
  private async saved(
    uow: UnitOfWork,
    target: RecordType,
    { columns }: FileAnalysis,
  ): Promise<RecordValues | undefined> {
    if (!uow.principal.may('importMapping', 'view')) return undefined;
    const row = await uow.one<{ id: string }>(
      `select t.id from import_mappings t where t.record_type = $1 and t.heading_key = $2 and t.deleted_at is null order by t.id desc limit 1`,
      [target.name, headingKey(columns.map(({ name }) => name))],
    );
    if (!row) return undefined;
    const kept = (await this.reader.get(uow, recordTypes.of(ImportMapping), row.id)) as unknown as ImportMapping;
    return {
      mapping: JSON.stringify(kept.mapping),
      mode: kept.mode,
      keyFields: kept.keyFields,
      options: JSON.stringify(kept.options),
    };
  }

  private async firstRows(job: Import): Promise<SheetRow[]> {
    const { header, rows } = await openSheet(this.files.path(job.id), job.sheet);
    if (headings(header).length !== job.columns.length) throw sheetProblem('import.broken');
    const first: SheetRow[] = [];
    for await (const row of rows) if (first.push(row) >= TRIED_ROWS) break;
    return first;
  }
}

function analysed({ sheet, columns, sample, totalRows }: FileAnalysis): RecordValues {
  return { sheet: JSON.stringify(sheet), columns: JSON.stringify(columns), sample: JSON.stringify(sample), totalRows };
}

/** The last part of a path that an old browser sends, in the stored form. */
function fileName(name: string): string {
  return normalizeLine(name.replace(/^.*[\\/]/, '').replaceAll('\0', '')).slice(0, 255) || 'file';
}
