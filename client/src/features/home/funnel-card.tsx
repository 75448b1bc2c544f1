import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { useMe } from '~/api/session';
import { type Money, formatMoneyCompact, formatNumber } from '~/lib/format';
import { Card } from '~/ui/card';
import { stageColor } from '~/ui/chip';
import { SkeletonText } from '~/ui/skeleton';

interface Funnel {
  stages: Array<{ stageId: string; name: string; open: number; openAmount: Money | null }>;
}

/** The reader's open opportunities by stage. A stage leads to its rows. */
export function FunnelCard() {
  const { t } = useTranslation('home');
  const navigate = useNavigate();
  const me = useMe();
  const { data, isError } = useQuery({
    queryKey: ['reports', 'funnel', 'mine', me?.user.id],
    queryFn: () =>
      api.get<Funnel>('/reports/sales/funnel', {
        query: { filter: { field: 'ownerId', op: 'eq', value: { me: true } } },
      }),
    enabled: me !== undefined,
    staleTime: 60_000,
  });
  if (isError) return null;
  const stages = data?.stages.filter((stage) => stage.open > 0) ?? [];
  const most = Math.max(1, ...stages.map((stage) => stage.open));
  const open = (stageId: string) =>
    void navigate({
      to: '/opportunities' as '/',
      search: {
        filter: {
          and: [
            { field: 'ownerId', op: 'eq', value: { me: true } },
            { field: 'status', op: 'eq', value: 'open' },
            { field: 'stageId', op: 'eq', value: stageId },
          ],
        },
      } as never,
    });
  return (
    <Card
      title={t('funnel')}
      actions={
        <Link to={'/opportunities' as '/'} className="text-xs text-accent-soft-foreground hover:underline">
          {t('all')}
        </Link>
      }
    >
      {!data ? <SkeletonText lines={4} /> : null}
      {data && stages.length === 0 ? <p className="text-sm text-muted">{t('noOpportunity')}</p> : null}
      <ul className="flex flex-col gap-1.5">
        {stages.map((stage) => (
          <li key={stage.stageId}>
            <button
              type="button"
              onClick={() => open(stage.stageId)}
              className="w-full cursor-pointer rounded-md text-start text-xs hover:bg-surface-secondary"
            >
              <span className="flex justify-between gap-2">
                <span className="truncate">{stage.name}</span>
                <span className="shrink-0 text-muted">
                  {formatNumber(stage.open)} · {formatMoneyCompact(stage.openAmount)}
                </span>
              </span>
              <span
                aria-hidden
                className="mt-0.5 block h-2 rounded-full"
                style={{
                  width: `${(stage.open / most) * 100}%`,
                  background: stageColor(data?.stages.indexOf(stage) ?? 0),
                }}
              />
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
