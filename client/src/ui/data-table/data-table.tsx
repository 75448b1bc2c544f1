import { lazy, type MouseEvent, type ReactNode, Suspense, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useMediaQuery } from '~/lib/media';
import { usePreferences } from '~/lib/preferences';
import { SkeletonBlock, useLate } from '../skeleton';
import type { Column } from './columns';
import type { GroupRowProps } from './group-row';
import { HeaderRow } from './header-row';
import { type Cursor, useTableKeys } from './keyboard';
import { linesOf } from './lines';
import { type DataTableProps, SELECT_WIDTH } from './props';
import { type RowActions, TableRow } from './table-row';
import type { TotalsRowProps } from './totals-row';
import { useRowWindow } from './window';

const CardList = lazy(() => import('./card-list')) as <T>(props: DataTableProps<T>) => ReactNode;

const GroupRow = lazy(() => import('./group-row').then((module) => ({ default: module.GroupRow }))) as <T>(
  props: GroupRowProps<T>,
) => ReactNode;
const TotalsRow = lazy(() => import('./totals-row').then((module) => ({ default: module.TotalsRow }))) as <T>(
  props: TotalsRowProps<T>,
) => ReactNode;

const ROW_HEIGHT = { comfortable: 44, compact: 34 };
const SKELETON_ROWS = 12;
/** More rows are asked for when this few are left below. */
const LOAD_AHEAD = 30;
const DEFAULT_WIDTH = 160;

/** A list of any length: rows are drawn only while in sight, and more are asked for before the end is reached. */
export function DataTable<T>(props: DataTableProps<T>) {
  const isNarrow = useMediaQuery('(max-width: 767px)');
  if (!props.isLoading && props.rows.length === 0 && !props.groups?.length) return <>{props.empty}</>;
  if (!isNarrow) return <Grid {...props} />;
  return (
    <Suspense fallback={null}>
      <CardList {...props} />
    </Suspense>
  );
}

function Grid<T>(props: DataTableProps<T>) {
  const { label, columns, rows, groups, rowId, rowName, selection, isLoading, hasMore, onLoadMore, onOpen, onHover } =
    props;
  const { total, totals } = props;
  const { density } = usePreferences();
  const rowHeight = ROW_HEIGHT[density];
  const scroller = useRef<HTMLDivElement>(null);
  const [editing, setEditing] = useState<Cursor | null>(null);
  const showsSkeleton = useLate(150) || !isLoading;
  const prefix = useId();
  const lines = useMemo(() => linesOf(rows, groups, rowId), [rows, groups, rowId]);
  const rowAt = (index: number) => {
    const line = lines[index];
    return line?.kind === 'row' ? line.row : undefined;
  };
  const { start, end, scrollToRow } = useRowWindow(scroller, lines.length, rowHeight, rowHeight * (totals ? 2 : 1));
  const lineIds = lines.map((line) => (line.kind === 'row' ? line.id : undefined));
  const rowIds = lineIds.filter((id) => id !== undefined);

  useEffect(() => {
    for (const line of lines.slice(start, end))
      if (line.kind === 'more' && !line.group.isLoading) line.group.onLoadMore();
  }, [lines, start, end]);

  useEffect(() => {
    if (hasMore && !isLoading && end >= rows.length - LOAD_AHEAD) onLoadMore?.();
  }, [hasMore, isLoading, end, rows.length, onLoadMore]);

  const { cursor, setCursor, onKeyDown } = useTableKeys({
    rowIds: lineIds,
    columnCount: columns.length,
    selection,
    scrollToRow: (row) => {
      scrollToRow(row);
      const moved = rowAt(row);
      if (moved !== undefined) onHover?.(moved);
    },
    onOpen: (index) => {
      const line = lines[index];
      if (line?.kind === 'row') onOpen?.(line.row);
      else line?.group.onToggle();
    },
    onEdit: (at) => {
      if (!columns[Math.max(at.column, 0)]?.edit || rowAt(at.row) === undefined) return false;
      setEditing({ row: at.row, column: Math.max(at.column, 0) });
      return true;
    },
  });

  const actions = useStableActions({
    select: (index, isRange) => {
      const id = lineIds[index];
      if (!selection || id === undefined) return;
      if (isRange) selection.extendTo(id, rowIds);
      else selection.toggle(id);
    },
    hover: (index) => {
      const row = rowAt(index);
      if (row !== undefined) onHover?.(row);
    },
    edit: (index, column) => setEditing({ row: index, column }),
    endEdit: () => {
      setEditing(null);
      scroller.current?.focus({ preventScroll: true });
    },
  });

  const onClick = (event: MouseEvent<HTMLElement>) => {
    const { index, kind } = clickedRow(event.target);
    const row = rowAt(index);
    if (row === undefined || kind === 'control') return;
    setCursor({ row: index, column: -1 });
    if (event.shiftKey) actions.select(index, true);
    else if (event.ctrlKey || event.metaKey) actions.select(index, false);
    else if (kind === 'plain') onOpen?.(row);
  };

  const template = gridTemplate(columns, Boolean(selection));
  const minWidth =
    (selection ? SELECT_WIDTH : 0) + columns.reduce((sum, column) => sum + (column.width ?? DEFAULT_WIDTH), 0);
  const activeId = cursor.row >= start && cursor.row < end ? `${prefix}-${cursor.row}` : undefined;

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={total ?? (hasMore ? -1 : rows.length + 1)}
      aria-colcount={columns.length + (selection ? 1 : 0)}
      aria-multiselectable={selection ? true : undefined}
      aria-busy={isLoading ?? false}
      aria-activedescendant={activeId}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={(event) => {
        if (event.target === event.currentTarget && cursor.row === -1 && lines.length > 0)
          setCursor({ row: 0, column: -1 });
      }}
      className="relative h-full min-h-0 overflow-auto rounded-xl border border-hairline bg-surface text-sm [contain:strict]"
    >
      <div style={{ minWidth }} className="min-h-full">
        <HeaderRow {...props} template={template} height={rowHeight} rowIds={rowIds} />
        {isLoading && lines.length === 0 ? (
          <div role="rowgroup">
            {showsSkeleton
              ? Array.from({ length: SKELETON_ROWS }, (_, row) => (
                  <SkeletonRow
                    key={row}
                    template={template}
                    height={rowHeight}
                    count={columns.length + (selection ? 1 : 0)}
                  />
                ))
              : null}
          </div>
        ) : (
          <div role="rowgroup" className="relative" style={{ height: lines.length * rowHeight }}>
            {lines.slice(start, end).map((line, offset) => {
              const index = start + offset;
              const top = index * rowHeight;
              if (line.kind === 'group')
                return (
                  <Suspense key={line.id} fallback={null}>
                    <GroupRow
                      id={`${prefix}-${index}`}
                      group={line.group}
                      index={index}
                      top={top}
                      height={rowHeight}
                      template={template}
                      columns={columns}
                      isSelectable={selection !== undefined}
                      isActive={cursor.row === index}
                    />
                  </Suspense>
                );
              if (line.kind === 'more')
                return (
                  <div key={line.id} className="absolute inset-x-0" style={{ top }}>
                    <SkeletonRow template={template} height={rowHeight} count={columns.length + (selection ? 1 : 0)} />
                  </div>
                );
              const { id, row } = line;
              return (
                <TableRow
                  key={id}
                  id={`${prefix}-${index}`}
                  row={row}
                  name={rowName(row)}
                  index={index}
                  top={top}
                  height={rowHeight}
                  template={template}
                  columns={columns}
                  isActive={cursor.row === index}
                  activeColumn={cursor.row === index ? cursor.column : -1}
                  editingColumn={editing?.row === index ? editing.column : -1}
                  isSelected={selection?.isSelected(id)}
                  canOpen={onOpen !== undefined}
                  actions={actions}
                />
              );
            })}
          </div>
        )}
        {totals && lines.length > 0 ? (
          <Suspense fallback={null}>
            <TotalsRow
              columns={columns}
              totals={totals}
              template={template}
              height={rowHeight}
              isSelectable={selection !== undefined}
            />
          </Suspense>
        ) : null}
      </div>
    </div>
  );
}

