import { queryOptions } from '@tanstack/react-query';
import { api } from './http';

/** Answer of `GET /setup`: what the database holds, and how far a sample has come, in rows. */
export interface SetupState {
  state: 'fresh' | 'loading' | 'ready';
  progress?: { done: number; total: number };
  sampleLoaded: boolean;
  /** The last load or removal broke off and may be tried again. */
  failed: boolean;
}

export type SampleSize = 'small' | 'medium' | '1m';

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: () => api.get<SetupState>('/setup'),
  staleTime: 60_000,
});

export const loadSample = (size: SampleSize) => api.post('/setup/sample', { size });
export const startEmpty = () => api.post('/setup/empty');
export const removeSample = () => api.delete('/setup/sample');
