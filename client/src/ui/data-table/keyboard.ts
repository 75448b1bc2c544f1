import { type KeyboardEvent, useState } from 'react';
import { isTyping } from '~/lib/keyboard';
import type { RowSelection } from './selection';

/** The place the keyboard is at: a row, and a column when the arrows went sideways (-1: the whole row). */
export interface Cursor {
  row: number;
  column: number;
}

interface Options {
  /** Ids of the rows; undefined where a line is no row, such as the head of a group. */
  rowIds: ReadonlyArray<string | undefined>;
  columnCount: number;
  selection: RowSelection | undefined;
  scrollToRow: (row: number) => void;
  onOpen: ((row: number) => void) | undefined;
  /** True when the cell took the key and went into editing. */
  onEdit: (cursor: Cursor) => boolean;
}

const ROW_STEPS: Record<string, number> = { ArrowDown: 1, KeyJ: 1, ArrowUp: -1, KeyK: -1, PageDown: 10, PageUp: -10 };

/** Keys of a list: arrows or j k for rows, sideways for cells, x selects, Shift extends, Enter opens or edits a cell, F2 edits. */
export function useTableKeys({ rowIds, columnCount, selection, scrollToRow, onOpen, onEdit }: Options) {
  const [cursor, setCursor] = useState<Cursor>({ row: -1, column: -1 });

  const plain = rowIds.filter((id) => id !== undefined);

  const moveTo = (row: number, column: number) => {
    const next = {
      row: Math.max(0, Math.min(rowIds.length - 1, row)),
      column: Math.max(-1, Math.min(columnCount - 1, column)),
    };
    setCursor(next);
    scrollToRow(next.row);
    return rowIds[next.row];
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isTyping(event.target) || event.defaultPrevented || event.altKey) return;
    if (takesKey(event)) event.preventDefault();
  };

  const takesKey = (event: KeyboardEvent<HTMLElement>): boolean => {
    const isMod = event.ctrlKey || event.metaKey;
    if (isMod && event.code === 'KeyA' && selection) {
      selection.setAll(plain);
      return true;
    }
    if (isMod) return false;
    const step = ROW_STEPS[event.code];
    if (step !== undefined) {
      const before = rowIds[cursor.row];
      const id = moveTo(cursor.row + step, cursor.column);
      if (event.shiftKey && selection && id) {
        if (before && !selection.isSelected(before)) selection.toggle(before);
        selection.extendTo(id, plain);
      }
      return true;
    }
    return takesPlainKey(event);
  };

  const takesPlainKey = (event: KeyboardEvent<HTMLElement>): boolean => {
    const id = rowIds[cursor.row];
    const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    switch (event.code) {
      case 'Home':
        moveTo(0, cursor.column);
        return true;
      case 'End':
        moveTo(rowIds.length - 1, cursor.column);
        return true;
      case 'ArrowLeft':
      case 'ArrowRight':
        moveTo(cursor.row, cursor.column + ((event.code === 'ArrowLeft') === isRtl ? 1 : -1));
        return true;
      case 'KeyX':
      case 'Space':
        if (!id || !selection) return false;
        selection.toggle(id);
        return true;
      case 'Escape':
        if (cursor.column >= 0) setCursor({ ...cursor, column: -1 });
        else if (selection && selection.ids.size > 0) selection.clear();
        else return false;
        return true;
      case 'F2':
        return onEdit(cursor);
      case 'Enter':
      case 'NumpadEnter':
        if (cursor.column >= 0 && onEdit(cursor)) return true;
        if (cursor.row < 0 || !onOpen) return false;
        onOpen(cursor.row);
        return true;
      default:
        return false;
    }
  };

  return { cursor, setCursor, onKeyDown };
}
