import { useMemo } from 'react';
import { type Filter, isLeaf } from '~/api/filter';
import type { RecordTypeInfo } from '~/api/record-types';
import { useNames } from '../parts/use-names';

/** Names of the users and accounts that conditions point at, so that a chip reads «مسئول: سارا محمدی». */
export function useFilterNames(type: RecordTypeInfo, filter: Filter | undefined): ReadonlyMap<string, string> {
  const ids = useMemo(() => {
    const found = { user: [] as string[], account: [] as string[] };
    for (const [field, id] of linkValues(filter)) {
      const target = type.fields.find((candidate) => candidate.name === field)?.target;
      if (target === 'user' || target === 'account') found[target].push(id);
    }
    return found;
  }, [type, filter]);
  const users = useNames('user', ids.user);
  const accounts = useNames('account', ids.account);
  return useMemo(() => new Map([...users, ...accounts]), [users, accounts]);
}

function linkValues(filter: Filter | undefined): Array<[field: string, id: string]> {
  if (!filter) return [];
  if (isLeaf(filter)) return typeof filter.value === 'string' ? [[filter.field, filter.value]] : [];
  if ('and' in filter) return filter.and.flatMap(linkValues);
  if ('or' in filter) return filter.or.flatMap(linkValues);
  return linkValues(filter.not);
}
