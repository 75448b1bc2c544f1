import type { Principal } from '../access/principal.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import type { Fault } from '../errors/problem.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { compactKey } from '../persian/index.js';
import { FieldFault } from '../records/field-fault.js';
import { type InputDraft, InputReader, parseValue, type ReadInput } from '../records/record-input.js';
import type { RecordValues } from '../records/record-rules.js';
import { recordTypes, type RecordType } from '../records/record-type.js';
import type { RecordWriter } from '../records/record-writer.js';
import type { SheetRow } from '../spreadsheets/sheet.js';
import { CellSource } from './cell-text.js';
import { cellValue, parts } from './cell-value.js';
import type { ImportOptions, MappingEntry } from './import-mapping.js';
import { LinkResolver } from './link-resolver.js';

/** A row of the file as what would be written. */
export interface ReadRow extends SheetRow {
  /** What a caller of the API would send. */
  readonly body: RecordValues;
  /** The same, read by the fields; links are still missing until the row is complete. */
  readonly draft: InputDraft;
  /** Column values of readonly fields that an import may set. */
  readonly set: RecordValues;
  readonly faults: Fault[];
}

interface Source {
  readonly field: FieldDefinition;
  readonly cells: CellSource;
  readonly links: LinkResolver | undefined;
}

/**
 * Reads rows of a file by a mapping into bodies for the writer, in two steps: what the cells say, which needs no database
 * and goes on while another batch is being written, and then which records the names in link columns mean.
 */
export class RowReader {
  private readonly sources: readonly Source[];
  private readonly input: InputReader;

  constructor(
    private readonly type: RecordType,
    principal: Principal,
    private readonly header: readonly string[],
    mapping: readonly MappingEntry[],
    private readonly options: ImportOptions,
    writer: RecordWriter,
  ) {
    this.input = new InputReader(type, principal);
    this.sources = mapping.map((entry) => {
      const field = type.fields.get(entry.field) as FieldDefinition;
      const target = field.target === undefined ? undefined : recordTypes.find(field.target);
      const { by = 'title', createMissing = false } = entry.link ?? {};
      return {
        field,
        cells: new CellSource(entry, header),
        links: target && new LinkResolver(target, by, createMissing, writer),
      };
    });
  }

  /** The link columns, for suggestions on what they couldn't find. */
  get links(): { field: FieldDefinition; column: string | undefined; resolver: LinkResolver }[] {
    return this.sources.flatMap(({ field, cells, links }) =>
      links ? [{ field, column: cells.entry.column, resolver: links }] : [],
    );
  }

  /** Reads the cells of a row, links apart. */
  read(row: SheetRow): ReadRow {
    const read: ReadRow = { ...row, body: {}, draft: this.input.start(), set: {}, faults: [] };
    const surplus = row.cells.slice(this.header.length).some((cell) => cell.trim() !== '');
    if (surplus) read.faults.push({ path: '', code: 'import.surplusCells', params: { columns: this.header.length } });
    for (const { field, cells, links } of this.sources)
      if (!links) this.put(read, field, cells.read(row.cells), (text) => cellValue(field, text, cells.entry));
    return read;
  }

  /**
   * Rows that name a record which another of these rows is yet to make (a branch in front of its head office). They are
   * completed when that one is written.
   */
  async dependents(uow: UnitOfWork, rows: readonly ReadRow[]): Promise<Set<ReadRow>> {
    const found = new Set<ReadRow>();
    for (const { field, cells, links } of this.sources) {
      const by = links?.target === this.type ? links.byField : undefined;
      if (!links || !by) continue;
      const makers = new Map<string, ReadRow>();
      for (const row of rows) {
        const name = row.body[by.name];
        if (typeof name === 'string' && !makers.has(compactKey(name))) makers.set(compactKey(name), row);
      }
      const named = rows.map((row) =>
        words(field, cells.read(row.cells)).filter((text) => (makers.get(compactKey(text)) ?? row) !== row),
      );
      links.forgetMissing();
      await links.learn(uow, named.flat(), false);
      for (const [i, row] of rows.entries()) if (named[i]?.some((text) => !links.knows(text))) found.add(row);
    }
    return found;
  }

  /** Completes rows by their links, with one look at each record type that is linked to. */
  async complete(uow: UnitOfWork, rows: readonly ReadRow[]): Promise<void> {
    for (const { field, cells, links } of this.sources) {
      if (!links) continue;
      // Rows before these may have made what their links name.
      if (links.target === this.type) links.forgetMissing();
      const texts = rows.map((row) => cells.read(row.cells));
      await links.learn(
        uow,
        texts.flatMap((text) => words(field, text)),
      );
      for (const [i, row] of rows.entries())
        this.put(row, field, texts[i] as string, (text) => linked(field, links, text));
    }
    for (const { faults, draft } of rows) {
      if (faults.length === 0) continue;
      faults.sort((a, b) => this.place(a) - this.place(b));
      // A row that fails anyway never reaches the writer: what that would refuse is told with the rest.
      faults.push(...draft.faults);
    }
  }

  /** What a reader has made of a body, as the writer takes it. */
  finish(row: ReadRow, mode: 'create' | 'update'): ReadInput {
    return this.input.finish(row.draft, mode);
  }

  private put(read: ReadRow, field: FieldDefinition, text: string, valueOf: (text: string) => unknown): void {
    if (text === '' && !this.options.clearEmpty) return;
    try {
      const value = text === '' ? null : valueOf(text);
      if (field.readonly) {
        read.set[field.name] = parseValue(field, value);
        return;
      }
      read.body[field.name] = value;
      this.input.read(read.draft, field.name, value);
    } catch (error) {
      if (!(error instanceof FieldFault)) throw error;
      read.faults.push({ path: field.name, code: error.code, params: error.params });
    }
  }

  /** Where the column of a fault stands in the mapping. */
  private place({ path }: Fault): number {
    return this.sources.findIndex(({ field }) => field.name === path);
  }
}

function words(field: FieldDefinition, text: string): string[] {
  if (text === '') return [];
  return field.type === 'links' ? parts(text) : [text];
}

function linked(field: FieldDefinition, links: LinkResolver, text: string): unknown {
  return field.type === 'links' ? parts(text).map((part) => links.idOf(part)) : links.idOf(text);
}
