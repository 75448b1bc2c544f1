import { createStore } from '~/lib/store';
import { queryClient } from './query-client';

/** Looking at the product as another user: their name, and the token that only looks. Kept in memory, as long as the tab. */
export interface Viewing {
  token: string;
  user: { id: string; fullName: string };
}

export const viewing = createStore<Viewing | null>(null);

/** Everything on screen is somebody else's from now on, or one's own again. */
export function setViewing(next: Viewing | null): void {
  viewing.set(next);
  queryClient.clear();
}
