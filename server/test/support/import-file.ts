import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, Caller } from './app.js';

const BOUNDARY = '----peyvand-test';

/** An import as its routes answer. */
export interface ImportAnswer extends Record<string, unknown> {
  readonly id: string;
  readonly status: string;
  readonly columns: { readonly name: string; readonly dates?: string; readonly moneyUnit?: string }[];
  readonly mapping: { readonly field: string; readonly column?: string }[];
  readonly totalRows: number;
  readonly progress: { read: number; created: number; updated: number; unchanged: number; failed: number } | null;
}

/** Sends a file the way a browser's form does. */
export function upload<T = ImportAnswer>(
  caller: Caller,
  recordType: string,
  content: string | Buffer,
  name = 'فایل.csv',
): Promise<Answer<T>> {
  const head = [
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="recordType"\r\n\r\n${recordType}\r\n`,
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
  ].join('');
  const body = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
  return caller.call<T>('POST', '/imports', body, { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` });
}

/** Waits until an import is in one of these states. */
export async function settled(
  caller: Caller,
  id: string,
  states = ['done', 'failed', 'cancelled', 'undone'],
): Promise<ImportAnswer> {
  for (let i = 0; i < 600; i += 1) {
    const { body } = await caller.get<ImportAnswer>(`/imports/${id}`);
    if (states.includes(body.status)) return body;
    await delay(100);
  }
  throw new Error(`import ${id} has not come to an end`);
}

/** Uploads, sets up, runs and waits. */
export async function importFile(
  caller: Caller,
  recordType: string,
  content: string | Buffer,
  setup: object,
): Promise<ImportAnswer> {
  const made = await upload(caller, recordType, content);
  if (made.status !== 201) throw new Error(`upload: ${JSON.stringify(made.body)}`);
  const { id } = made.body;
  const set = await caller.patch(`/imports/${id}`, setup);
  if (set.status !== 200) throw new Error(`mapping: ${JSON.stringify(set.body)}`);
  const run = await caller.post(`/imports/${id}/run`);
  if (run.status !== 202) throw new Error(`run: ${JSON.stringify(run.body)}`);
  return settled(caller, id);
}
