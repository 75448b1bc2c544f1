import { lazy, Suspense } from 'react';
import type { FieldInfo, RecordTypeInfo } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import type { Column } from '~/ui/data-table';
import { isShown, isWritable } from '../parts/fields';
import { RecordValue } from '../parts/record-value';
import { NameCell } from './name-cell';

const InlineEditor = lazy(() => import('./inline-editor').then((module) => ({ default: module.InlineEditor })));

export type RecordColumn = Column<RecordBase>;

const WIDTHS: Partial<Record<string, number>> = {
  money: 160,
  date: 115,
  instant: 130,
  boolean: 90,
  integer: 100,
  percent: 100,
  phone: 140,
  email: 200,
  url: 200,
  choice: 120,
  longText: 240,
  tags: 180,
};
const NAME_WIDTH = 220;
const USER_WIDTH = 125;
const RATING_WIDTH = 120;
const STAR_WIDTH = 15;
const CELL_PADDING = 26;
/** Values read from left to right. */
const LTR = new Set(['phone', 'email', 'url', 'nationalId', 'legalId', 'postalCode']);
const ALSO_DEFAULT = new Set(['ownerId']);
const MOST_DEFAULT = 7;

export interface ColumnOptions {
  type: RecordTypeInfo;
  /** Columns of the screen's own; one with the id of a field takes its place. */
  own?: readonly RecordColumn[];
  /** Fields shown until the reader chooses, in this order. */
  defaults?: readonly string[];
  label: (label: FieldInfo['label']) => string;
  hrefOf: (row: RecordBase) => string;
  onPeek: ((row: RecordBase) => void) | undefined;
}

/** All columns of a record type: its name first, then the default ones in order, then the rest. */
export function columnsOf({ type, own = [], defaults, label, hrefOf, onPeek }: ColumnOptions): RecordColumn[] {
  const shown = defaults ?? likelyDefaults(type);
  const fields = type.fields.filter((field) => field.name !== type.titleField && isShown(field));
  const byId = new Map<string, RecordColumn>([
    ...fields.map((field) => [field.name, columnOf(type, field, label(field.label))] as const),
    ...own.map((column) => [column.id, column] as const),
  ]);
  const ordered = [...shown.filter((id) => byId.has(id)), ...[...byId.keys()].filter((id) => !shown.includes(id))];
  const title = type.fields.find((field) => field.name === type.titleField);
  const name: RecordColumn = {
    id: type.titleField,
    header: title ? label(title.label) : '',
    width: NAME_WIDTH,
    ...(title?.sortable ? { sortField: title.name } : {}),
    cell: (row) => <NameCell type={type} row={row} href={hrefOf(row)} onPeek={onPeek} />,
  };
  const ownName = byId.get(name.id);
  return [
    ownName ?? name,
    ...ordered
      .filter((id) => id !== name.id)
      .map((id) => ({ ...(byId.get(id) as RecordColumn), isDefault: shown.includes(id) })),
  ];
}

function columnOf(type: RecordTypeInfo, field: FieldInfo, header: string): RecordColumn {
  return {
    id: field.name,
    header,
    width: widthOf(field),
    ...(LTR.has(field.type) ? { align: 'end' as const } : {}),
    ...(field.sortable ? { sortField: field.name } : {}),
    cell: (row) => <RecordValue row={row} field={field} />,
    // A file is put there on the page of the record.
    ...(type.actions.edit && isWritable(field) && field.custom?.kind !== 'file'
      ? {
          edit: (row, done) => (
            <Suspense fallback={<RecordValue row={row} field={field} />}>
              <InlineEditor type={type} row={row} field={field} onDone={done} />
            </Suspense>
          ),
        }
      : {}),
  };
}

/** Stars of a rating stand in one row; under them is room for their mean. */
function widthOf(field: FieldInfo): number {
  if (field.custom?.kind === 'rating') return Math.max(RATING_WIDTH, (field.max ?? 0) * STAR_WIDTH + CELL_PADDING);
  return field.target === 'user' ? USER_WIDTH : (WIDTHS[field.type] ?? 140);
}

/** The first telling fields of a type that nobody has chosen columns for. */
function likelyDefaults(type: RecordTypeInfo): string[] {
  const telling = type.fields.filter(
    (field) =>
      !field.standard && isShown(field) && !field.readonly && field.type !== 'longText' && field.type !== 'links',
  );
  const names = telling.map((field) => field.name).filter((name) => name !== type.titleField);
  return [...names.slice(0, MOST_DEFAULT), ...ALSO_DEFAULT];
}
