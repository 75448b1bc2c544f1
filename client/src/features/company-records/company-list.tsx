import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import { fieldOf, type RecordTypeInfo, useRecordType } from '~/api/record-types';
import { listMode } from '~/app/list-search';
import { RouteNotFound } from '~/app/route-states';
import { ModeSwitch } from '~/features/records/list/mode-switch';
import { RecordListScreen } from '~/features/records/list/record-list-screen';
import { isShown } from '~/features/records/parts/fields';

const MOST_COLUMNS = 6;
const BoardView = lazy(() => import('./board/board-view'));

/** The list of a record type that the company has added: a table, and a board where the type has a field for its columns. */
export function CompanyList({ resource }: { resource: string }) {
  const type = useRecordType(resource);
  if (!type) return null;
  if (!type.company) return <RouteNotFound />;
  return <List key={type.name} type={type} />;
}

function List({ type }: { type: RecordTypeInfo }) {
  const { mode } = useSearch({ strict: false }) as { mode?: unknown };
  const columns = useMemo(
    () =>
      type.fields
        .filter((field) => field.custom && field.type !== 'longText' && isShown(field))
        .map((field) => field.name)
        .slice(0, MOST_COLUMNS)
        .concat('ownerId'),
    [type],
  );
  const boardField = fieldOf(type, type.company?.boardField ?? '');
  const isBoardable = boardField !== undefined && boardField.type === 'choice' && canGroupBy(boardField.level);
  const cardFields = useMemo(
    () =>
      (type.layout?.cardFields ?? type.layout?.listColumns ?? columns)
        .map((name) => fieldOf(type, name))
        .filter((field) => field !== undefined)
        .filter((field) => isShown(field) && field.name !== boardField?.name && field.name !== type.titleField),
    [type, columns, boardField],
  );
  const shownMode = isBoardable ? (listMode(mode) ?? 'table') : 'table';
  return (
    <RecordListScreen
      type={type.name}
      defaultColumns={columns}
      {...(isBoardable ? { modes: <ModeSwitch mode={shownMode} /> } : {})}
      {...(isBoardable && shownMode === 'board'
        ? {
            renderBody: (body) => (
              <Suspense fallback={null}>
                <BoardView type={type} field={boardField} cardFields={cardFields} body={body} />
              </Suspense>
            ),
          }
        : {})}
    />
  );
}

/** Whose choice is masked or hidden stands in no column. */
function canGroupBy(level: string | undefined): boolean {
  return level !== 'masked' && level !== 'hidden';
}
