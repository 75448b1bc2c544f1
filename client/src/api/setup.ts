import { queryOptions } from '@tanstack/react-query';
import { api } from './http';

/** Answer of `GET /setup`: what the database holds, and how far a sample has come (0 to 1). */
export interface SetupState {
  state: 'fresh' | 'loading' | 'ready';
  progress?: number;
  sampleLoaded: boolean;
}

export type SampleSize = 'small' | 'medium';

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: () => api.get<SetupState>('/setup'),
  staleTime: 60_000,
});

export const loadSample = (size: SampleSize) => api.post('/setup/sample', { size });
export const startEmpty = () => api.post('/setup/empty');
export const removeSample = () => api.delete('/setup/sample');
