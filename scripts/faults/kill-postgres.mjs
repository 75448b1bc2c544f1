import { openCompany, workers } from './company.mjs';
import { Follower } from './follower.mjs';
import { middle, settle, someWrites } from './kill-server.mjs';

/** Seconds from the kill to the first acknowledged write that the product may need. */
const MOST_SECONDS = 15;

/**
 * Check 2 (P1, P18): `kill -9` of Postgres, the postmaster and its children. The server brings it up again and connects
 * by itself; nothing acknowledged is lost.
 */
export async function killPostgres(check, { product, random, rounds }) {
  const company = await openCompany(product, random);
  const follower = await Follower.start(await product.admin());
  const writers = workers(company);
  const pid = product.pid;
  const times = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      await someWrites(writers, random);
      const killed = performance.now();
      product.killPostgres();
      // A write whose answer was on its way may still come in; only one that began after the kill tells.
      times.push((await firstWriteSince(writers, killed)) / 1000);
    }
  } finally {
    await writers.stop();
  }
  await follower.stop();
  for (const seconds of times)
    check.expect(seconds < MOST_SECONDS, `first good write ${seconds.toFixed(1)} s after the kill`);
  check.expect(product.pid === pid && product.isRunning, 'the server process did not live through it');
  Object.assign(check.figures, { rounds, secondsToFirstWrite: middle(times), longest: Math.max(...times) });
  await settle(check, company, writers, follower);
}

async function firstWriteSince(writers, killed) {
  const { client, factory } = writers.tools;
  for (;;) {
    if (performance.now() - killed > 120_000) throw new Error('no write for 120 s after the kill of Postgres');
    const answer = await client.post('/accounts', await factory.body(factory.type('account'))).catch(() => undefined);
    if (answer?.ok) return performance.now() - killed;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
