import type { UnitOfWork } from '../database/unit-of-work.js';
import type { Fault } from '../errors/problem.js';
import { say } from '../i18n/messages.js';
import { currentLocale } from '../context/request-context.js';
import type { RecordReader } from '../records/record-reader.js';
import { recordTypes } from '../records/record-type.js';
import type { RecordView } from '../records/record-view.js';
import type { RecordWriter } from '../records/record-writer.js';
import type { SheetRow } from '../spreadsheets/sheet.js';
import type { LinkSuggestion } from './link-resolver.js';
import { type RowResult, RowWriter, type RowWriterSettings } from './row-writer.js';

/** One row as it would be written. */
export interface PreviewRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly status: RowResult['status'];
  /** The record as it would be; null when the row fails. */
  readonly record: RecordView | null;
  readonly errors: readonly {
    path: string;
    column?: string;
    code: string;
    message: string;
    params?: Record<string, unknown>;
  }[];
}

/** A word of a link column that means no record, with records that it could mean. */
export interface UnknownWord {
  readonly field: string;
  readonly column?: string;
  readonly text: string;
  readonly count: number;
  readonly suggestions: readonly LinkSuggestion[];
}

export interface ImportPreview {
  readonly rows: readonly PreviewRow[];
  /** Of all rows that were tried, which may be more than are shown. */
  readonly tried: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly unknownWords: readonly UnknownWord[];
}

const MOST_WORDS = 50;

/** Thrown to take everything back that the trial wrote. */
class TrialOver extends Error {}

/**
 * Writes the rows for a trial, through the same rules as the run, and takes all of it back: what it tells is what would
 * happen.
 */
export async function previewRows(
  uow: UnitOfWork,
  services: { reader: RecordReader; writer: RecordWriter },
  settings: RowWriterSettings,
  rows: readonly SheetRow[],
  shown: number,
): Promise<ImportPreview> {
  let preview: ImportPreview | undefined;
  try {
    await uow.savepoint(async () => {
      const writer = new RowWriter(services.writer, uow.principal, settings);
      const results = await writer.write(
        uow,
        rows.map((row) => writer.reader.read(row)),
      );
      preview = {
        rows: await Promise.all(
          results.slice(0, shown).map((result) => rowView(uow, services.reader, settings, result)),
        ),
        tried: results.length,
        ...counts(results),
        unknownWords: await unknownWords(uow, writer),
      };
      throw new TrialOver();
    });
  } catch (error) {
    if (!(error instanceof TrialOver)) throw error;
  }
  return preview as ImportPreview;
}

function counts(results: readonly RowResult[]) {
  const count = (status: RowResult['status']) => results.filter((result) => result.status === status).length;
  return {
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    failed: count('failed'),
  };
}

async function rowView(
  uow: UnitOfWork,
  reader: RecordReader,
  settings: RowWriterSettings,
  result: RowResult,
): Promise<PreviewRow> {
  const { row, status, id, faults } = result;
  const record =
    id === undefined ? null : await reader.get(uow, recordTypes.get(settings.recordType), id).catch(() => null);
  const columnOf = (field: string) => settings.mapping.find((entry) => entry.field === field)?.column;
  return {
    line: row.line,
    cells: row.cells,
    status,
    record,
    errors: faults.map((fault) => ({ ...told(fault), column: columnOf(fault.path) })),
  };
}

function told(fault: Fault) {
  return { ...fault, message: say(currentLocale(), `errors.${fault.code}`, fault.params) };
}

async function unknownWords(uow: UnitOfWork, writer: RowWriter): Promise<UnknownWord[]> {
  const words: UnknownWord[] = [];
  for (const { field, column, resolver } of writer.reader.links)
    for (const [text, count] of resolver.unresolved) {
      if (words.length >= MOST_WORDS) return words;
      words.push({ field: field.name, column, text, count, suggestions: await resolver.suggest(uow, text) });
    }
  return words.sort((a, b) => b.count - a.count);
}
