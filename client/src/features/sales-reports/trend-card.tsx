import { fromJalali } from '@peyvand/server/persian';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addDays, toJalali, today } from '~/lib/calendar';
import { formatMoneyCompact, formatPercent, localDigits, monthNames } from '~/lib/format';
import { drillTo, withStatus } from './drill';
import { growthUntil, monthPairs } from './findings';
import { Legend } from './forecast-card';
import { monthDays } from './jalali-month';
import { ReportCard } from './report-card';
import type { ReportSearch } from './report-search';
import type { Summary } from './report-types';
import { useReport } from './use-report';

const rial = (value: number) => formatMoneyCompact({ amount: String(Math.round(value)), currency: 'IRR' });
const NOW_COLOR = 'var(--accent)';
const BEFORE_COLOR = 'color-mix(in oklab, var(--muted) 45%, var(--surface))';

/** Won amount of each Jalali month of this year beside last year's. Time runs with the text. */
export function TrendCard({ search }: { search: ReportSearch }) {
  const { t } = useTranslation('sales-reports');
  const { jy, jm } = toJalali(today());
  const query = useReport<Summary>('summary', {
    pipelineId: search.pipeline,
    ownerId: search.owner,
    groupBy: 'month',
    from: fromJalali(jy - 1, 1, 1),
    to: addDays(fromJalali(jy + 1, 1, 1), -1),
  });
  const pairs = monthPairs(query.data?.groups ?? [], jy);
  // This month is not over: it would make any year look worse than the last.
  const until = jm - 1;
  const growth = growthUntil(pairs, until);
  const max = Math.max(1, ...pairs.flatMap((pair) => [pair.current, pair.before]));
  const names = monthNames();
  const drill = (month: number) => {
    const [from, to] = monthDays(`${jy}-${String(month).padStart(2, '0')}`);
    return drillTo(search, { from, to }, [withStatus('won')], 'closedOn');
  };
  const finding =
    growth === null
      ? t('trend.noLastYear')
      : t(growth >= 0 ? 'trend.more' : 'trend.less', {
          rate: formatPercent(Math.abs(growth) * 100, 0),
          month: names[until - 1],
        });
  return (
    <ReportCard
      className="lg:col-span-2"
      subject={t('trend.subject')}
      finding={finding}
      query={query}
      isEmpty={pairs.every((pair) => pair.current === 0 && pair.before === 0)}
      columns={[t('month'), localDigits(jy), localDigits(jy - 1)]}
      rows={pairs.map((pair) => ({
        id: String(pair.month),
        name: names[pair.month - 1] ?? '',
        drill: drill(pair.month),
        cells: [rial(pair.current), rial(pair.before)],
      }))}
    >
      <div className="overflow-x-auto">
        <ul className="flex h-56 min-w-[34rem] items-stretch gap-1">
          {pairs.map((pair) => (
            <li key={pair.month} className="flex min-w-0 flex-1">
              <Link
                to="/opportunities"
                search={drill(pair.month)}
                title={t('trend.bar', { current: rial(pair.current), before: rial(pair.before) })}
                className="flex min-w-0 grow flex-col items-center gap-1 rounded-lg px-0.5 pt-1 hover:bg-default"
              >
                <span className="flex w-full grow items-end justify-center gap-0.5">
                  <span
                    className="w-full max-w-4 rounded-t-md"
                    style={{ height: `${Math.max(0.5, (pair.before / max) * 100)}%`, background: BEFORE_COLOR }}
                  />
                  <span
                    className="w-full max-w-4 rounded-t-md"
                    style={{
                      height: `${Math.max(0.5, (pair.current / max) * 100)}%`,
                      background: pair.month > jm ? BEFORE_COLOR : NOW_COLOR,
                    }}
                  />
                </span>
                <span className={pair.month === jm ? 'text-2xs font-bold' : 'text-2xs text-muted'}>
                  {names[pair.month - 1]}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
      <p className="mt-2 flex gap-4 text-2xs text-muted">
        <Legend color={NOW_COLOR} text={localDigits(jy)} />
        <Legend color={BEFORE_COLOR} text={localDigits(jy - 1)} />
      </p>
    </ReportCard>
  );
}
