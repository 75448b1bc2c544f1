import { useTranslation } from 'react-i18next';
import { formatMoneyCompact, formatNumber, formatPercent } from '~/lib/format';
import { BarRows } from './bar-rows';
import { type Drill, drillTo, withStatus } from './drill';
import { largestShare } from './findings';
import { ReportCard } from './report-card';
import { reportQuery, type ReportSearch } from './report-search';
import type { LossReport, Share } from './report-types';
import { useReport } from './use-report';

const PARTS = {
  reasons: 'lossReasonId',
  stages: 'stageId',
  competitors: 'lostToId',
} as const;

/** Why, where and to whom sales were lost: one picture for each. */
export function LossCard({ search, part }: { search: ReportSearch; part: keyof typeof PARTS }) {
  const { t } = useTranslation('sales-reports');
  const query = useReport<LossReport>('loss-reasons', reportQuery(search));
  const report = query.data;
  const shares = report?.[part] ?? [];
  const top = largestShare(shares);
  const nameOf = (share: Share) => share.label ?? t('loss.unknown');
  const drill = (share: Share): Drill =>
    drillTo(
      search,
      { from: report?.from ?? null, to: report?.to ?? null },
      [
        withStatus('lost'),
        share.key
          ? { field: PARTS[part], op: 'eq', value: share.key }
          : { field: PARTS[part], op: 'empty', value: null },
      ],
      'closedOn',
    );
  return (
    <ReportCard
      subject={t(`loss.${part}.subject`)}
      finding={
        top
          ? t(`loss.${part}.finding`, {
              name: nameOf(top),
              count: top.count,
              share: formatPercent((top.share ?? 0) * 100, 0),
            })
          : t(`loss.${part}.subject`)
      }
      query={query}
      isEmpty={shares.length === 0}
      columns={[t(`loss.${part}.name`), t('count'), t('share'), t('amount')]}
      rows={shares.map((share) => ({
        id: share.key ?? 'none',
        name: nameOf(share),
        drill: drill(share),
        cells: [
          formatNumber(share.count),
          share.share === null ? '—' : formatPercent(share.share * 100, 0),
          formatMoneyCompact(share.amount),
        ],
      }))}
    >
      <BarRows
        rows={shares.slice(0, 8).map((share) => ({
          id: share.key ?? 'none',
          label: nameOf(share),
          value: share.count,
          isStrong: share === top,
          color: share === top ? 'var(--danger)' : 'color-mix(in oklab, var(--danger) 45%, var(--surface))',
          text: t('loss.bar', { count: share.count, amount: formatMoneyCompact(share.amount) }),
          drill: drill(share),
        }))}
      />
    </ReportCard>
  );
}
