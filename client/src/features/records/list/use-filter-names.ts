import { useMemo } from 'react';
import { type Filter, isLeaf } from '~/api/filter';
import type { FieldInfo } from '~/api/record-types';
import { fieldOfLeaf } from '~/ui/filter/leaf-field';
import { useNamesOf } from '../parts/use-names';

/** Names of the records that conditions point at, so that a chip reads «مسئول: سارا محمدی». */
export function useFilterNames(fields: readonly FieldInfo[], filter: Filter | undefined): ReadonlyMap<string, string> {
  const ids = useMemo(() => {
    const found: Record<string, string[]> = {};
    for (const [target, id] of linkValues(fields, filter)) found[target] = [...(found[target] ?? []), id];
    return found;
  }, [fields, filter]);
  return useNamesOf(ids);
}

function linkValues(fields: readonly FieldInfo[], filter: Filter | undefined): Array<[target: string, id: string]> {
  if (!filter) return [];
  if (isLeaf(filter)) {
    const target = fieldOfLeaf(fields, filter)?.target;
    return target && typeof filter.value === 'string' ? [[target, filter.value]] : [];
  }
  if ('and' in filter) return filter.and.flatMap((part) => linkValues(fields, part));
  if ('or' in filter) return filter.or.flatMap((part) => linkValues(fields, part));
  return linkValues(fields, filter.not);
}
