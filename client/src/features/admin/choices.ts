import { useQuery } from '@tanstack/react-query';
import { api } from '~/api/http';
import { type Page, type RecordBase, recordKeys } from '~/api/records';
import type { Option } from '~/ui/select';

const MOST = 200;

/** All records of a short list (roles, teams, branches) as choices. */
export function useChoices(resource: string): Option[] {
  const { data } = useQuery({
    queryKey: [...recordKeys.lists(resource), 'choices'],
    queryFn: ({ signal }) => api.get<Page<RecordBase>>(`/${resource}`, { signal, query: { limit: MOST } }),
  });
  return (data?.data ?? []).map((record) => ({
    value: record.id,
    label: String(record.name ?? record.fullName ?? record.id),
  }));
}
