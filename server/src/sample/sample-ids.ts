/**
 * The ids of the sample company lie in one range of their own: the millisecond 0x019800000000 of UUIDv7, long before this
 * product. Whatever people change in a sample row, its id tells that it is one, and no other row can be taken for one.
 */
export const FIRST_SAMPLE_ID = '01980000-0000-7000-8000-000000000000';
export const LAST_SAMPLE_ID = '01980000-0000-7fff-bfff-ffffffffffff';

/** Marks the entries that the sample writes into the log of changes. */
export const SAMPLE_OPERATION = '01980000-0000-7fff-8000-000000000001';

const CODES = {
  orgUnit: 0x101,
  team: 0x102,
  user: 0x103,
  product: 0x110,
  pipeline: 0x111,
  stage: 0x112,
  account: 0x120,
  contact: 0x121,
  accountContact: 0x122,
  activity: 0x130,
  note: 0x131,
  file: 0x132,
  opportunity: 0x140,
  opportunityLine: 0x141,
  lead: 0x150,
  target: 0x160,
} as const;

export type SampleKind = keyof typeof CODES;

const prefixes = Object.fromEntries(
  Object.entries(CODES).map(([kind, code]) => [kind, `01980000-0000-7${code.toString(16)}-8000-`]),
) as Record<SampleKind, string>;

/** The id of the sample's row number `index` of a kind; ids of a kind rise with the number. */
export function sampleId(kind: SampleKind, index: number): string {
  return prefixes[kind] + index.toString(16).padStart(12, '0');
}

/** Starts the sequence of a kind's rows in {@link Random.at}. */
export function seedOf(kind: SampleKind): number {
  return CODES[kind];
}

/** SQL: whether a uuid expression is an id of the sample. */
export function isSample(expression: string): string {
  return `${expression} between '${FIRST_SAMPLE_ID}' and '${LAST_SAMPLE_ID}'`;
}
