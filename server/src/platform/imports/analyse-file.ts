import { createHash } from 'node:crypto';
import { normalizeKey, toPersianDigits } from '../persian/index.js';
import { detectFormat, openSheet } from '../spreadsheets/read-sheet.js';
import { type SheetEncoding, type SheetFormat, sheetProblem } from '../spreadsheets/sheet.js';
import { type ColumnFacts, columnFacts } from './column-facts.js';

const SAMPLE_ROWS = 10;
const ROWS_LOOKED_AT = 1_000;
export const MAX_IMPORT_ROWS = 1_000_000;

/** What is in a file. */
export interface FileAnalysis {
  readonly sheet: SheetFormat;
  readonly columns: readonly ColumnFacts[];
  readonly sample: readonly (readonly string[])[];
  readonly totalRows: number;
}

/**
 * Reads a file to its end, so that one that is cut, damaged or wrongly encoded is refused before anything is stored.
 * @throws Problem 422 as the readers say; `import.noRows`, `import.tooManyRows`
 */
export async function analyseFile(
  path: string,
  wanted?: { encoding?: SheetEncoding; delimiter?: string },
): Promise<FileAnalysis> {
  const sheet = await detectFormat(path, wanted);
  const { header, rows } = await openSheet(path, sheet);
  const looked: (readonly string[])[] = [];
  let totalRows = 0;
  for await (const { cells } of rows) {
    totalRows += 1;
    if (totalRows > MAX_IMPORT_ROWS) throw sheetProblem('import.tooManyRows', { max: MAX_IMPORT_ROWS });
    if (looked.length < ROWS_LOOKED_AT) looked.push(cells);
  }
  if (totalRows === 0) throw sheetProblem('import.noRows');
  const columns = headings(header).map((name, i) =>
    columnFacts(
      name,
      looked.map((cells) => cells[i] ?? ''),
    ),
  );
  return { sheet, columns, sample: looked.slice(0, SAMPLE_ROWS), totalRows };
}

/** Headings made fit to name columns: an empty one is called by its place, a repeated one is numbered. */
export function headings(header: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return header.map((cell, i) => {
    const name = cell.slice(0, 500) || `ستون ${toPersianDigits(String(i + 1))}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} (${toPersianDigits(String(count))})`;
  });
}

/** Fingerprint of a heading, whatever letters and spaces it is written with. */
export function headingKey(names: readonly string[]): string {
  return createHash('sha256').update(names.map(normalizeKey).join('\n')).digest('base64url').slice(0, 32);
}
