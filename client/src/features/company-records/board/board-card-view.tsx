import { type FieldInfo, useLabel } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { isBlank } from '~/features/records/form/form-fields';
import { RecordValue } from '~/features/records/parts/record-value';

/** Height of a card in pixels; every card has it. */
export const CARD_HEIGHT = 132;
/** Lines for which a card has room below a name of two lines. */
export const CARD_LINES = 3;

/** What stands below the name of a record on the board: its telling fields, a line for each. */
export function BoardCardView({ row, fields }: { row: RecordBase; fields: readonly FieldInfo[] }) {
  const label = useLabel();
  const filled = fields.filter((field) => !isBlank(row[field.name])).slice(0, CARD_LINES);
  return (
    <dl className="mt-auto flex flex-col gap-0.5 text-xs text-muted">
      {filled.map((field) => (
        <div key={field.name} className="flex min-w-0 items-center gap-1.5" title={label(field.label)}>
          <dt className="sr-only">{label(field.label)}</dt>
          <dd className="min-w-0 truncate">
            <RecordValue row={row} field={field} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
