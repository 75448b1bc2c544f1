import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HistoryAsOfResponse } from '~/api/generated';
import { api } from '~/api/http';
import { type RecordTypeInfo, useLabel } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { cn } from '~/lib/cn';
import { SkeletonText } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import { LooseValue } from '../parts/record-value';

interface PastRecordProps {
  type: RecordTypeInfo;
  record: RecordBase;
  /** Instant. */
  at: string;
}

const BOOKKEEPING = new Set(['id', 'version', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'custom']);

/** The record as it was at an instant; what is another today is marked and stands beside it. */
export function PastRecord({ type, record, at }: PastRecordProps) {
  const { t } = useTranslation('history');
  const label = useLabel();
  const { data, error, refetch } = useQuery({
    queryKey: ['records', type.resource, 'as-of', record.id, record.version, at],
    queryFn: ({ signal }) =>
      api.get<HistoryAsOfResponse>(`/${type.resource}/${record.id}/as-of`, { query: { at }, signal }),
    retry: false,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonText lines={5} />;
  if (!data.existed || !data.values) return <EmptyState isCompact title={t('past.none')} />;
  const values = data.values as Record<string, unknown>;
  const isBlank = (value: unknown) =>
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  const fields = type.fields.filter(
    ({ name }) => !BOOKKEEPING.has(name) && name in values && (data.changed.includes(name) || !isBlank(values[name])),
  );
  return (
    <div className="flex flex-col gap-2">
      {data.removed ? <p className="text-sm text-warning-soft-foreground">{t('past.removed')}</p> : null}
      {data.changed.length === 0 ? <p className="text-sm text-muted">{t('past.same')}</p> : null}
      <dl className="flex flex-col">
        {fields.map((field) => {
          const isChanged = data.changed.includes(field.name);
          return (
            <div
              key={field.name}
              className={cn(
                'flex flex-wrap items-baseline gap-x-3 rounded-md px-2 py-1.5 text-sm',
                isChanged && 'bg-warning-soft',
              )}
            >
              <dt className="w-32 shrink-0 text-xs text-muted">{label(field.label)}</dt>
              <dd className="min-w-0">
                <LooseValue field={field} value={values[field.name] ?? null} />
              </dd>
              {isChanged ? (
                <dd className="min-w-0 text-xs text-muted">
                  {t('past.now')}: <LooseValue field={field} value={record[field.name] ?? null} />
                </dd>
              ) : null}
            </div>
          );
        })}
      </dl>
    </div>
  );
}
