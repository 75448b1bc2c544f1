import { useTranslation } from 'react-i18next';
import { formatMoneyCompact, formatNumber, formatPercent } from '~/lib/format';
import { Card, Stat } from '~/ui/card';
import { SkeletonBlock } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { reportQuery, type ReportSearch } from './report-search';
import type { Summary } from './report-types';
import { useReport } from './use-report';

/** The six figures that people ask for first. */
export function SummaryRow({ search }: { search: ReportSearch }) {
  const { t } = useTranslation('sales-reports');
  const query = useReport<Summary>('summary', reportQuery(search));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const totals = query.data?.totals;
  if (!totals) return <SkeletonBlock className="h-24 w-full rounded-xl" />;
  const days = (value: number | null) => (value === null ? '—' : t('days', { days: formatNumber(Math.round(value)) }));
  const stats = [
    {
      id: 'won',
      label: t('owners.wonAmount'),
      value: formatMoneyCompact(totals.wonAmount),
      note: t('countOf', { count: totals.won }),
    },
    {
      id: 'open',
      label: t('summary.openAmount'),
      value: formatMoneyCompact(totals.openAmount),
      note: t('countOf', { count: totals.open }),
    },
    {
      id: 'weighted',
      label: t('summary.weighted'),
      value: formatMoneyCompact(totals.weightedAmount),
      note: t('summary.weightedNote'),
    },
    {
      id: 'rate',
      label: t('winRate'),
      value: totals.winRate === null ? '—' : formatPercent(totals.winRate * 100, 0),
      note: t('summary.closed', { count: totals.won + totals.lost }),
    },
    {
      id: 'average',
      label: t('averageWon'),
      value: totals.averageWon ? formatMoneyCompact(totals.averageWon) : '—',
      note: t('summary.averageNote'),
    },
    {
      id: 'cycle',
      label: t('cycle'),
      value: days(totals.wonCycleDays),
      note: t('summary.lostCycle', { days: days(totals.lostCycleDays) }),
    },
  ];
  return (
    <Card>
      <div className="grid grid-cols-2 gap-x-4 gap-y-5 lg:grid-cols-3">
        {stats.map(({ id, ...stat }) => (
          <Stat key={id} {...stat} value={<span className="max-sm:text-base">{stat.value}</span>} />
        ))}
      </div>
    </Card>
  );
}
