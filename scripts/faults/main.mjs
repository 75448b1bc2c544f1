import { readFlags } from '../proof/flags.mjs';
import { Report } from '../proof/report.mjs';
import { Random } from '../proof/seed.mjs';
import { Product } from '../proof/server.mjs';
import { idempotency } from './idempotency.mjs';
import { killPostgres } from './kill-postgres.mjs';
import { killServer } from './kill-server.mjs';

const flags = readFlags('faults', {
  /** Kills of the server; the others follow from it. */
  rounds: { type: 'string', default: '10' },
});
const random = new Random(flags.seed);
const report = new Report('faults', random.seed);
const rounds = Number(flags.rounds);

const checks = [
  ['1', 'kill -9 of the server under 16 writers', killServer, rounds],
  ['2', 'kill -9 of Postgres under 16 writers', killPostgres, Math.ceil(rounds / 2)],
  ['6', 'one Idempotency-Key acts once, on every POST route', idempotency],
];
const product = await Product.start();
for (const [id, title, work, times] of checks) {
  if (flags.only && !flags.only.includes(id)) continue;
  await report.run(id, title, (check) => work(check, { product, random: random.fork(), rounds: times }));
}
await product.remove();
report.finish();
process.exit();
