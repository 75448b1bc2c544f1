import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A known fault that a run must find, or the run is worth nothing.
 *
 * @typedef {{ name: string, check: string, plant: (dist: string) => void }} Planted
 */

/**
 * Changes one place of a built file.
 *
 * @throws Error unless the text is there exactly once: a fault that is not planted must not count as not found
 */
export function replaceIn(dist, file, from, to) {
  const path = join(dist, file);
  const text = readFileSync(path, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`cannot plant a fault: ${file} does not hold "${from}" once`);
  writeFileSync(path, text.replace(from, to));
}

/** The faults of a folder, by file name. @returns {Promise<Planted[]>} */
export async function plantedIn(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.mjs'));
  return Promise.all(files.sort().map(async (name) => (await import(join(folder, name))).default));
}

/**
 * Plants one fault after the other in a copy of the build, runs the check that must find it, and counts.
 *
 * @param {import('./report.mjs').Report} report
 * @param {Planted[]} faults
 * @param {(check: import('./report.mjs').Check, fault: Planted) => Promise<void>} run runs the fault's check on a product made with `mutate: fault.plant`
 */
export async function findPlanted(report, faults, run) {
  for (const fault of faults) {
    await report.run(`planted ${fault.check}`, `finds: ${fault.name}`, async (outer) => {
      const inner = outer.like();
      await run(inner, fault);
      outer.figures.foundBy = inner.failed.slice(0, 2);
      outer.expect(inner.isBroken && inner.tried > 0, `not found: ${inner.held}/${inner.tried} held`);
    });
  }
}
