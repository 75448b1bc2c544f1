import type { SampleSize } from '../platform/setup/sample-loader.js';

/** How many rows of each kind a size has. */
export interface SamplePlan {
  readonly accounts: number;
  readonly contacts: number;
  readonly opportunities: number;
  readonly activities: number;
  readonly leads: number;
  readonly notes: number;
  readonly people: number;
  /** Share of the customers and leads that belong to whoever loads the sample. */
  readonly ownShare: number;
  /** Agencies below the five main branches. */
  readonly agencies: number;
  /** Share of the opportunities whose amount comes from product lines. */
  readonly linesShare: number;
  /** Share of the contacts with a role at their account besides the link. */
  readonly rolesShare: number;
  /** Share of extra weight that the newest opportunities have: a small company shows more open ones. */
  readonly recency: number;
  /** Built for speed: indexes are made after the rows, and the log of changes is left out. */
  readonly bulk: boolean;
}

export const SAMPLE_PLANS: Readonly<Record<SampleSize, SamplePlan>> = {
  small: {
    accounts: 60,
    contacts: 150,
    opportunities: 120,
    activities: 600,
    leads: 40,
    notes: 90,
    people: 18,
    ownShare: 0.15,
    agencies: 0,
    linesShare: 0.6,
    rolesShare: 1,
    recency: 1.5,
    bulk: false,
  },
  medium: {
    accounts: 4_000,
    contacts: 20_000,
    opportunities: 12_000,
    activities: 60_000,
    leads: 2_000,
    notes: 5_000,
    people: 120,
    ownShare: 0.01,
    agencies: 10,
    linesShare: 0.4,
    rolesShare: 0.5,
    recency: 1,
    bulk: false,
  },
  '1m': {
    accounts: 200_000,
    contacts: 1_000_000,
    opportunities: 1_000_000,
    activities: 3_000_000,
    leads: 50_000,
    notes: 50_000,
    people: 2_000,
    ownShare: 0.0002,
    agencies: 215,
    linesShare: 0.1,
    rolesShare: 0.1,
    recency: 1,
    bulk: true,
  },
};

/** Shares `total` out over `weights.length` owners in running ranges: owner i has [start(i), start(i + 1)). */
export class Ranges {
  private readonly starts: Uint32Array;

  constructor(total: number, owners: number, weightOf: (owner: number) => number) {
    const sums = new Float64Array(owners);
    let sum = 0;
    for (let i = 0; i < owners; i += 1) sums[i] = sum += weightOf(i);
    this.starts = new Uint32Array(owners + 1);
    for (let i = 0; i < owners; i += 1) this.starts[i + 1] = Math.round((total * (sums[i] as number)) / sum);
  }

  start(owner: number): number {
    return this.starts[owner] as number;
  }

  end(owner: number): number {
    return this.starts[owner + 1] as number;
  }

  count(owner: number): number {
    return this.end(owner) - this.start(owner);
  }
}
