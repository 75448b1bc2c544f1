import type { ReactNode } from 'react';
import { readJson, writeJson } from '~/lib/storage';

/** One column of a `DataTable`. */
export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** Pixels; 160 when not given. The first column takes what is left over. */
  width?: number;
  /** Left-to-right values (phones, codes) stand at the end of their cell. */
  align?: 'start' | 'end';
  /** Field to sort by; without it the header does not sort. */
  sortField?: string;
  /** Shown until the reader chooses columns. Default true. */
  isDefault?: boolean;
  /** The reader drew this width; it stays as it is when there is room to spare. */
  isSized?: boolean;
  /** Draws the editor in place of the cell; call `done` when finished or given up. */
  edit?: (row: T, done: () => void) => ReactNode;
}

/** Which columns a reader sees, in which order. */
export interface ColumnChoice {
  shown: string[];
  /** Widths that the reader drew, in pixels by column. */
  widths?: Record<string, number>;
}

function isChoice(value: unknown): value is ColumnChoice {
  return typeof value === 'object' && value !== null && 'shown' in value && Array.isArray(value.shown);
}

/** The choice with another width for one column; undefined gives it its usual one. */
export function withWidth(choice: ColumnChoice, id: string, width: number | undefined): ColumnChoice {
  const { [id]: _before, ...others } = choice.widths ?? {};
  return { ...choice, widths: width === undefined ? others : { ...others, [id]: width } };
}

export function defaultChoice<T>(columns: ReadonlyArray<Column<T>>): ColumnChoice {
  return { shown: columns.filter((column) => column.isDefault ?? true).map((column) => column.id) };
}

export function readChoice<T>(key: string, columns: ReadonlyArray<Column<T>>): ColumnChoice {
  return readJson(`columns.${key}`, isChoice, defaultChoice(columns));
}

export function writeChoice(key: string, choice: ColumnChoice): void {
  writeJson(`columns.${key}`, choice);
}

/** The columns to draw. The first one names the row and always stays. */
export function chosenColumns<T>(columns: ReadonlyArray<Column<T>>, choice: ColumnChoice): Array<Column<T>> {
  const [first, ...rest] = columns;
  if (!first) return [];
  const chosen = choice.shown
    .map((id) => rest.find((column) => column.id === id))
    .filter((column) => column !== undefined);
  return [first, ...chosen].map((column) => {
    const width = choice.widths?.[column.id];
    return width === undefined ? column : { ...column, width, isSized: true };
  });
}
