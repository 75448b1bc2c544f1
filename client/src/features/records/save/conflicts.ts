import type { StaleSaveError } from '~/api/stale';
import { createStore } from '~/lib/store';

/** A save that met someone else's, waiting for the reader's choice. */
export interface Conflict {
  error: StaleSaveError;
  typeName: string;
  /** Writes the chosen fields over the newer version. */
  resolve: (changes: Record<string, unknown>) => void;
}

export const conflicts = createStore<Conflict | null>(null);
