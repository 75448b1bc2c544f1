import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type CsvError, parse } from 'csv-parse';
import { decodeText, detectEncoding } from './csv-encoding.js';
import { MAX_COLUMNS, type SheetEncoding, type SheetFormat, type SheetRow, sheetProblem } from './sheet.js';

const DELIMITERS = [',', ';', '\t', '|', '؛'];
const BEGINNING_BYTES = 256 * 1024;
/** Read in one go: some milliseconds of work, during which nobody else is served. */
const READ_BYTES = 32 * 1024;
const MAX_ROW_CHARACTERS = 1_000_000;

/** The sign that parts the cells of the heading, counted outside of quotes. */
export function detectDelimiter(text: string): string {
  const line = headingOf(text).replace(/"(?:[^"]|"")*"/g, '');
  const counted = DELIMITERS.map((sign) => ({ sign, count: line.split(sign).length - 1 }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).sign;
}

function headingOf(text: string): string {
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '"') quoted = !quoted;
    else if (!quoted && (text[i] === '\n' || text[i] === '\r') && text.slice(0, i).trim() !== '')
      return text.slice(0, i);
  }
  return text;
}

/** Finds out how a CSV is written. @throws Problem 422 `import.empty`, `import.encodingUnknown`, `import.nulCharacters` */
export async function csvFormat(
  path: string,
  wanted?: { encoding?: SheetEncoding; delimiter?: string },
): Promise<SheetFormat> {
  const beginning = await readBeginning(path);
  if (beginning.length === 0) throw sheetProblem('import.empty');
  const encoding = wanted?.encoding ?? detectEncoding(beginning);
  if (wanted?.delimiter !== undefined) return { format: 'csv', encoding, delimiter: wanted.delimiter };
  // An odd byte at the end of the sample is no fault of the file.
  const whole = encoding.startsWith('utf-16')
    ? beginning.subarray(0, beginning.length - (beginning.length % 2))
    : beginning;
  const text = new TextDecoder(encoding).decode(whole);
  return { format: 'csv', encoding, delimiter: detectDelimiter(text) };
}

async function readBeginning(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * Reads a CSV row by row; the first is the heading.
 * @throws Problem 422: `import.encodingWrong`, `import.nulCharacters`, `import.tooManyColumns`, `import.cut`,
 * `import.quotes`, `import.rowTooLong`
 */
export async function* readCsv(
  path: string,
  { encoding = 'utf-8', delimiter = ',' }: SheetFormat,
): AsyncGenerator<SheetRow> {
  const parser = parse({
    delimiter,
    bom: true,
    // Named, because finding it out costs the parser an allocation per character.
    record_delimiter: ['\r\n', '\n', '\r'],
    info: true,
    relax_column_count: true,
    // Inches and names such as 5" stand in cells without quotes around them.
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: MAX_ROW_CHARACTERS,
  });
  let endsWithNewline = true;
  const text = async function* () {
    for await (const part of decodeText(createReadStream(path, { highWaterMark: READ_BYTES }), encoding)) {
      if (part !== '') endsWithNewline = /[\r\n]$/.test(part);
      yield part;
    }
  };
  const fed = pipeline(Readable.from(text()), parser);
  // The parser throws the same fault below; without a listener of its own this one would end the process.
  fed.catch(() => undefined);
  let width = 0;
  let last: SheetRow | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (width === 0) {
        width = record.length;
        if (width > MAX_COLUMNS) throw sheetProblem('import.tooManyColumns', { max: MAX_COLUMNS });
      }
      if (last) yield last;
      last = { line: info.lines, cells: record };
    }
    await fed;
  } catch (error) {
    throw problemOf(error);
  }
  // Exports write every cell of every row: a last one that stops short is where the file was torn off.
  if (last && !endsWithNewline && last.cells.length < width) throw sheetProblem('import.cut', { line: last.line });
  if (last) yield last;
}

function problemOf(error: unknown): unknown {
  switch ((error as Partial<CsvError>).code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return sheetProblem('import.cut', { line: (error as CsvError).lines });
    case 'CSV_INVALID_CLOSING_QUOTE':
      return sheetProblem('import.quotes', { line: (error as CsvError).lines });
    case 'CSV_MAX_RECORD_SIZE':
      return sheetProblem('import.rowTooLong', { max: MAX_ROW_CHARACTERS });
    default:
      return error;
  }
}
