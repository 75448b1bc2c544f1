import type { ReactNode } from 'react';
import type { Column } from './columns';
import type { RowGroup } from './lines';
import type { RowSelection } from './selection';

/** Width of the column of check boxes in pixels. */
export const SELECT_WIDTH = 44;

export interface DataTableProps<T> {
  /** Accessible name of the list. */
  label: string;
  /** Already chosen and ordered (see `chosenColumns`). The first column names the row and stays in sight. */
  columns: ReadonlyArray<Column<T>>;
  rows: readonly T[];
  /** In place of `rows`: the list in groups. */
  groups?: readonly RowGroup<T>[];
  /** What the whole list comes to, by column; without it there is no last line. */
  totals?: Readonly<Record<string, ReactNode>>;
  /** Told a width that the reader draws; without it columns keep theirs. */
  onResize?: (columnId: string, width: number | undefined) => void;
  rowId: (row: T) => string;
  /** Accessible name of a row. */
  rowName: (row: T) => string;
  /** Current sort: `field` or `-field`. */
  sort?: string;
  onSort?: (sort: string | undefined) => void;
  onOpen?: (row: T) => void;
  /** Told when the pointer or the keyboard rests on a row: the place to prefetch. */
  onHover?: (row: T) => void;
  selection?: RowSelection;
  isLoading?: boolean;
  hasMore?: boolean;
  onLoadMore?: () => void;
  /** Drawn when there are no rows. */
  empty?: ReactNode;
  /** One row as a card, below 768 px. */
  renderCard: (row: T) => ReactNode;
  /** Number of rows on the server, when known. */
  total?: number;
}
