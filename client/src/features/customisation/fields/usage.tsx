import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import type { RecordTypeInfo } from '~/api/record-types';
import { type Page, type RecordBase, recordKeys } from '~/api/records';

/** In how many records a field has a value. */
export function FieldUsage({ type, name }: { type: RecordTypeInfo; name: string }) {
  const { t } = useTranslation('customisation');
  const { data } = useQuery({
    queryKey: [...recordKeys.all(type.resource), 'usage', name],
    queryFn: ({ signal }) =>
      api.get<Page<RecordBase>>(`/${type.resource}`, {
        signal,
        query: { filter: { field: name, op: 'notEmpty' }, count: 'estimate', limit: 1 },
      }),
    retry: false,
  });
  if (data?.total === undefined) return null;
  return (
    <p className="text-xs text-muted">
      {t(data.totalIs === 'estimate' ? 'fields.usageMore' : 'fields.usage', { count: data.total })}
    </p>
  );
}
