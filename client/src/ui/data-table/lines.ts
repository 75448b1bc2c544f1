import type { ReactNode } from 'react';

/** Rows that belong together, below a head that folds them away. */
export interface RowGroup<T> {
  id: string;
  title: ReactNode;
  /** The title as plain text, for screen readers. */
  name: string;
  /** Rows in the group, loaded or not. */
  count: number;
  /** Figures of the group, by column. */
  figures: Readonly<Record<string, ReactNode>>;
  isOpen: boolean;
  /** Those that have arrived. */
  rows: readonly T[];
  isLoading: boolean;
  hasMore: boolean;
  onToggle: () => void;
  onLoadMore: () => void;
}

/** One line of a list: a row, the head of a group, or the place where more rows of a group will stand. */
export type Line<T> =
  | { kind: 'row'; id: string; row: T }
  | { kind: 'group'; id: string; group: RowGroup<T> }
  | { kind: 'more'; id: string; group: RowGroup<T> };

/** The lines from top to bottom; plain rows without groups. */
export function linesOf<T>(
  rows: readonly T[],
  groups: readonly RowGroup<T>[] | undefined,
  rowId: (row: T) => string,
): Array<Line<T>> {
  const lineOf = (row: T): Line<T> => ({ kind: 'row', id: rowId(row), row });
  if (!groups) return rows.map(lineOf);
  return groups.flatMap((group) => [
    { kind: 'group', id: `group-${group.id}`, group },
    ...(group.isOpen ? group.rows.map(lineOf) : []),
    ...(group.isOpen && (group.hasMore || group.isLoading)
      ? [{ kind: 'more', id: `more-${group.id}`, group } as const]
      : []),
  ]);
}
