import { setTimeout as delay } from 'node:timers/promises';
import { openCompany, workers } from './company.mjs';
import { settle, someWrites } from './kill-server.mjs';
import { startProxied } from './proxied.mjs';

/** Longest that a request may hang while the database is away. */
const PATIENCE_SECONDS = 15;
const POOL = 16;

/**
 * Check 40 (P18): the database is away, or hangs, or the net to it is slow and breaks connections. Answers are clean and
 * come in time, no connection of the pool is lost for good, and work goes on by itself.
 */
export async function outage(check, { random, mutate, seconds = 20 }) {
  const { product, proxy, remove } = await startProxied({ random, mutate });
  try {
    const company = await openCompany(product, random);
    const writers = workers(company);
    const readers = new Readers(company.client, 4);
    const recovered = {};
    try {
      await someWrites(writers, random);
      for (const [name, begin, end, lasts] of [
        ['away', () => away(proxy), () => (proxy.refusing = false), seconds],
        ['hanging', () => (proxy.stalled = true), () => back(proxy), seconds / 2],
        [
          'slow and breaking',
          () => Object.assign(proxy, { delayMs: 500, resets: 0.05 }),
          () => Object.assign(proxy, { delayMs: 0, resets: 0 }),
          seconds / 2,
        ],
      ]) {
        begin();
        await delay(lasts * 1000);
        end();
        recovered[name] = Number((await someWrites(writers, random)).toFixed(1));
        check.expect(
          recovered[name] < PATIENCE_SECONDS,
          `${name}: first good write ${recovered[name]} s after it was over`,
        );
      }
    } finally {
      await writers.stop();
      await readers.stop();
    }
    for (const fault of readers.faults) check.fail(fault, 0);
    check.heldMany(readers.answers - readers.faults.length);
    check.tried += readers.faults.length;
    check.figures.secondsToFirstWrite = recovered;
    await poolIsWhole(check, company.client);
    await settle(check, company, writers);
  } finally {
    await remove();
  }
}

function away(proxy) {
  proxy.refusing = true;
  proxy.breakAll();
}

/** What has been held back is lost, as when a machine comes back that had vanished. */
function back(proxy) {
  proxy.stalled = false;
  proxy.breakAll();
}

/** The pool has its connections back, and nobody waits. */
async function poolIsWhole(check, client) {
  let state = {};
  for (let i = 0; i < 100; i += 1) {
    const answer = await client.get('/metrics');
    const of = (name) =>
      Number(
        answer.text.match(new RegExp(`peyvand_database_connections\\{state="${name}"\\} (\\d+)`))?.[1] ?? Number.NaN,
      );
    state = { total: of('total'), idle: of('idle'), waiting: of('waiting') };
    if (state.waiting === 0 && state.total === state.idle) break;
    await delay(100);
  }
  check.expect(
    state.waiting === 0 && state.total === state.idle && state.total <= POOL,
    `the pool is ${JSON.stringify(state)}`,
  );
  const many = await Promise.all(
    Array.from({ length: 64 }, () => client.get('/accounts?limit=1').catch(() => ({ ok: false }))),
  );
  check.expect(
    many.every(({ ok }) => ok),
    'not all of 64 requests at once were answered afterwards',
  );
}

/** People who read all the time and note whatever is not a clean answer in time. */
class Readers {
  faults = [];
  answers = 0;
  #stopped = false;

  constructor(client, count) {
    this.running = Array.from({ length: count }, () => this.#read(client));
  }

  async stop() {
    this.#stopped = true;
    await Promise.all(this.running);
  }

  async #read(client) {
    while (!this.#stopped) {
      const began = performance.now();
      const answer = await client.get('/accounts?limit=5').catch((error) => ({ status: 0, text: error.message }));
      const seconds = (performance.now() - began) / 1000;
      this.answers += 1;
      const clean = answer.ok || (answer.status === 503 && answer.isProblem);
      if (!clean) this.faults.push(`read: ${answer.status} ${answer.text.slice(0, 200)}`);
      else if (seconds > PATIENCE_SECONDS) this.faults.push(`read: answered after ${seconds.toFixed(1)} s`);
      await delay(100);
    }
  }
}
