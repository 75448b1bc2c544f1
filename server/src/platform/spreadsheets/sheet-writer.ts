import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type ExcelJS from 'exceljs';
import { stringify } from 'csv-stringify';
import { guardFormula } from './formula-guard.js';

/** A cell to write: text, a number, a day or instant (as a spreadsheet shows it, without zone), or nothing. */
export type OutCell = string | number | Date | null;

export interface OutColumn {
  readonly title: string;
  /** Width in characters. */
  readonly width?: number;
  /** Number format of a spreadsheet, such as `#,##0`. */
  readonly format?: string;
}

export const CSV_TYPE = 'text/csv; charset=utf-8';
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Rows of one sheet; a workbook is cut into further sheets of this many rows. */
const SHEET_ROWS = 1_000_000;

function csvCell(cell: OutCell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return guardFormula(cell);
  return cell instanceof Date ? cell.toISOString().replace(/T00:00:00\.000Z$/, '') : String(cell);
}

/** A CSV as a stream: UTF-8 with its mark (spreadsheets need it for Persian), CRLF, formulas made harmless. */
export function csvStream(columns: readonly OutColumn[], rows: AsyncIterable<readonly OutCell[]>): Readable {
  const lines = async function* () {
    yield columns.map((column) => guardFormula(column.title));
    for await (const row of rows) yield row.map(csvCell);
  };
  const output = stringify({ bom: true, record_delimiter: 'windows' });
  const source = Readable.from(lines());
  source.once('error', (error) => output.destroy(error));
  output.once('close', () => source.destroy());
  return source.pipe(output);
}

/** One sheet to write. */
export interface OutSheet {
  readonly name: string;
  readonly rightToLeft: boolean;
  readonly columns: readonly OutColumn[];
}

/** A workbook as a stream. It is written to a temporary file first, which is gone when the stream is closed. */
export async function xlsxStream(sheet: OutSheet, rows: AsyncIterable<readonly OutCell[]>): Promise<Readable> {
  const path = join(tmpdir(), `peyvand-${randomUUID()}.xlsx`);
  try {
    await writeXlsx(path, sheet, rows);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return createReadStream(path).once('close', () => void rm(path, { force: true }));
}

/** Row by row: heading in bold and always in view, text never a formula. */
async function writeXlsx(path: string, sheet: OutSheet, rows: AsyncIterable<readonly OutCell[]>): Promise<void> {
  // Hundreds of modules that few need: read when somebody does, not at each start.
  const { default: Excel } = await import('exceljs');
  const workbook = new Excel.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: false });
  let current: ExcelJS.Worksheet | undefined;
  let count = 0;
  const open = (): ExcelJS.Worksheet => {
    const number = Math.floor(count / SHEET_ROWS) + 1;
    const made = workbook.addWorksheet(number === 1 ? sheet.name : `${sheet.name} ${number}`, {
      views: [{ rightToLeft: sheet.rightToLeft, state: 'frozen', ySplit: 1 }],
    });
    made.columns = sheet.columns.map(({ width = 16, format }) => ({
      width,
      ...(format && { style: { numFmt: format } }),
    }));
    const heading = made.addRow(sheet.columns.map((column) => guardFormula(column.title)));
    heading.font = { bold: true };
    heading.commit();
    return made;
  };
  for await (const row of rows) {
    if (count % SHEET_ROWS === 0) {
      current?.commit();
      current = open();
    }
    count += 1;
    current?.addRow(row.map((cell) => (typeof cell === 'string' ? guardFormula(cell) : cell))).commit();
  }
  (current ?? open()).commit();
  await workbook.commit();
}
