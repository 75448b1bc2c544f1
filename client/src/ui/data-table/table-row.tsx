import { memo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import type { Column } from './columns';
import { SELECT_WIDTH } from './props';
import { RowCheckbox } from './row-checkbox';

/** What a row asks of its list, by its index. */
export interface RowActions {
  select: (index: number, isRange: boolean) => void;
  hover: (index: number) => void;
  edit: (index: number, column: number) => void;
  endEdit: () => void;
}

interface TableRowProps<T> {
  id: string;
  row: T;
  name: string;
  index: number;
  top: number;
  height: number;
  template: string;
  columns: ReadonlyArray<Column<T>>;
  isActive: boolean;
  activeColumn: number;
  editingColumn: number;
  /** Undefined where rows cannot be selected. */
  isSelected: boolean | undefined;
  canOpen: boolean;
  actions: RowActions;
}

function Row<T>(props: TableRowProps<T>) {
  const {
    id,
    row,
    name,
    index,
    top,
    height,
    template,
    columns,
    isActive,
    activeColumn,
    editingColumn,
    isSelected,
    actions,
  } = props;
  const { t } = useTranslation();
  const isSelectable = isSelected !== undefined;
  const background = isSelected
    ? 'bg-accent-soft'
    : isActive
      ? 'bg-surface-secondary'
      : 'bg-surface group-hover/row:bg-surface-secondary';
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-index={index}
      onPointerEnter={() => actions.hover(index)}
      className={cn(
        'group/row absolute inset-x-0 grid border-b border-hairline',
        props.canOpen && 'cursor-pointer',
        isActive &&
          'z-[1] in-focus:shadow-[inset_2px_0_0_var(--focus)] rtl:in-focus:shadow-[inset_-2px_0_0_var(--focus)]',
        background,
      )}
      style={{ top, height, gridTemplateColumns: template }}
    >
      {isSelectable ? (
        <span
          role="gridcell"
          className={cn('sticky start-0 z-10 grid place-items-center', background)}
          onClickCapture={(event) => {
            if (!event.shiftKey) return;
            event.preventDefault();
            event.stopPropagation();
            // After the event: the browser puts a prevented checkbox back, also when it was drawn as ticked meanwhile.
            setTimeout(() => actions.select(index, true), 0);
          }}
        >
          <RowCheckbox
            label={t('table.selectRow', { name })}
            isSelected={isSelected}
            onChange={() => actions.select(index, false)}
          />
        </span>
      ) : null}
      {columns.map((column, position) => (
        <span
          key={column.id}
          role="gridcell"
          data-editable={column.edit ? '' : undefined}
          onDoubleClick={() => column.edit && actions.edit(index, position)}
          className={cn(
            'flex min-w-0 items-center px-3',
            column.align === 'end' && 'justify-end',
            position === 0 && cn('sticky z-[5] font-medium', background),
            activeColumn === position && 'outline-2 -outline-offset-2 outline-focus',
          )}
          style={position === 0 ? { insetInlineStart: isSelectable ? SELECT_WIDTH : 0 } : undefined}
        >
          {editingColumn === position && column.edit ? (
            <span className="w-full">{column.edit(row, actions.endEdit)}</span>
          ) : (
            <span className="min-w-0 truncate">{column.cell(row)}</span>
          )}
        </span>
      ))}
    </div>
  );
}

/** A row is drawn again only when something of its own changed. */
export const TableRow = memo(Row) as <T>(props: TableRowProps<T>) => ReactElement;
