import { readFlags } from '../proof/flags.mjs';
import { Report } from '../proof/report.mjs';
import { Random } from '../proof/seed.mjs';
import { Product } from '../proof/server.mjs';
import { allOrNothing } from './all-or-nothing.mjs';
import { diskFull } from './disk-full.mjs';
import { idempotency } from './idempotency.mjs';
import { killPostgres } from './kill-postgres.mjs';
import { killServer } from './kill-server.mjs';
import { killWorker } from './kill-worker.mjs';
import { lostUpdate } from './lost-update.mjs';
import { outage } from './outage.mjs';

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
  ['3', 'kill -9 of who does the jobs, during imports and an export', killWorker, Math.ceil(rounds / 3)],
  ['4', 'disk full under writers and under uploads', diskFull],
  ['5', 'all or nothing when the database breaks off at any statement', allOrNothing],
  ['6', 'one Idempotency-Key acts once, on every POST route', idempotency],
  ['7', 'two people, one version: one save, and the other is told', lostUpdate],
  ['40', 'database away, hanging, slow and breaking', outage],
];
const product = await Product.start();
for (const [id, title, work, times] of checks) {
  if (flags.only && !flags.only.includes(id)) continue;
  await report.run(id, title, (check) => work(check, { product, random: random.fork(), rounds: times }));
}
await product.remove();
report.finish();
process.exit();
