import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { queryClient } from '~/api/query-client';
import { recordKeys } from '~/api/records';
import { say } from '~/i18n';
import { formatNumber } from '~/lib/format';
import { showJob } from '~/lib/jobs';
import { notify } from '~/lib/notices';
import { type ImportJob, type ImportMode, isBusy, type MappingEntry } from './import';

const POLL_MS = 1000;

/** What is set up before a run. */
export interface ImportPlan {
  mapping: MappingEntry[];
  mode: ImportMode;
  keyFields: string[];
  saveMappingAs?: string;
}

/** One import with its progress; asked for again while it works. */
export function useImport(id: string) {
  return useQuery({
    queryKey: recordKeys.one('imports', id),
    queryFn: ({ signal }) => api.get<ImportJob>(`/imports/${id}`, { signal }),
    refetchInterval: (query) => (query.state.data && isBusy(query.state.data) ? POLL_MS : false),
  });
}

/** The steps of an import: set up, run, stop, take back. */
export function useImportActions(job: ImportJob) {
  const { t } = useTranslation(['imports', 'common']);
  const client = useQueryClient();
  const key = recordKeys.one('imports', job.id);
  const step = (verb: 'run' | 'cancel' | 'undo') => ({
    mutationFn: () => api.post<ImportJob>(`/imports/${job.id}/${verb}`),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: recordKeys.all('imports') });
    },
    onError: (error: Error) => notify(describeError(error, t), { tone: 'danger' }),
  });
  return {
    save: useMutation({
      mutationFn: (plan: ImportPlan) => api.patch<ImportJob>(`/imports/${job.id}`, plan),
      onSuccess: (saved) => client.setQueryData(key, saved),
    }),
    run: useMutation(step('run')),
    cancel: useMutation(step('cancel')),
    undo: useMutation(step('undo')),
  };
}

const followed = new Set<string>();

/** Keeps a working import in the tray until it ends, also when its page is left. */
export function useFollowedImport(job: ImportJob | undefined): void {
  useEffect(() => {
    if (!job || !isBusy(job) || followed.has(job.id)) return;
    followed.add(job.id);
    void follow(job.id).finally(() => followed.delete(job.id));
  }, [job]);
}

async function follow(id: string): Promise<void> {
  for (let misses = 0; misses < 5; ) {
    const job = await api.get<ImportJob>(`/imports/${id}`).catch(() => undefined);
    if (!job) misses += 1;
    else {
      const done = job.progress?.read ?? 0;
      const state = isBusy(job) ? 'running' : job.status === 'failed' ? 'failed' : 'done';
      const left = remaining(job);
      const isUndo = job.status === 'undoing' || job.status === 'undone';
      showJob({
        id: `import-${id}`,
        title: say(`imports:${isUndo ? 'jobUndo' : 'job'}`, { name: job.name }),
        done,
        ...(isUndo ? {} : { total: job.totalRows }),
        state,
        ...(left && state === 'running' ? { note: say(`imports:${left.key}`, { number: left.count }) } : {}),
        href: `/imports/${id}`,
      });
      if (!isBusy(job)) break;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  await queryClient.invalidateQueries({ queryKey: ['records'] });
}

/** How long a run still takes, from its speed so far: a text of the area with its count; undefined while it is not known. */
export function remaining(job: ImportJob): { key: 'secondsLeft' | 'minutesLeft'; count: string } | undefined {
  const { read = 0, rowsPerSecond = 0 } = job.progress ?? {};
  if (rowsPerSecond <= 0 || read === 0) return undefined;
  const seconds = Math.ceil((job.totalRows - read) / rowsPerSecond);
  return seconds < 60
    ? { key: 'secondsLeft', count: formatNumber(seconds) }
    : { key: 'minutesLeft', count: formatNumber(Math.ceil(seconds / 60)) };
}
