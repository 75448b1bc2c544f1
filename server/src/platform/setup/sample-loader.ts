/** How large the sample company is. */
export const SAMPLE_SIZES = ['small', 'medium', '1m'] as const;
export type SampleSize = (typeof SAMPLE_SIZES)[number];

export type SampleProgress = (done: number, total: number) => void;

/** Loads and removes the sample company. The business modules provide it under {@link SAMPLE_LOADER}. */
export interface SampleLoader {
  /** Loads the sample and reports progress in rows; `userId` gets a share of the work, or else the first person there is. */
  load(size: SampleSize, progress: SampleProgress, userId?: string): Promise<void>;
  /** Removes everything that `load` made and nothing else. */
  remove(progress: SampleProgress): Promise<void>;
}

/** Injection token of the {@link SampleLoader}. */
export const SAMPLE_LOADER = Symbol('SAMPLE_LOADER');
