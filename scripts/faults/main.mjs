import { join } from 'node:path';
import { readFlags } from '../proof/flags.mjs';
import { findPlanted, plantedIn } from '../proof/plant.mjs';
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
  /** Kills of the server; those of Postgres and of the jobs follow from it. */
  rounds: { type: 'string', default: '10' },
});
const random = new Random(flags.seed);
const report = new Report('faults', random.seed);
const rounds = Number(flags.rounds);

/**
 * Runs a check on a product of its own.
 *
 * @param {(check: import('../proof/report.mjs').Check, tools: object) => Promise<void>} work
 */
const onProduct =
  (work, times = rounds) =>
  async (check, tools) => {
    const product = await Product.start({ mutate: tools.mutate });
    try {
      await work(check, { rounds: times, ...tools, product });
    } finally {
      await product.remove();
    }
  };

const CHECKS = {
  1: ['kill -9 of the server under 16 writers', onProduct(killServer)],
  2: ['kill -9 of Postgres under 16 writers', onProduct(killPostgres, Math.ceil(rounds / 2))],
  3: ['kill -9 of who does the jobs, in imports and an export', onProduct(killWorker, Math.ceil(rounds / 3))],
  4: ['disk full under writers and under uploads', diskFull],
  5: ['all or nothing, cut off at any statement', allOrNothing],
  6: ['one Idempotency-Key acts once, on every POST route', onProduct(idempotency)],
  7: ['two people with one version: one save, the other told', onProduct(lostUpdate)],
  40: ['database away, hanging, slow and breaking', outage],
};

if (flags.planted) {
  // A few rounds are enough: what a known fault breaks, it breaks often.
  const few = { rounds: 3, pairs: 1, routes: 10 };
  const faults = (await plantedIn(join(import.meta.dirname, 'planted'))).filter(({ check }) => wanted(check));
  await findPlanted(report, faults, (check, fault) =>
    CHECKS[fault.check][1](check, { ...few, random: random.fork(), mutate: fault.plant }),
  );
} else {
  for (const [id, [title, work]] of Object.entries(CHECKS))
    if (wanted(id)) await report.run(id, title, (check) => work(check, { random: random.fork() }));
}
report.finish();
if (flags.savePath) report.save(flags.planted ? flags.savePath.replace('.json', '-planted.json') : flags.savePath);
// Whatever a check has left open must not keep a finished run alive.
process.exit();

function wanted(id) {
  return flags.only === undefined || flags.only.includes(id);
}
