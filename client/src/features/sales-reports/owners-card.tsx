import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatMoneyCompact, formatNumber, formatPercent } from '~/lib/format';
import { Avatar } from '~/ui/avatar';
import { drillTo, withStatus } from './drill';
import { amountOf, bestOwner } from './findings';
import { ReportCard } from './report-card';
import { reportQuery, type ReportSearch } from './report-search';
import type { OwnerFigures, OwnersReport } from './report-types';
import { useReport } from './use-report';

const SHOWN = 12;

/** What each salesperson has won, lost and done. */
export function OwnersCard({ search }: { search: ReportSearch }) {
  const { t } = useTranslation('sales-reports');
  const query = useReport<OwnersReport>('owners', reportQuery(search));
  const owners = query.data?.data ?? [];
  const best = bestOwner(owners);
  const max = Math.max(1, ...owners.map((owner) => amountOf(owner.wonAmount)));
  const days = { from: query.data?.from ?? null, to: query.data?.to ?? null };
  const drill = (owner: OwnerFigures) =>
    drillTo({ ...search, owner: owner.ownerId ?? undefined }, days, [withStatus('won')], 'closedOn');
  const rate = (value: number | null) => (value === null ? '—' : formatPercent(value * 100, 0));
  return (
    <ReportCard
      className="lg:col-span-2"
      subject={t('owners.subject')}
      finding={best ? t('owners.finding', { name: best.name ?? '', share: rate(best.wonShare) }) : t('owners.none')}
      query={query}
      isEmpty={owners.length === 0}
      columns={[
        t('owner'),
        t('owners.wonAmount'),
        t('won'),
        t('lost'),
        t('winRate'),
        t('averageWon'),
        t('cycle'),
        t('open'),
        t('owners.activities'),
      ]}
      rows={owners.map((owner) => ({
        id: owner.ownerId ?? 'none',
        name: owner.name ?? t('owners.nobody'),
        drill: drill(owner),
        cells: [
          formatMoneyCompact(owner.wonAmount),
          formatNumber(owner.won),
          formatNumber(owner.lost),
          rate(owner.winRate),
          owner.averageWon ? formatMoneyCompact(owner.averageWon) : '—',
          owner.wonCycleDays === null ? '—' : t('days', { days: formatNumber(Math.round(owner.wonCycleDays)) }),
          formatNumber(owner.open),
          formatNumber(owner.activities),
        ],
      }))}
    >
      <ul className="flex flex-col gap-0.5">
        {owners.slice(0, SHOWN).map((owner) => (
          <li key={owner.ownerId ?? 'none'}>
            <Link
              to="/opportunities"
              search={drill(owner)}
              className="grid min-h-11 grid-cols-[9rem_1fr] items-center gap-x-3 rounded-lg px-1 text-xs hover:bg-default md:grid-cols-[11rem_1fr_8rem_13rem]"
            >
              <span className="flex min-w-0 items-center gap-2">
                <Avatar name={owner.name ?? '؟'} size="sm" />
                <span className="truncate font-medium">{owner.name ?? t('owners.nobody')}</span>
              </span>
              <span className="h-4 rounded-md bg-surface-tertiary">
                <span
                  className="block h-full min-w-1 rounded-md bg-accent"
                  style={{ width: `${(amountOf(owner.wonAmount) / max) * 100}%` }}
                />
              </span>
              <span className="font-medium whitespace-nowrap max-md:hidden">{formatMoneyCompact(owner.wonAmount)}</span>
              <span className="truncate text-muted max-md:col-span-2 max-md:pb-1">
                {t('owners.line', {
                  won: formatNumber(owner.won),
                  lost: formatNumber(owner.lost),
                  rate: rate(owner.winRate),
                  activities: formatNumber(owner.activities),
                })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </ReportCard>
  );
}
