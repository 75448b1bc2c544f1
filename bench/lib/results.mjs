import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, platform, release, totalmem } from 'node:os';
import { inRoot } from '../../scripts/lib/paths.mjs';

const FOLDER = inRoot('bench/results');
const GIBIBYTE = 1024 ** 3;

/**
 * A goal with what was reached.
 *
 * @typedef {{ goal: string, reached: string, held: boolean }} Goal
 */

/** A goal that a figure must not be below. @returns {Goal} */
export function atLeast(goal, reached, limit, unit = '') {
  return { goal: `${goal} >= ${limit}${unit}`, reached: `${reached}${unit}`, held: reached >= limit };
}

/** A goal that a figure must not be above. @returns {Goal} */
export function atMost(goal, reached, limit, unit = '') {
  return { goal: `${goal} <= ${limit}${unit}`, reached: `${reached}${unit}`, held: reached <= limit };
}

/**
 * Keeps what a part found in `bench/results/<name>.json`: what it was measured on, the goals and every figure.
 *
 * @param {string} name
 * @param {{ goals: Goal[], figures: object }} found
 */
export function keepResults(name, { goals, figures }) {
  mkdirSync(FOLDER, { recursive: true });
  const facts = {
    measuredOn: new Date().toISOString().slice(0, 10),
    machine: {
      processors: cpus().length,
      processor: cpus()[0]?.model,
      memoryGiB: Math.round(totalmem() / GIBIBYTE),
      system: `${platform()} ${release()}`,
    },
    versions: {
      node: process.version,
      product: versionOf('package.json'),
      pg: versionOf('node_modules/pg/package.json'),
    },
  };
  writeFileSync(`${FOLDER}/${name}.json`, `${JSON.stringify({ ...facts, goals, figures }, null, 2)}\n`);
}

/** The goals of all parts named, as they were kept. @returns {Goal[]} */
export function keptGoals(names) {
  return names
    .map((name) => `${FOLDER}/${name}.json`)
    .flatMap((path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).goals : []));
}

/** Takes the results of earlier runs away, so that a part that breaks shows none. */
export function dropResults(names) {
  for (const name of names) rmSync(`${FOLDER}/${name}.json`, { force: true });
}

/** Prints `goal | reached | held`. */
export function printGoals(goals) {
  const width = (key) => Math.max(...goals.map((goal) => goal[key].length), key.length);
  const [first, second] = [width('goal'), width('reached')];
  const line = (a, b, c) => process.stdout.write(`${a.padEnd(first)} | ${b.padEnd(second)} | ${c}\n`);
  line('goal', 'reached', 'held');
  line('-'.repeat(first), '-'.repeat(second), '----');
  for (const { goal, reached, held } of goals) line(goal, reached, held ? 'yes' : 'NO');
}

function versionOf(path) {
  return JSON.parse(readFileSync(inRoot(path), 'utf8')).version;
}
