import { readFlags } from '../proof/flags.mjs';
import { Check, Report } from '../proof/report.mjs';
import { Random } from '../proof/seed.mjs';
import { CHECKS } from './checks/index.mjs';
import { openContext } from './context.mjs';
import { FAULTS } from './planted.mjs';

/**
 * `npm run check:leaks [-- --seed n --only 11,13 --small --save --planted]`: what can anybody learn or change that they
 * must not? docs/operations/proof.md tells how to read it.
 */
const flags = readFlags('leaks', { small: { type: 'boolean', default: false } });
const random = new Random(flags.seed);
const report = new Report('leaks', random.seed);
if (flags.planted) await planted();
else await everything();
report.finish();
process.exit(process.exitCode);

async function everything() {
  const context = await openContext(random, flags.small ? 'small' : 'full');
  try {
    const { owners, principals, canaries } = context.world;
    const size = {
      owners: owners.length,
      principals: principals.length,
      routes: context.routes.length,
      canaries: canaries.size,
    };
    process.stdout.write(`${JSON.stringify(size)}\n`);
    for (const { id, title, work } of CHECKS)
      if (flags.only?.includes(id) ?? true) {
        await context.oracle.load(context.product);
        await report.run(id, title, (check) => work(context, check));
      }
    if (flags.savePath) report.save(flags.savePath, { size });
  } finally {
    await context.close();
  }
}

/** Plants one fault after the other; the checks that are meant for it must break. `--only` takes those of some checks. */
async function planted() {
  const chosen = FAULTS.filter(
    ({ checks }) => flags.only === undefined || checks.some((id) => flags.only.includes(id)),
  );
  await report.run('planted', 'planted faults found', async (found) => {
    for (const fault of chosen) {
      const broken = await brokenBy(fault).catch((error) => {
        process.stdout.write(`${fault.name}: ${error.stack}\n`);
        return [];
      });
      process.stdout.write(`${JSON.stringify({ planted: fault.name, found: broken })}\n`);
      found.expect(broken.length > 0, `not found: ${fault.name}`);
    }
  });
  if (flags.savePath) report.save(flags.savePath.replace('leaks.json', 'leaks-planted.json'));
}

/** What the checks say of a product with the fault; a product that does not even start says nothing. */
async function brokenBy(fault) {
  const context = await openContext(random.fork(), 'small', fault);
  try {
    const broken = [];
    for (const { id, title, work } of CHECKS.filter(({ id: one }) => fault.checks.includes(one))) {
      const check = new Check(id, title);
      await work(context, check).catch((error) => check.fail(error.message));
      if (check.isBroken) broken.push(`${id}: ${check.failed[0]}`);
    }
    return broken;
  } finally {
    await context.close();
  }
}
