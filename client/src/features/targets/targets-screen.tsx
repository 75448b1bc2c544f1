import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight, Copy, Goal, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { recordKeys } from '~/api/records';
import { useCan } from '~/api/session';
import { useRemoveWithUndo } from '~/api/undo';
import { Page } from '~/app/page';
import { formatMonth } from '~/lib/format';
import { notify } from '~/lib/notices';
import { usePreferences } from '~/lib/preferences';
import { Button, IconButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { Dialog } from '~/ui/dialog';
import { SkeletonText } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import { shiftMonth, type Target, type TargetProgress, thisMonth } from './target';
import { TargetRow } from './target-row';
import { targetsSearch } from './targets-search';

const TargetForm = lazy(() => import('./target-form'));

interface Month {
  from: string;
  to: string;
  data: TargetProgress[];
}

const progressOf = (period: string) => api.get<Month>('/targets/progress', { query: { period } });

/** The targets of one Jalali month, live. */
export function TargetsScreen() {
  const { t } = useTranslation(['targets', 'common']);
  const navigate = useNavigate();
  const client = useQueryClient();
  const canCreate = useCan('target', 'create');
  const { month = thisMonth() } = targetsSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const [open, setOpen] = useState<{ target: Target | undefined } | null>(null);
  usePreferences();
  const query = useQuery({ queryKey: ['records', 'targets', 'progress', month], queryFn: () => progressOf(month) });
  const removeTargets = useRemoveWithUndo<Target>('targets', () => t('targets:one'));
  const refresh = () => client.invalidateQueries({ queryKey: recordKeys.all('targets') });
  const go = (by: number) =>
    void navigate({ to: '/targets', search: targetsSearch({ month: shiftMonth(month, by) }), replace: true });

  const save = async (body: object) => {
    const target = open?.target;
    if (target) await api.patch(`/targets/${target.id}`, body, { ifMatch: target.version });
    else await api.post('/targets', body);
    await refresh();
    setOpen(null);
    notify(t('targets:saved'), { tone: 'success' });
  };
  const copyLast = async () => {
    try {
      const last = await progressOf(shiftMonth(month, -1));
      for (const { target } of last.data.filter((progress) => progress.target.period)) {
        const { metric, audience, userId, teamId, orgUnitId, amount, count } = target;
        await api.post('/targets', { metric, audience, userId, teamId, orgUnitId, amount, count, period: month });
      }
      notify(t('targets:copied', { count: last.data.length }), { tone: 'success' });
    } catch (error) {
      notify(
        describeError(error, (key) => t(key as 'common:errors.unexpected')),
        { tone: 'danger' },
      );
    }
    await refresh();
  };

  const title = query.data ? formatMonth(query.data.from) : '';
  const rows = query.data?.data ?? [];
  return (
    <Page
      title={t('targets:title')}
      aside={
        <span className="flex items-center gap-1">
          <IconButton label={t('targets:earlier')} size="sm" onPress={() => go(-1)}>
            <ChevronLeft aria-hidden className="rtl:-scale-x-100" />
          </IconButton>
          <span className="min-w-28 text-center font-medium">{title}</span>
          <IconButton label={t('targets:later')} size="sm" onPress={() => go(1)}>
            <ChevronRight aria-hidden className="rtl:-scale-x-100" />
          </IconButton>
        </span>
      }
      actions={
        canCreate ? (
          <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => setOpen({ target: undefined })}>
            {t('targets:new')}
          </Button>
        ) : undefined
      }
    >
      <Card>
        {query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <SkeletonText lines={6} />
        ) : rows.length === 0 ? (
          <EmptyState
            icon={Goal}
            title={t('targets:empty')}
            text={t('targets:emptyText')}
            actions={
              canCreate ? (
                <Button icon={<Copy aria-hidden />} onPress={() => void copyLast()}>
                  {t('targets:copyLast')}
                </Button>
              ) : undefined
            }
          />
        ) : (
          <ul className="flex flex-col">
            {rows.map((progress) => (
              <TargetRow
                key={progress.target.id}
                progress={progress}
                onEdit={() => setOpen({ target: progress.target })}
                onRemove={() => removeTargets([progress.target])}
              />
            ))}
          </ul>
        )}
      </Card>
      {open ? (
        <Dialog
          isOpen
          isDismissable={false}
          onOpenChange={() => setOpen(null)}
          title={open.target ? t('targets:edit') : t('targets:new')}
          subtitle={title}
        >
          <Suspense fallback={<SkeletonText lines={4} />}>
            <TargetForm
              period={open.target?.period ?? month}
              target={open.target}
              onCancel={() => setOpen(null)}
              onSave={save}
            />
          </Suspense>
        </Dialog>
      ) : null}
    </Page>
  );
}
