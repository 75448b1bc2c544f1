import { Link, useSearch } from '@tanstack/react-router';
import { FileSpreadsheet } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabel, useRecordTypes } from '~/api/record-types';
import { useRecordList } from '~/api/records';
import { useCan } from '~/api/session';
import { Page } from '~/app/page';
import { formatNumber } from '~/lib/format';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Chip } from '~/ui/chip';
import { SkeletonBlock, SkeletonText } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import { JalaliInstant, UserText } from '~/ui/text';
import { type ImportJob, STATUS_TONES } from './import';
import { SavedMappings } from './saved-mappings';

const UploadPanel = lazy(() => import('./upload-panel'));

/** A new file, and what became of the earlier ones. */
export function ImportsScreen() {
  const { t } = useTranslation(['imports', 'common']);
  const { type } = useSearch({ strict: false }) as { type?: string };
  const canCreate = useCan('import', 'create');
  const list = useRecordList<ImportJob>('imports', { sort: '-id' });
  return (
    <Page title={t('title')}>
      {canCreate ? (
        <Suspense fallback={<SkeletonBlock className="h-72 rounded-xl" />}>
          <UploadPanel type={type} />
        </Suspense>
      ) : null}
      <Card title={t('earlier')} isFlush>
        {list.isLoading ? (
          <div className="p-4">
            <SkeletonText lines={4} />
          </div>
        ) : null}
        {list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.isSuccess && list.rows.length === 0 ? (
          <EmptyState isCompact icon={FileSpreadsheet} title={t('none')} text={t('noneText')} />
        ) : null}
        <ul className="flex flex-col p-2">
          {list.rows.map((job) => (
            <ImportRow key={job.id} job={job} />
          ))}
        </ul>
        {list.hasNextPage ? (
          <Button variant="ghost" className="m-2" onPress={list.loadMore}>
            {t('common:actions.more')}
          </Button>
        ) : null}
      </Card>
      <SavedMappings />
    </Page>
  );
}

function ImportRow({ job }: { job: ImportJob }) {
  const { t } = useTranslation('imports');
  const label = useLabel();
  const type = useRecordTypes().find((each) => each.name === job.recordType);
  return (
    <li>
      <Link
        to="/imports/$id"
        params={{ id: job.id }}
        className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 rounded-lg px-2 py-1.5 text-sm hover:bg-surface-secondary"
      >
        <UserText className="min-w-40 grow truncate font-medium">{job.name}</UserText>
        <span className="text-xs text-muted">
          {type ? label({ fa: type.labels.fa.many, en: type.labels.en.many }) : null}
        </span>
        <span className="text-xs text-muted">{t('rows', { number: formatNumber(job.totalRows) })}</span>
        <Chip tone={STATUS_TONES[job.status]}>{t(`status.${job.status}`)}</Chip>
        <JalaliInstant value={job.createdAt} className="text-xs text-muted" />
      </Link>
    </li>
  );
}
