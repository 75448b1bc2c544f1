import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatMoneyCompact, formatNumber, formatPercent } from '~/lib/format';
import { stageColor } from '~/ui/chip';
import { drillTo, withStatus } from './drill';
import { weakestStage } from './findings';
import { ReportCard } from './report-card';
import { reportQuery, type ReportSearch } from './report-search';
import type { FunnelReport, FunnelStage } from './report-types';
import { useReport } from './use-report';

/** How many came to each stage, the share that goes on, and what is open there now. */
export function FunnelCard({ search }: { search: ReportSearch }) {
  const { t } = useTranslation('sales-reports');
  const query = useReport<FunnelReport>('funnel', reportQuery(search));
  const funnel = query.data;
  const stages = funnel?.stages ?? [];
  const weakest = weakestStage(stages);
  const share = (value: number | null) => (value === null ? '—' : formatPercent(value * 100, 0));
  const days = { from: funnel?.from ?? null, to: funnel?.to ?? null };
  const scope = { ...search, pipeline: funnel?.pipelineId };
  const openIn = (stage: FunnelStage) =>
    drillTo(scope, days, [withStatus('open'), { field: 'stageId', op: 'eq', value: stage.stageId }], 'engagedOn');
  const top = funnel?.topOfFunnel;
  const max = Math.max(1, ...stages.map((stage) => stage.reached));

  return (
    <ReportCard
      className="lg:col-span-2"
      subject={t('funnel.subject')}
      finding={
        weakest
          ? t('funnel.weakest', { stage: weakest.name, rate: share(1 - (weakest.conversion ?? 0)) })
          : t('funnel.all', { count: funnel?.count ?? 0, won: formatNumber(funnel?.won ?? 0) })
      }
      query={query}
      isEmpty={!funnel || funnel.count === 0}
      columns={[t('stage'), t('funnel.reached'), t('funnel.goesOn'), t('open'), t('openAmount'), t('lost')]}
      rows={stages.map((stage) => ({
        id: stage.stageId,
        name: stage.name,
        drill: openIn(stage),
        cells: [
          formatNumber(stage.reached),
          share(stage.conversion),
          formatNumber(stage.open),
          formatMoneyCompact(stage.openAmount),
          formatNumber(stage.lost),
        ],
      }))}
      note={
        top?.alarm ? (
          <span className="flex items-start gap-2 rounded-lg bg-warning-soft px-3 py-2 text-warning-soft-foreground">
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            {t('funnel.alarm', { open: formatNumber(top.open), needed: formatNumber(top.needed) })}
          </span>
        ) : undefined
      }
    >
      <ul className="flex flex-col gap-1">
        {stages.map((stage, index) => (
          <li key={stage.stageId}>
            <Link
              to="/opportunities"
              search={openIn(stage)}
              className="grid grid-cols-[7rem_1fr] items-center gap-x-3 rounded-lg px-1 text-xs hover:bg-default md:grid-cols-[8rem_1fr_11rem]"
            >
              <span className="truncate font-medium" title={stage.name}>
                {stage.name}
              </span>
              <span className="flex h-9 justify-center">
                <span
                  className="grid min-w-12 place-items-center rounded-md px-1 text-sm font-medium"
                  style={{
                    width: `${(stage.reached / max) * 100}%`,
                    background: `color-mix(in oklab, ${stageColor(index)} 38%, var(--surface))`,
                  }}
                >
                  {formatNumber(stage.reached)}
                </span>
              </span>
              <span className="truncate text-muted max-md:col-span-2 max-md:pb-1">
                {t('funnel.openHere', { count: stage.open, amount: formatMoneyCompact(stage.openAmount) })}
              </span>
            </Link>
            <p className="grid grid-cols-[7rem_1fr] gap-x-3 px-1 text-2xs text-muted md:grid-cols-[8rem_1fr_11rem]">
              <span />
              <span className={stage === weakest ? 'text-center font-bold text-danger-soft-foreground' : 'text-center'}>
                <span aria-hidden>↓ </span>
                {t(index === stages.length - 1 ? 'funnel.winRate' : 'funnel.rate', { rate: share(stage.conversion) })}
              </span>
            </p>
          </li>
        ))}
        <li className="grid grid-cols-[7rem_1fr] items-center gap-x-3 px-1 text-xs md:grid-cols-[8rem_1fr_11rem]">
          <span className="font-medium">{t('won')}</span>
          <span className="flex h-9 justify-center">
            <span
              className="grid min-w-12 place-items-center rounded-md bg-success px-1 text-sm font-medium text-success-foreground"
              style={{ width: `${((funnel?.won ?? 0) / max) * 100}%` }}
            >
              {formatNumber(funnel?.won ?? 0)}
            </span>
          </span>
          <span className="text-muted max-md:hidden">
            {t('funnel.total', { rate: share(funnel?.conversion ?? null) })}
          </span>
        </li>
      </ul>
    </ReportCard>
  );
}