/**
 * Which row a click met, and what in it: a control of its own, a cell that can be edited (a first click only goes there, a double
 * click edits), or anything else, which opens the row.
 */
function clickedRow(target: EventTarget): { index: number; kind: 'control' | 'editable' | 'plain' } {
  const element = target instanceof Element ? target : null;
  const index = Number(element?.closest<HTMLElement>('[data-index]')?.dataset.index ?? -1);
  if (element?.closest('a,button,input,label,textarea,[data-no-open]')) return { index, kind: 'control' };
  return { index, kind: element?.closest('[data-editable]') ? 'editable' : 'plain' };
}

/** The same object for the life of the list, so that rows are not drawn again for it; it always runs the newest functions. */
function useStableActions(actions: RowActions): RowActions {
  const latest = useRef(actions);
  latest.current = actions;
  return useMemo(
    () => ({
      select: (index, isRange) => latest.current.select(index, isRange),
      hover: (index) => latest.current.hover(index),
      edit: (index, column) => latest.current.edit(index, column),
      endEdit: () => latest.current.endEdit(),
    }),
    [],
  );
}

function gridTemplate<T>(columns: ReadonlyArray<Column<T>>, isSelectable: boolean): string {
  const tracks = columns.map((column, index) => {
    const width = column.width ?? DEFAULT_WIDTH;
    if (column.isSized) return `${width}px`;
    return index === 0 ? `minmax(${width}px, 1.6fr)` : `minmax(${width}px, 1fr)`;
  });
  return [isSelectable ? `${SELECT_WIDTH}px` : '', ...tracks].join(' ');
}

function SkeletonRow({ template, height, count }: { template: string; height: number; count: number }) {
  return (
    <div
      role="row"
      className="grid items-center border-b border-hairline"
      style={{ gridTemplateColumns: template, height }}
    >
      {Array.from({ length: count }, (_, cell) => (
        <span key={cell} role="gridcell" className="px-3">
          <SkeletonBlock className="h-3.5 w-3/4" />
        </span>
      ))}
    </div>
  );
}
