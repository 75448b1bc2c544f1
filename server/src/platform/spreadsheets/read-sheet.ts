import { open } from 'node:fs/promises';
import { csvFormat, readCsv } from './csv-reader.js';
import { MAX_COLUMNS, type SheetEncoding, type SheetFormat, type SheetRow, sheetProblem } from './sheet.js';
import { readXlsx } from './xlsx-reader.js';

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const OLD_EXCEL = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/**
 * Finds out what kind of sheet a file is, by its first bytes; its name doesn't count.
 * @throws Problem 422 `import.empty`, `import.oldExcel`, `import.encodingUnknown`
 */
export async function detectFormat(
  path: string,
  wanted?: { encoding?: SheetEncoding; delimiter?: string },
): Promise<SheetFormat> {
  const file = await open(path);
  const start = Buffer.alloc(4);
  const { bytesRead } = await file.read(start, 0, 4, 0).finally(() => file.close());
  if (bytesRead === 0) throw sheetProblem('import.empty');
  if (start.equals(ZIP)) return { format: 'xlsx' };
  if (start.equals(OLD_EXCEL)) throw sheetProblem('import.oldExcel');
  return csvFormat(path, wanted);
}

/** A sheet that is being read: its heading, then its rows. */
export interface Sheet {
  readonly header: readonly string[];
  /** The rows below the heading, each as wide as the heading; a longer one keeps its surplus cells. */
  readonly rows: AsyncGenerator<SheetRow>;
}

/** Opens a sheet. Read `rows` to the end, or call its `return()`. @throws Problem 422 as the readers say */
export async function openSheet(path: string, format: SheetFormat): Promise<Sheet> {
  const source = format.format === 'xlsx' ? readXlsx(path) : readCsv(path, format);
  const first = await source.next();
  if (first.done) throw sheetProblem('import.empty');
  const header = trimEnd(first.value.cells.map((cell) => cell.trim()));
  if (header.length === 0) throw sheetProblem('import.noHeading');
  if (header.length > MAX_COLUMNS) throw sheetProblem('import.tooManyColumns', { max: MAX_COLUMNS });
  return { header, rows: source };
}

function trimEnd(cells: string[]): string[] {
  let width = cells.length;
  while (width > 0 && cells[width - 1] === '') width -= 1;
  return cells.slice(0, width);
}
