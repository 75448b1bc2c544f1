import { setTimeout as delay } from 'node:timers/promises';
import { importEnd, waitingImport } from './actions.mjs';
import { openCompany } from './company.mjs';
import { signal } from '../proof/processes.mjs';
import { middle } from './kill-server.mjs';

const ROWS = 4_000;
const MOST_SECONDS = 120;

/**
 * Check 3 (P1, P17): whoever does the jobs is killed, or frozen and brought back, while a file is imported. The import
 * ends by itself, done or failed with a reason; each row of the file is there once, and no job stays stuck. An export
 * that breaks off is noted as such and works when asked for again.
 */
export async function killWorker(check, { product, random, rounds }) {
  const company = await openCompany(product, random);
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const { id, word } = await waitingImport(company, ROWS);
    const started = performance.now();
    await company.client.must('POST', `/imports/${id}/run`);
    await someRows(company.client, id, random);
    // Freezing looks like death to the others; the frozen one must not write again what they have done since.
    const frozen = round % 3 === 2;
    if (frozen) await freeze(product);
    else {
      await product.killServer();
      await product.startServer();
    }
    const ended = await importEnd(company.client, id, MOST_SECONDS).catch((error) => ({ status: error.message }));
    times.push((performance.now() - started) / 1000);
    const rows = await product.query('select count(*)::int as rows from contacts where last_name like $1', [
      `%${word}%`,
    ]);
    const how = frozen ? 'frozen' : 'killed';
    const fits =
      ended.status === 'done'
        ? rows[0].rows === ROWS && ended.createdRows === ROWS
        : ended.status === 'failed' && ended.problem;
    check.expect(fits, `${how}: import ${ended.status}, ${rows[0].rows} of ${ROWS} rows, ${ended.createdRows} counted`);
  }
  await exports(check, company, random);
  const [{ stuck }] = await product.query(
    `select count(*)::int as stuck from pgboss.job where state in ('created', 'retry', 'active') and data ->> 'userId' is not null`,
  );
  check.expect(stuck === 0, `${stuck} jobs stuck`);
  Object.assign(check.figures, {
    rounds,
    rowsEach: ROWS,
    secondsToTheEnd: middle(times),
    longest: Number(Math.max(...times).toFixed(1)),
  });
}

/** Waits until the import is under way, and a random while more. */
async function someRows(client, id, random) {
  for (let i = 0; i < 400; i += 1) {
    const { progress, status } = await client.must('GET', `/imports/${id}`);
    if (status !== 'running' || (progress?.read ?? 0) > 0) break;
    await delay(10);
  }
  await delay(random.between(0, 150));
}

/** Stops the server in its tracks until another process has taken its jobs over, then lets it go on. */
async function freeze(product) {
  await product.startWorker();
  signal(product.pid, 'SIGSTOP');
  const since = performance.now();
  for (;;) {
    await delay(500);
    const [{ active }] = await product.query(
      `select count(*)::int as active from pgboss.job where name = 'import.run' and state in ('created', 'retry', 'active')`,
    );
    if (active === 0 || performance.now() - since > MOST_SECONDS * 1000) break;
  }
  signal(product.pid, 'SIGCONT');
  await product.ready();
  await product.stopWorker();
}

/** The server dies while it writes a file; the log of exports shows one that has no end, and the next one is whole. */
async function exports(check, { product, client, random }) {
  const [{ rows }] = await product.query('select count(*)::int as rows from contacts where deleted_at is null');
  const abort = new AbortController();
  const broken = client.get('/contacts/export?format=csv', {}, { signal: abort.signal }).then(
    (answer) => answer.text.split('\n').length,
    () => 'broken',
  );
  await delay(random.between(20, 80));
  await product.killServer();
  await broken;
  await product.startServer();
  const answer = await client.get('/contacts/export?format=csv');
  const lines = answer.text.trim().split('\n').length - 1;
  check.expect(answer.ok && lines === rows, `export after the kill: ${answer.status}, ${lines} of ${rows} rows`);
}
