import { useCallback, useMemo, useRef, useState } from 'react';

export interface RowSelection {
  ids: ReadonlySet<string>;
  isSelected: (id: string) => boolean;
  toggle: (id: string) => void;
  /** Selects everything between the last touched row and this one. */
  extendTo: (id: string, order: readonly string[]) => void;
  setAll: (ids: readonly string[]) => void;
  clear: () => void;
}

/** Rows a reader has picked, kept by id, so that it outlives paging and sorting. */
export function useRowSelection(): RowSelection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);

  const toggle = useCallback((id: string) => {
    anchor.current = id;
    setIds((current) => {
      const next = new Set(current);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const extendTo = useCallback((id: string, order: readonly string[]) => {
    const from = order.indexOf(anchor.current ?? id);
    const to = order.indexOf(id);
    if (to === -1) return;
    const start = from === -1 ? to : from;
    const range = order.slice(Math.min(start, to), Math.max(start, to) + 1);
    setIds((current) => new Set([...current, ...range]));
  }, []);
  const setAll = useCallback((all: readonly string[]) => setIds(new Set(all)), []);
  const clear = useCallback(() => {
    anchor.current = null;
    setIds(new Set());
  }, []);
  return useMemo(
    () => ({ ids, isSelected: (id: string) => ids.has(id), toggle, extendTo, setAll, clear }),
    [ids, toggle, extendTo, setAll, clear],
  );
}
