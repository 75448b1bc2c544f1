import { once } from 'node:events';
import ExcelJS from 'exceljs';

/**
 * A process of its own that reads the first sheet of a workbook and writes one JSON line per row to standard output:
 * `[line, cell, …]`, then `"end"`. It stands alone (no imports of the server), so that a workbook that eats memory or
 * time ends this process and nothing else. Arguments: path of the workbook, most columns.
 */
const [path = '', columns = '200'] = process.argv.slice(2);
const MAX_COLUMNS = Number(columns);
const BATCH_CHARACTERS = 64 * 1024;

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  // Days of a workbook have no zone; the reader gives them in UTC. Parts of a second are rounding of its fractions.
  const iso = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? plainNumber(value) : '';
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return dateText(value);
  const cell = value as {
    richText?: { text: string }[];
    result?: unknown;
    formula?: string;
    text?: unknown;
    error?: string;
  };
  if (cell.richText) return cell.richText.map((part) => part.text).join('');
  if (cell.error !== undefined) return '';
  if (cell.formula !== undefined || cell.result !== undefined) return cellText(cell.result);
  return cell.text === undefined ? '' : cellText(cell.text);
}

/** A number without exponent and without the noise of its last binary digits (0.1 + 0.2). */
function plainNumber(value: number): string {
  const text = String(Number(value.toPrecision(15)));
  return text.includes('e') ? BigInt(Math.round(value)).toString() : text;
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

async function main(): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookReader(path, {
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    worksheets: 'emit',
    entries: 'ignore',
  });
  let batch = '';
  for await (const sheet of workbook) {
    for await (const row of sheet) {
      // Slot 0 stays empty: columns count from 1.
      const values = row.values as unknown[];
      if (
        values.length - 1 > MAX_COLUMNS &&
        values.slice(MAX_COLUMNS + 1).some((value) => cellText(value).trim() !== '')
      ) {
        await write(`${batch}"columns"\n`);
        return;
      }
      const cells = Array.from({ length: Math.min(values.length - 1, MAX_COLUMNS) }, (_, i) => cellText(values[i + 1]));
      if (cells.every((cell) => cell.trim() === '')) continue;
      batch += `${JSON.stringify([row.number, ...cells])}\n`;
      if (batch.length < BATCH_CHARACTERS) continue;
      await write(batch);
      batch = '';
    }
    break;
  }
  await write(`${batch}"end"\n`);
}

main().then(
  () => process.stdout.end(() => process.exit(0)),
  () => process.exit(1),
);
