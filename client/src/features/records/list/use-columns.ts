import { useMemo, useState } from 'react';
import { readJson, writeJson } from '~/lib/storage';
import { type ColumnChoice, chosenColumns, defaultChoice } from '~/ui/data-table';
import type { RecordColumn } from './field-columns';
import type { SavedViewRecord } from './use-saved-views';

function isChoice(value: unknown): value is ColumnChoice {
  return typeof value === 'object' && value !== null && 'shown' in value && Array.isArray(value.shown);
}

/** The columns of a list as this reader likes them: their own choice, else that of the saved view, else the usual ones. */
export function useColumns(name: string, columns: readonly RecordColumn[], view: SavedViewRecord | undefined) {
  const key = `columns.${name}${view ? `.${view.id}` : ''}`;
  const [own, setOwn] = useState<{ key: string; choice: ColumnChoice | null }>({ key: '', choice: null });
  const kept = useMemo(
    () => (own.key === key ? own.choice : readJson<ColumnChoice | null>(key, isChoice, null)),
    [own, key],
  );
  const choice = useMemo(
    () => kept ?? (view?.columns ? { shown: view.columns } : defaultChoice(columns)),
    [kept, view, columns],
  );
  const chosen = useMemo(() => chosenColumns(columns, choice), [columns, choice]);
  const setChoice = (next: ColumnChoice) => {
    writeJson(key, next);
    setOwn({ key, choice: next });
  };
  return { choice, chosen, setChoice, isOwn: kept !== null };
}
