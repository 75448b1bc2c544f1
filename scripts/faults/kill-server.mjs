import { setTimeout as delay } from 'node:timers/promises';
import { Follower } from './follower.mjs';
import { openCompany, workers } from './company.mjs';

/**
 * Check 1 (P1): `kill -9` of the server at a random moment under 16 writers, again and again. Nothing acknowledged may
 * be lost, nothing half done may stay, and the feed of changes tells of each change exactly once.
 */
export async function killServer(check, { product, random, rounds }) {
  const company = await openCompany(product, random);
  const follower = await Follower.start(await product.admin());
  const writers = workers(company);
  const restarts = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      await someWrites(writers, random);
      await product.killServer();
      restarts.push(await product.startServer());
    }
    await someWrites(writers, random);
  } finally {
    await writers.stop();
  }
  await follower.stop();
  check.figures.rounds = rounds;
  check.figures.secondsToReady = middle(restarts);
  await settle(check, company, writers, follower);
}

/** Waits until the writers are at it again, and for a random while more. */
export async function someWrites(writers, random) {
  const since = performance.now();
  while (writers.lastAcknowledged < since) {
    if (performance.now() - since > 60_000) throw new Error(`nobody could write for 60 s: ${writers.lastFailure}`);
    await delay(5);
  }
  const first = writers.lastAcknowledged;
  await delay(random.between(100, 1_500));
  return (first - since) / 1000;
}

/** Compares ledger and feed with the database and counts every acknowledged write as one try. */
export async function settle(check, { product }, writers, follower) {
  const { ledger } = writers.tools;
  const query = (sql, params) => product.query(sql, params);
  const lost = await ledger.lost(query);
  check.heldMany(Math.max(0, ledger.acknowledged - lost.length));
  for (const line of lost) check.fail(line);
  if (follower) {
    const { tried, faults } = await follower.compare(query, ledger.ids);
    check.heldMany(Math.max(0, tried - faults.length));
    for (const fault of faults) check.fail(`feed: ${fault}`);
    check.figures.changesInFeed = tried;
  }
  for (const line of [...new Set(writers.unclean)]) check.fail(`unclean: ${line}`);
  Object.assign(check.figures, {
    acknowledged: ledger.acknowledged,
    unanswered: ledger.unanswered,
    lost: lost.length,
    refused: writers.refused.length,
  });
}

export function middle(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return Number((sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(2));
}
