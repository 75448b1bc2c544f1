import { useEffect, useRef } from 'react';
import { readText, writeText } from '~/lib/storage';
import { defaultViewOf, type SavedViewRecord, type Viewer } from './use-saved-views';

interface Opening {
  recordType: string;
  viewer: Viewer | undefined;
  /** Undefined while they are on their way. */
  views: readonly SavedViewRecord[] | undefined;
  /** Whether the address says nothing of the list yet. */
  isBare: boolean;
  onOpen: (view: SavedViewRecord) => void;
}

const keyOf = (recordType: string, userId: string) => `lastView.${recordType}.${userId}`;
const ALL = 'all';

/** Remembers the view that was used last on this device; undefined is «all». */
export function rememberView(recordType: string, userId: string | undefined, id: string | undefined): void {
  if (userId) writeText(keyOf(recordType, userId), id ?? ALL);
}

/**
 * Opens a list that is come to without an address of its own in the reader's default view, else in the view used last,
 * else in the default that an administrator has set for all.
 */
export function useOpeningView({ recordType, viewer, views, isBare, onOpen }: Opening): void {
  const isDone = useRef(!isBare);
  useEffect(() => {
    if (isDone.current || !views || !viewer) return;
    isDone.current = true;
    const last = readText(keyOf(recordType, viewer.id));
    const { own, shared } = defaultViewOf(views, viewer);
    const view = own ?? (last === ALL ? undefined : (views.find(({ id }) => id === last) ?? shared));
    if (view) onOpen(view);
  }, [recordType, viewer, views, onOpen]);
}
