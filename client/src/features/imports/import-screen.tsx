import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '~/api/query-client';
import { useLabel, useRecordType } from '~/api/record-types';
import { Page } from '~/app/page';
import { formatNumber } from '~/lib/format';
import { LinkButton } from '~/ui/button';
import { SkeletonBlock } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { isBusy, isOpenForMapping } from './import';
import { ResultPanel } from './result-panel';
import { useFollowedImport, useImport } from './use-import';

const MappingStep = lazy(() => import('./mapping-step'));

/** One import from its mapping to its result. */
export function ImportScreen() {
  const { t } = useTranslation('imports');
  const label = useLabel();
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: job, error, refetch } = useImport(id);
  const type = useRecordType(job?.recordType ?? '');
  useFollowedImport(job);

  // The lists show what a run has written as soon as it ends.
  const wasBusy = useRef(false);
  const busy = job ? isBusy(job) : false;
  useEffect(() => {
    if (wasBusy.current && !busy) void queryClient.invalidateQueries({ queryKey: ['records'] });
    wasBusy.current = busy;
  }, [busy]);

  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Page
      title={job?.name ?? t('title')}
      aside={
        job && type ? (
          <span className="text-sm text-muted">
            {label({ fa: type.labels.fa.many, en: type.labels.en.many })}،{' '}
            {t('rows', { number: formatNumber(job.totalRows) })}
          </span>
        ) : undefined
      }
      actions={
        <LinkButton to="/imports" variant="ghost">
          {t('all')}
        </LinkButton>
      }
    >
      {!job ? <SkeletonBlock className="h-80 rounded-xl" /> : null}
      {job && job.status !== 'mapping' ? <ResultPanel job={job} type={type} /> : null}
      {job && type && isOpenForMapping(job) ? (
        <Suspense fallback={<SkeletonBlock className="h-80 rounded-xl" />}>
          <MappingStep key={job.id} job={job} type={type} />
        </Suspense>
      ) : null}
    </Page>
  );
}
