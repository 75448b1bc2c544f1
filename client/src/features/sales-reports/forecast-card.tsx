import { useTranslation } from 'react-i18next';
import { formatMoneyCompact, formatNumber } from '~/lib/format';
import { drillTo, withStatus } from './drill';
import { amountOf } from './findings';
import { monthDays, monthTitle } from './jalali-month';
import { ReportCard } from './report-card';
import type { ReportSearch } from './report-search';
import type { ForecastReport } from './report-types';
import { useReport } from './use-report';

/** What this month and the next two promise: won already, and the open ones by probability and by experience. */
export function ForecastCard({ search }: { search: ReportSearch }) {
  const { t } = useTranslation('sales-reports');
  const query = useReport<ForecastReport>('forecast', {
    pipelineId: search.pipeline,
    ownerId: search.owner,
    months: 3,
  });
  const months = query.data?.months ?? [];
  const now = months[0];
  const max = Math.max(1, ...months.flatMap((month) => [amountOf(month.byProbability), amountOf(month.byHistory)]));
  const width = (value: number) => ({ width: `${(value / max) * 100}%` });
  const drill = (month: string) =>
    drillTo(search, { from: null, to: null }, [
      withStatus('open'),
      { field: 'expectedCloseOn', op: 'between', value: monthDays(month) },
    ]);
  return (
    <ReportCard
      subject={t('forecast.subject')}
      finding={
        now
          ? t('forecast.finding', { month: monthTitle(now.month), amount: formatMoneyCompact(now.byProbability) })
          : ''
      }
      query={query}
      isEmpty={months.every((month) => month.open === 0 && month.won === 0)}
      columns={[
        t('month'),
        t('forecast.wonSoFar'),
        t('open'),
        t('openAmount'),
        t('forecast.byProbability'),
        t('forecast.byHistory'),
      ]}
      rows={months.map((month) => ({
        id: month.month,
        name: monthTitle(month.month),
        drill: drill(month.month),
        cells: [
          formatMoneyCompact(month.wonAmount),
          formatNumber(month.open),
          formatMoneyCompact(month.openAmount),
          formatMoneyCompact(month.byProbability),
          formatMoneyCompact(month.byHistory),
        ],
      }))}
      note={now && now.late > 0 ? t('forecast.late', { count: now.late }) : undefined}
    >
      <ul className="flex flex-col gap-4" aria-hidden>
        {months.map((month) => (
          <li key={month.month} className="text-xs">
            <div className="mb-1 flex items-baseline gap-2">
              <span className="text-sm font-medium">{monthTitle(month.month)}</span>
              <span className="text-muted">{t('forecast.openCount', { count: month.open })}</span>
            </div>
            <Line
              label={t('forecast.byProbability')}
              text={formatMoneyCompact(month.byProbability)}
              parts={[
                { color: 'var(--success)', style: width(amountOf(month.wonAmount)) },
                { color: 'var(--accent)', style: width(amountOf(month.weightedAmount)) },
              ]}
            />
            <Line
              label={t('forecast.byHistory')}
              text={formatMoneyCompact(month.byHistory)}
              parts={[
                { color: 'var(--success)', style: width(amountOf(month.wonAmount)) },
                {
                  color: 'color-mix(in oklab, var(--accent) 45%, var(--surface))',
                  style: width(amountOf(month.historicalAmount)),
                },
              ]}
            />
          </li>
        ))}
      </ul>
      <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-2xs text-muted">
        <Legend color="var(--success)" text={t('forecast.wonSoFar')} />
        <Legend color="var(--accent)" text={t('forecast.probabilityHelp')} />
        <Legend color="color-mix(in oklab, var(--accent) 45%, var(--surface))" text={t('forecast.historyHelp')} />
      </p>
    </ReportCard>
  );
}

interface LinePart {
  color: string;
  style: { width: string };
}

function Line({ label, text, parts }: { label: string; text: string; parts: readonly LinePart[] }) {
  return (
    <div className="grid min-h-7 grid-cols-[6.5rem_1fr_auto] items-center gap-2.5">
      <span className="truncate text-muted">{label}</span>
      <span className="flex h-5 overflow-hidden rounded-md bg-surface-tertiary">
        {parts.map((part) => (
          <span key={part.color} style={{ ...part.style, background: part.color }} />
        ))}
      </span>
      <span className="min-w-24 text-end whitespace-nowrap">{text}</span>
    </div>
  );
}

export function Legend({ color, text }: { color: string; text: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className="size-2.5 rounded-sm" style={{ background: color }} />
      {text}
    </span>
  );
}
