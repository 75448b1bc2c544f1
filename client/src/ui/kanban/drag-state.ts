import { createContext, useContext, useSyncExternalStore } from 'react';
import { createStore, type Store } from '~/lib/store';
import type { Place } from './board';

/** The card that is being moved, and where it would go now. */
export interface Drag {
  itemId: string;
  /** Moves by keyboard are announced; a pointer shows them. */
  by: 'pointer' | 'keyboard';
  place: Place | undefined;
}

/**
 * What changes many times a second while a card is moved. It lives beside React's state, so that only what shows a part
 * of it is drawn again: the line of one column, one place of the strip.
 */
export type DragStore = Store<Drag | undefined>;

export const DragContext = createContext<DragStore>(createStore<Drag | undefined>(undefined));

/** A part of the move that goes on now; `select` gives a plain value. */
export function useDrag<V extends string | number | boolean | undefined>(select: (drag: Drag | undefined) => V): V {
  const store = useContext(DragContext);
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

/** Changes where the card would go, if that is somewhere else. */
export function pointTo(store: DragStore, place: Place | undefined): void {
  store.set((drag) =>
    drag && (drag.place?.targetId !== place?.targetId || drag.place?.index !== place?.index)
      ? { ...drag, place }
      : drag,
  );
}
