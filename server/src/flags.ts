import { parseArgs } from 'node:util';

export const SAMPLE_SIZES = ['small', 'medium', '1m'] as const;
export type SampleSize = (typeof SAMPLE_SIZES)[number];

export interface Flags {
  /** Load the sample company at once, when the database is empty. */
  readonly demo: boolean;
  readonly size: SampleSize;
}

/** Reads `--demo` and `--size small|medium|1m`. @throws Error in plain words */
export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: { demo: { type: 'boolean', default: false }, size: { type: 'string', default: 'small' } },
    allowPositionals: false,
  });
  const size = SAMPLE_SIZES.find((known) => known === values.size);
  if (!size) throw new Error(`--size must be one of ${SAMPLE_SIZES.join(', ')}`);
  return { demo: values.demo, size };
}
