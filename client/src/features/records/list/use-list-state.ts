import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { listSearch, type ListSearch } from '~/app/list-search';

/** State of a list, kept in the address bar. Parameters of the screen's own (such as its mode) are left alone. */
export function useListState(): [ListSearch, (patch: Partial<ListSearch>, isStep?: boolean) => void] {
  const search = listSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const navigate = useNavigate();
  const change = useCallback(
    (patch: Partial<ListSearch>, isStep = false) =>
      void navigate({
        to: '.',
        search: ((before: Record<string, unknown>) => ({ ...before, ...patch })) as never,
        replace: !isStep,
        resetScroll: false,
      }),
    [navigate],
  );
  return [search, change];
}
