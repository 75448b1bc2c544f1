import type { ReactNode } from 'react';
import { type FieldInfo, fieldOf, type RecordTypeInfo, useLabel } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { Avatar } from '~/ui/avatar';
import { UserText } from '~/ui/text';
import { isShown, titleOf } from '../parts/fields';
import { RecordValue } from '../parts/record-value';
import type { RecordColumn } from './field-columns';

const MOST = 4;

interface RecordCardProps {
  type: RecordTypeInfo;
  row: RecordBase;
  columns: readonly RecordColumn[];
  aside?: ReactNode;
}

type Told = Pick<RecordColumn, 'id' | 'header' | 'cell'>;

/** A record as a card, for narrow screens: its name and what the company's layout names, else the first columns that have a value. */
export function RecordCard({ type, row, columns, aside }: RecordCardProps) {
  const label = useLabel();
  const name = titleOf(type, row);
  const columnOf = (field: FieldInfo): Told => ({
    id: field.name,
    header: label(field.label),
    cell: () => <RecordValue row={row} field={field} />,
  });
  const laidOut = type.layout?.cardFields
    ?.map((id) => fieldOf(type, id))
    .filter((field) => field !== undefined)
    .filter((field) => isShown(field) && field.name !== type.titleField)
    .map((field) => columns.find((column) => column.id === field.name) ?? columnOf(field));
  const filled = (laidOut ?? columns.slice(1)).filter((column) => hasValue(row[column.id])).slice(0, MOST);
  return (
    <div className="flex gap-3">
      <Avatar name={name} />
      <div className="min-w-0 grow">
        <div className="flex items-center gap-2">
          <UserText className="min-w-0 grow truncate font-medium">{name}</UserText>
          {aside}
        </div>
        <dl className="mt-1 flex flex-wrap gap-x-3 gap-y-1 text-xs text-muted">
          {filled.map((column) => (
            <div key={column.id} className="min-w-0 max-w-full truncate">
              <dt className="sr-only">{column.header}</dt>
              <dd className="truncate">{column.cell(row)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  );
}

function hasValue(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}
