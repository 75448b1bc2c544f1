import type { ReactNode } from 'react';
import type { RecordTypeInfo } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { Avatar } from '~/ui/avatar';
import { UserText } from '~/ui/text';
import { titleOf } from '../parts/fields';
import type { RecordColumn } from './field-columns';

const MOST = 4;

interface RecordCardProps {
  type: RecordTypeInfo;
  row: RecordBase;
  columns: readonly RecordColumn[];
  aside?: ReactNode;
}

/** A record as a card, for narrow screens: its name and the first columns that have a value. */
export function RecordCard({ type, row, columns, aside }: RecordCardProps) {
  const name = titleOf(type, row);
  const fields = type.layout?.cardFields;
  const told = fields
    ?.map((name) => columns.find((column) => column.id === name))
    .filter((column) => column !== undefined);
  const filled = (told ?? columns.slice(1)).filter((column) => hasValue(row[column.id])).slice(0, MOST);
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
