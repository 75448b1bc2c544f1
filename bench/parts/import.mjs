/**
 * Imports of a CSV and an XLSX file, with mapping, validation, duplicate check and log of changes, against COPY of the same
 * rows. Usage: npm run bench -- import [--rows 50000] [--rounds 3]
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openCapture } from '../lib/capture.mjs';
import { copySpeed } from '../lib/copy.mjs';
import { ensureData, superuserUrl } from '../lib/data.mjs';
import { call, signInPeople } from '../lib/people.mjs';
import { load } from '../lib/product.mjs';
import { atLeast, atMost, keepResults } from '../lib/results.mjs';
import { startServer } from '../lib/server.mjs';
import { csvOf, HEADINGS, peopleRows } from '../lib/sheet.mjs';
import { median } from '../lib/statistics.mjs';
import { forget } from '../lib/tidy.mjs';

const MEBIBYTE = 1024 ** 2;
const FIELDS = ['firstName', 'lastName', 'jobTitle', 'mobile', 'email'];
const DEADLINE_MS = 300_000;

const { values: flags } = parseArgs({
  options: { rows: { type: 'string', default: '50000' }, rounds: { type: 'string', default: '3' } },
});
const count = Number(flags.rows);
const dataDir = await ensureData('1m');
const server = await startServer(dataDir);
const url = await superuserUrl(dataDir);
const capture = await openCapture(url);
const { administrator } = await signInPeople(server.baseUrl);
const rounds = [];
try {
  // One small import first, which warms the server up.
  await importFile('warm.csv', Buffer.from(csvOf(peopleRows(2_000))), 2_000);
  for (let i = 0; i < Number(flags.rounds); i += 1) {
    const copied = await copySpeed(url, peopleRows(count));
    const csv = await importFile('bench.csv', Buffer.from(csvOf(peopleRows(count))), count);
    const xlsxRows = Math.round(count / 2);
    const xlsx = await importFile('bench.xlsx', await workbook(peopleRows(xlsxRows)), xlsxRows);
    rounds.push({ csv, xlsx, copy: copied.table, copyBare: copied.bare });
    process.stdout.write(
      `CSV ${csv}, XLSX ${xlsx}, COPY ${copied.table}, COPY into a bare table ${copied.bare} rows/s\n`,
    );
  }
} finally {
  await forget(capture);
  await capture.close();
}
const memory = Math.round(server.rss() / MEBIBYTE);
await server.stop();
const percent = (part, whole) =>
  Math.round(median(rounds.map((round) => (100 * round[part]) / round[whole])) * 10) / 10;
const goals = [
  atLeast('CSV import, of COPY into the same table', percent('csv', 'copy'), 10, ' %'),
  atLeast('CSV import, of COPY into a bare table', percent('csv', 'copyBare'), 10, ' %'),
  atLeast('XLSX import, of COPY into the same table', percent('xlsx', 'copy'), 5, ' %'),
  atLeast('XLSX import, of COPY into a bare table', percent('xlsx', 'copyBare'), 5, ' %'),
  atMost('memory of the server after the imports', memory, 250, ' MiB'),
];
keepResults('import', { goals, figures: { rows: count, rounds } });
process.exit(goals.every(({ held }) => held) ? 0 : 1);

/** Uploads, maps and runs; the clock runs from the start of the run to its end. @returns rows per second */
async function importFile(name, bytes, rows) {
  const form = new FormData();
  form.set('recordType', 'contact');
  form.set('file', new Blob([bytes]), name);
  const api = (method, path, body) => call(server.baseUrl, administrator.token, method, `/imports${path}`, body);
  const { id } = await api('POST', '', form);
  const mapping = HEADINGS.map((column, i) => ({ field: FIELDS[i], column }));
  await api('PATCH', `/${id}`, { mapping, mode: 'upsert', keyFields: ['mobile'] });
  const started = performance.now();
  await api('POST', `/${id}/run`);
  for (;;) {
    const { status, progress } = await api('GET', `/${id}`);
    if (status === 'done') {
      if (progress.created !== rows) throw new Error(`${name}: ${JSON.stringify(progress)} of ${rows} rows`);
      return Math.round((1000 * rows) / (performance.now() - started));
    }
    if (status === 'failed' || performance.now() - started > DEADLINE_MS)
      throw new Error(`${name} ended as ${status}: ${JSON.stringify(progress)}`);
    await delay(50);
  }
}

async function workbook(rows) {
  const { xlsxStream } = await load('platform/spreadsheets/sheet-writer.js');
  const columns = HEADINGS.map((title) => ({ title, kind: 'text' }));
  async function* content() {
    yield* rows;
  }
  const chunks = [];
  for await (const chunk of await xlsxStream({ name: 'مخاطبان', rightToLeft: true, columns }, content()))
    chunks.push(chunk);
  return Buffer.concat(chunks);
}
