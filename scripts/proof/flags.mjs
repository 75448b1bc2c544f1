import { parseArgs } from 'node:util';
import { inRoot } from '../lib/paths.mjs';

/** Flags that every run knows. */
const COMMON = {
  /** Makes a run the same again; another one each time unless given. */
  seed: { type: 'string' },
  /** Ids of the checks to run, comma-separated; all unless given. */
  only: { type: 'string' },
  /** Writes the results into `bench/results/<name>.json`. */
  save: { type: 'boolean', default: false },
  /** Plants the known faults, one after the other, and tells how many of them the checks find. */
  planted: { type: 'boolean', default: false },
};

/**
 * The flags of a run.
 *
 * @param {string} name of the run
 * @param {import('node:util').ParseArgsConfig['options']} [own] further ones
 */
export function readFlags(name, own = {}) {
  const { values } = parseArgs({ options: { ...COMMON, ...own } });
  const seed = values.seed === undefined ? undefined : Number(values.seed);
  if (seed !== undefined && !(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32))
    throw new Error('--seed must be a whole number below 2^32');
  return {
    ...values,
    seed,
    only: values.only?.split(','),
    savePath: values.save ? inRoot('bench', 'results', `${name}.json`) : undefined,
  };
}
