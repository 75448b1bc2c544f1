import { Download, Square, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { addressOf, type RecordTypeInfo } from '~/api/record-types';
import { formatNumber } from '~/lib/format';
import { notify } from '~/lib/notices';
import { Button, LinkButton } from '~/ui/button';
import { Card, Stat } from '~/ui/card';
import { Progress } from '~/ui/progress';
import type { ImportJob } from './import';
import { remaining, useImportActions } from './use-import';

/** How far a run is, and what came of it. */
export function ResultPanel({ job, type }: { job: ImportJob; type: RecordTypeInfo | undefined }) {
  const { t } = useTranslation(['imports', 'common']);
  const { cancel, undo } = useImportActions(job);
  const counts = {
    created: job.progress?.created ?? job.createdRows ?? 0,
    updated: job.progress?.updated ?? job.updatedRows ?? 0,
    unchanged: job.progress?.unchanged ?? job.unchangedRows ?? 0,
    failed: job.progress?.failed ?? job.failedRows ?? 0,
  };
  const isRunning = job.status === 'running';
  const canUndo = ['done', 'failed', 'cancelled'].includes(job.status) && counts.created + counts.updated > 0;
  const read = job.progress?.read ?? 0;
  const left = remaining(job);
  return (
    <Card title={t(`imports:status.${job.status}`)}>
      {isRunning || job.status === 'undoing' ? (
        <div className="mb-4">
          <Progress label={t('imports:title')} {...(isRunning ? { value: read / Math.max(1, job.totalRows) } : {})} />
          <p role="status" className="mt-1 text-xs text-muted">
            {isRunning
              ? t('imports:progress', { done: formatNumber(read), total: formatNumber(job.totalRows) })
              : t('imports:undoing')}{' '}
            {isRunning && left ? t(`imports:${left.key}`, { number: left.count }) : null}
          </p>
        </div>
      ) : null}
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        {(['created', 'updated', 'unchanged', 'failed'] as const).map((name) => (
          <Stat key={name} label={t(`imports:counts.${name}`)} value={formatNumber(counts[name])} />
        ))}
      </div>
      {job.undo ? (
        <p className="mt-4 text-sm">
          {t('imports:undone', { undone: formatNumber(job.undo.undone), kept: formatNumber(job.undo.kept) })}
        </p>
      ) : null}
      <div className="mt-4 flex flex-wrap gap-2">
        {type && !isRunning && job.status !== 'undone' ? (
          <LinkButton to={addressOf(type) as '/'}>{t('imports:toList')}</LinkButton>
        ) : null}
        {counts.failed > 0 ? (
          <>
            <Button icon={<Download aria-hidden />} onPress={() => void download(job, 'xlsx', t)}>
              {t('imports:failedXlsx')}
            </Button>
            <Button variant="ghost" icon={<Download aria-hidden />} onPress={() => void download(job, 'csv', t)}>
              {t('imports:failedCsv')}
            </Button>
          </>
        ) : null}
        {isRunning ? (
          <Button icon={<Square aria-hidden />} isPending={cancel.isPending} onPress={() => cancel.mutate()}>
            {t('imports:stop')}
          </Button>
        ) : null}
        {canUndo ? (
          <Button
            variant="dangerSoft"
            icon={<Undo2 aria-hidden className="rtl:-scale-x-100" />}
            isPending={undo.isPending}
            onPress={() => undo.mutate()}
          >
            {t('imports:undoAll')}
          </Button>
        ) : null}
      </div>
    </Card>
  );
}

async function download(job: ImportJob, format: 'csv' | 'xlsx', t: (key: string) => string): Promise<void> {
  try {
    const content = await api.get<Blob>(`/imports/${job.id}/errors`, { query: { format } });
    const url = URL.createObjectURL(content);
    const link = Object.assign(document.createElement('a'), { href: url, download: `import-errors.${format}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  } catch (error) {
    notify(describeError(error, t), { tone: 'danger' });
  }
}
