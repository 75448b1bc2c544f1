import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '~/api/http';
import { type RecordTypeInfo, useRecordType, useRecordTypes } from '~/api/record-types';
import { type Page, type RecordBase, recordKeys } from '~/api/records';
import { onlyIds, titleOf } from './fields';

type Names = ReadonlyMap<string, string>;

const NONE: Names = new Map();
const MOST = 100;

/** Names of many records of one type by id, in one request; ids that the reader may not see have no name. */
export function useNames(typeName: string, ids: ReadonlyArray<string | null | undefined>): Names {
  const type = useRecordType(typeName);
  const client = useQueryClient();
  const wanted = useMemo(() => [...new Set(ids.filter((id) => typeof id === 'string'))].sort().slice(0, MOST), [ids]);
  return useQuery(namesQuery(client, typeName, type, wanted)).data ?? NONE;
}

/** Names of records of several types, one request for each type. */
export function useNamesOf(idsByType: Readonly<Record<string, readonly string[]>>): Names {
  const types = useRecordTypes();
  const client = useQueryClient();
  const answer = useQuery<Names>({
    queryKey: ['names', idsByType],
    enabled: types.length > 0 && Object.keys(idsByType).length > 0,
    staleTime: 5 * 60_000,
    placeholderData: (before) => before,
    retry: false,
    queryFn: async () => {
      const found = await Promise.all(
        Object.entries(idsByType).map(async ([name, ids]) => {
          const type = types.find((candidate) => candidate.name === name);
          return type
            ? client.fetchQuery(namesQuery(client, name, type, [...new Set(ids)].sort().slice(0, MOST)))
            : NONE;
        }),
      );
      return new Map(found.flatMap((names) => [...names]));
    },
  });
  return answer.data ?? NONE;
}

function namesQuery(
  client: QueryClient,
  typeName: string,
  type: RecordTypeInfo | undefined,
  wanted: readonly string[],
) {
  return queryOptions<Names>({
    queryKey: ['names', typeName, wanted],
    enabled: type !== undefined && wanted.length > 0,
    staleTime: 5 * 60_000,
    placeholderData: (before) => before,
    retry: false,
    queryFn: async ({ signal }) => {
      const names = new Map<string, string>();
      const resource = type?.resource ?? '';
      const missing: string[] = [];
      for (const id of wanted) {
        const known = client.getQueryData<RecordBase>(recordKeys.one(resource, id));
        if (known) names.set(id, titleOf(type, known));
        else missing.push(id);
      }
      if (missing.length === 0) return names;
      const query = { filter: onlyIds(missing), limit: missing.length };
      const page = await api.get<Page<RecordBase>>(`/${resource}`, { query, signal });
      for (const record of page.data) names.set(record.id, titleOf(type, record));
      return names;
    },
  });
}
