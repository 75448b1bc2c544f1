import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import type { RecordBase } from '~/api/records';
import { useCan, useMe } from '~/api/session';
import { formatMoneyCompact, formatNumber } from '~/lib/format';
import { Card } from '~/ui/card';
import { Gauge } from '~/ui/charts/gauge';
import { SkeletonBlock } from '~/ui/skeleton';
import { EmptyState } from '~/ui/states';

/** One target of `GET /targets/progress`; amounts are whole Rial, counts pieces, all as texts. */
interface TargetProgress {
  target: RecordBase & { metric: 'wonAmount' | 'wonCount' | 'activityCount'; audience: string; userId: string | null };
  goal: string;
  reached: string;
  percent: number;
  remaining: string;
  neededPerWorkingDay: string | null;
  expectedPercent: number;
  workingDaysLeft: number;
}

/** The reader's target of the month, and what each working day that is left has to bring. */
export function TargetCard() {
  const { t } = useTranslation('home');
  const me = useMe();
  const canSee = useCan('target', 'view');
  const { data, isError } = useQuery({
    queryKey: ['targets', 'progress'],
    queryFn: () => api.get<{ data: TargetProgress[] }>('/targets/progress'),
    enabled: canSee,
    staleTime: 60_000,
  });
  if (!canSee || isError) return null;
  const mine = data?.data.filter(({ target }) => target.audience !== 'user' || target.userId === me?.user.id) ?? [];
  const first = mine.find(({ target }) => target.audience === 'user') ?? mine[0];
  return (
    <Card title={t('target')}>
      {!data ? <SkeletonBlock className="h-40" /> : null}
      {data && !first ? <EmptyState isCompact title={t('noTarget')} /> : null}
      {first ? <Progress progress={first} /> : null}
    </Card>
  );
}

function Progress({ progress }: { progress: TargetProgress }) {
  const { t } = useTranslation('home');
  const say = (value: string | number) => formatGoal(progress.target.metric, value);
  const { neededPerWorkingDay: needed, workingDaysLeft: left } = progress;
  return (
    <>
      <Gauge
        label={t(`metrics.${progress.target.metric}`)}
        value={Number(progress.reached)}
        target={Number(progress.goal)}
        expected={progress.expectedPercent / 100}
        format={say}
      />
      <p className="mt-4 text-center text-sm">
        {progress.remaining === '0'
          ? t('targetReached')
          : needed === null
            ? t('targetMissing', { amount: say(progress.remaining) })
            : t('needed', { amount: say(needed), count: left })}
      </p>
    </>
  );
}

function formatGoal(metric: TargetProgress['target']['metric'], value: string | number): string {
  return metric === 'wonAmount' ? formatMoneyCompact({ amount: String(value), currency: 'IRR' }) : formatNumber(value);
}
