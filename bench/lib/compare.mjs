import { load } from './load.mjs';
import { median, quantile, round } from './statistics.mjs';

/**
 * Measures the product and the bare server in turn, so that a busy machine moves both.
 *
 * @param {{ port: number, requests: Buffer[] | ((n: number) => Buffer) }} product
 * @param {{ port: number, requests: Buffer[] | ((n: number) => Buffer) }} bare
 * @param {{ connections: number, rounds: number, ms: number }} how
 * @returns {Promise<{ product: object, bare: object, share: number, p95Ratio: number }>} share is the median over rounds of
 *   product requests per second to bare ones; p95Ratio that of the p95 of all rounds
 */
export async function compare(product, bare, { connections, rounds, ms }) {
  const sides = { product: { perSecond: [], times: [] }, bare: { perSecond: [], times: [] } };
  const servers = { product, bare };
  const share = [];
  for (let i = 0; i <= rounds; i += 1) {
    for (const [name, { port, requests }] of Object.entries(servers)) {
      const run = await load({ port, requests, connections, ms: i === 0 ? Math.min(ms, 300) : ms });
      if (run.failed > 0) throw new Error(`${name}: ${run.failed} requests failed: ${run.firstFailure}`);
      // The first round warms up: plans, caches and compiled code.
      if (i === 0) continue;
      sides[name].perSecond.push(run.perSecond);
      sides[name].times.push(...run.times);
    }
    if (i > 0) share.push(sides.product.perSecond.at(-1) / sides.bare.perSecond.at(-1));
  }
  const told = Object.fromEntries(
    Object.entries(sides).map(([name, { perSecond, times }]) => [
      name,
      { perSecond: round(median(perSecond)), medianMs: round(median(times)), p95Ms: round(quantile(times, 0.95)) },
    ]),
  );
  return {
    ...told,
    share: round(median(share)),
    p95Ratio: round(quantile(sides.product.times, 0.95) / quantile(sides.bare.times, 0.95)),
  };
}
