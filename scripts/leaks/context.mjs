import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Product } from '../proof/server.mjs';
import { inRoot } from '../lib/paths.mjs';
import { Oracle } from './oracle.mjs';
import { readRoutes, tapped } from './routes/routes.mjs';
import { Watch } from './watch.mjs';
import { buildWorld, registryOf } from './world/build.mjs';

/** Faults come into a company that a sound product has made: what they do to the seeding itself is of no interest. */
async function plant(product, dist, fault) {
  await fault.database?.(product);
  if (!fault.build) return;
  await product.stop();
  fault.build(dist);
  await product.startServer();
}

/**
 * A running product with a company in it, and all that the checks look at it with.
 *
 * @param {import('../proof/seed.mjs').Random} random
 * @param {'full' | 'small'} size of the company
 * @param {{ build?: (dist: string) => void, database?: (product: object) => Promise<void> }} [fault] to plant
 */
export async function openContext(random, size, fault = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'peyvand-leaks-'));
  const file = join(folder, 'routes.jsonl');
  let dist;
  const product = await Product.start({ env: tapped(file), mutate: (copy) => (dist = copy) });
  const close = async () => {
    await product.remove();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const registry = await registryOf(inRoot('dist'));
    const world = await buildWorld(product, registry, random, size);
    await plant(product, dist, fault);
    const oracle = new Oracle(registry, world.principals);
    await oracle.load(product);
    const document = await world.admin.must('GET', '/api/openapi.json');
    const watch = new Watch(world, oracle);
    return {
      product,
      spent: new Set(),
      world,
      oracle,
      watch,
      document,
      routes: readRoutes(file),
      registry,
      random,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
