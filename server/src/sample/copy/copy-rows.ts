import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type CopyValue = string | number | boolean | null | undefined;

const CHUNK_CHARACTERS = 128 * 1024;
const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/**
 * Copies rows into a table as they are made, holding one chunk at a time in memory.
 * @param columns columns in the order of the rows' values
 * @param report called with the number of rows since the last call
 */
export async function copyRows(
  client: Client,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
  report: (rows: number) => void,
  freeze = false,
): Promise<void> {
  const target = client.query(
    copyFrom(`copy ${table} (${columns.join(', ')}) from stdin${freeze ? ' with (freeze)' : ''}`),
  );
  await pipeline(Readable.from(chunks(rows, report), { objectMode: true, highWaterMark: 2 }), target);
}

function* chunks(rows: Iterable<readonly CopyValue[]>, report: (rows: number) => void): Generator<Buffer> {
  let text = '';
  let count = 0;
  for (const row of rows) {
    for (let i = 0; i < row.length; i += 1) text += (i > 0 ? '\t' : '') + field(row[i]);
    text += '\n';
    count += 1;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield Buffer.from(text);
    report(count);
    text = '';
    count = 0;
  }
  if (text !== '') yield Buffer.from(text);
  report(count);
}

function field(value: CopyValue): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value !== 'string') return String(value);
  return SPECIAL.test(value) ? value.replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] as string) : value;
}

/** An instant as Postgres reads it, null stays null. */
export function instantText(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** A list as the text of a Postgres array; the members need no escaping but quotes. */
export function arrayText(values: readonly string[]): string {
  return values.length === 0 ? '{}' : `{"${values.join('","')}"}`;
}
