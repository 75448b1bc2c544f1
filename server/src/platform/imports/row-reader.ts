import type { UnitOfWork } from '../database/unit-of-work.js';
import type { Fault } from '../errors/problem.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { FieldFault } from '../records/field-fault.js';
import { parseValue } from '../records/record-input.js';
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
  /** Column values of readonly fields that an import may set. */
  readonly set: RecordValues;
  readonly faults: Fault[];
}

interface Source {
  readonly field: FieldDefinition;
  readonly cells: CellSource;
  readonly links: LinkResolver | undefined;
}

/** Reads rows of a file by a mapping into bodies for the writer. */
export class RowReader {
  private readonly sources: readonly Source[];

  constructor(
    type: RecordType,
    private readonly header: readonly string[],
    mapping: readonly MappingEntry[],
    private readonly options: ImportOptions,
    writer: RecordWriter,
  ) {
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

  async read(uow: UnitOfWork, rows: readonly SheetRow[]): Promise<ReadRow[]> {
    for (const { field, cells, links } of this.sources)
      await links?.learn(
        uow,
        rows.flatMap((row) => words(field, cells.read(row.cells))),
      );
    return rows.map((row) => this.one(row));
  }

  private one(row: SheetRow): ReadRow {
    const read: ReadRow = { ...row, body: {}, set: {}, faults: [] };
    const surplus = row.cells.slice(this.header.length).some((cell) => cell.trim() !== '');
    if (surplus) read.faults.push({ path: '', code: 'import.surplusCells', params: { columns: this.header.length } });
    for (const source of this.sources) {
      const text = source.cells.read(row.cells);
      if (text === '' && !this.options.clearEmpty) continue;
      try {
        this.put(read, source, text);
      } catch (error) {
        if (!(error instanceof FieldFault)) throw error;
        read.faults.push({ path: source.field.name, code: error.code, params: error.params });
      }
    }
    if (read.faults.length > 0) this.findMore(read);
    return read;
  }

  /** A row that fails anyway never reaches the writer: what that would refuse is told with the rest. */
  private findMore(read: ReadRow): void {
    for (const { field } of this.sources) {
      if (!(field.name in read.body)) continue;
      try {
        parseValue(field, read.body[field.name]);
      } catch (error) {
        if (!(error instanceof FieldFault)) throw error;
        read.faults.push({ path: field.name, code: error.code, params: error.params });
      }
    }
  }

  private put(read: ReadRow, { field, cells, links }: Source, text: string): void {
    const value = text === '' ? null : links ? linked(field, links, text) : cellValue(field, text, cells.entry);
    if (field.readonly) read.set[field.name] = parseValue(field, value);
    else read.body[field.name] = value;
  }
}

function words(field: FieldDefinition, text: string): string[] {
  if (text === '') return [];
  return field.type === 'links' ? parts(text) : [text];
}

function linked(field: FieldDefinition, links: LinkResolver, text: string): unknown {
  return field.type === 'links' ? parts(text).map((part) => links.idOf(part)) : links.idOf(text);
}
