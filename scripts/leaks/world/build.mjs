import { fileURLToPath } from 'node:url';
import { runNode } from '../../lib/run.mjs';
import { makePeople, makePrincipals, SIZES } from './people.mjs';
import { makeRecords } from './records.mjs';
import { World } from './world.mjs';

/** The record types of a build. @throws Error with its output when the build cannot be loaded */
export async function registryOf(dist) {
  const script = fileURLToPath(new URL('../registry.mjs', import.meta.url));
  const { code, output, stdout } = await runNode([script, dist], { quiet: true });
  if (code !== 0) throw new Error(`the record types of ${dist} cannot be read:\n${output}`);
  return JSON.parse(stdout);
}

/** Builds the company in a running product. @returns {Promise<World>} with its `principals` */
export async function buildWorld(product, registry, random, size) {
  const world = new World(product, registry, random);
  world.admin = await product.admin();
  await makePeople(world, SIZES[size]);
  await makeRecords(world);
  world.principals = await makePrincipals(world);
  return world;
}
