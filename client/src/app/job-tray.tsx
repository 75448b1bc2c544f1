import { useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '~/lib/format';
import { hideJob, jobs } from '~/lib/jobs';
import { useStore } from '~/lib/store';
import { Button, IconButton } from '~/ui/button';
import { Progress } from '~/ui/progress';

/** Long work with its progress. It can be hidden; the work goes on. */
export function JobTray() {
  const { t } = useTranslation(['shell', 'common']);
  const navigate = useNavigate();
  const shown = useStore(jobs);
  if (shown.length === 0) return null;
  return (
    <section
      aria-label={t('jobs.title')}
      className="fixed end-4 bottom-20 z-30 flex w-80 max-w-[calc(100%-2rem)] flex-col gap-2 md:bottom-4"
    >
      {shown.map((job) => (
        <div key={job.id} className="rounded-xl bg-overlay p-3 shadow-overlay">
          <div className="mb-1 flex items-center gap-2">
            <span className="min-w-0 grow truncate text-sm font-medium">{job.title}</span>
            <IconButton label={t('jobs.hide')} size="sm" hasTooltip={false} onPress={() => hideJob(job.id)}>
              <X aria-hidden />
            </IconButton>
          </div>
          {job.state === 'running' ? (
            <Progress label={job.title} value={job.total ? job.done / job.total : undefined} />
          ) : null}
          <p role="status" className="mt-1 text-2xs text-muted">
            {job.state === 'running' && job.total
              ? t('jobs.progress', { done: formatNumber(job.done), total: formatNumber(job.total) })
              : null}
            {job.state === 'done' ? t('jobs.done') : null}
            {job.state === 'failed' ? t('jobs.failed') : null}
            {job.note ? ` ${job.note}` : ''}
          </p>
          {job.href ? (
            <Button size="sm" variant="ghost" onPress={() => void navigate({ href: job.href })}>
              {t('common:actions.open')}
            </Button>
          ) : null}
        </div>
      ))}
    </section>
  );
}
