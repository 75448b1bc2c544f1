import { useMemo } from 'react';
import { useRecordType } from '~/api/record-types';
import { RecordListScreen } from '~/features/records/list/record-list-screen';
import { isShown } from '~/features/records/parts/fields';
import { RouteNotFound } from '~/app/route-states';

const MOST_COLUMNS = 6;

/** The list of a record type that the company has added. */
export function CompanyList({ resource }: { resource: string }) {
  const type = useRecordType(resource);
  const columns = useMemo(
    () =>
      type?.fields
        .filter((field) => field.custom && field.type !== 'longText' && isShown(field))
        .map((field) => field.name)
        .slice(0, MOST_COLUMNS)
        .concat('ownerId') ?? [],
    [type],
  );
  if (!type) return null;
  if (!type.company) return <RouteNotFound />;
  return <RecordListScreen key={type.name} type={type.name} defaultColumns={columns} />;
}
