import { useTranslation } from 'react-i18next';
import { formatNumber } from '~/lib/format';
import { stageColor } from '~/ui/chip';
import { BarRows } from './bar-rows';
import { drillTo, withStatus } from './drill';
import { slowestStage } from './findings';
import { ReportCard } from './report-card';
import { reportQuery, type ReportSearch } from './report-search';
import type { StageTime } from './report-types';
import { useReport } from './use-report';

/** How long opportunities stay in each stage: half of them less than the bar. */
export function StageTimesCard({ search }: { search: ReportSearch }) {
  const { t } = useTranslation('sales-reports');
  const query = useReport<{ pipelineId: string; stages: StageTime[] }>('stage-times', reportQuery(search));
  const stages = query.data?.stages ?? [];
  const slowest = slowestStage(stages);
  const days = (value: number | null) =>
    value === null ? '—' : t('days', { days: formatNumber(value, { maximumFractionDigits: 1 }) });
  const drill = (stage: StageTime) =>
    drillTo({ ...search, pipeline: query.data?.pipelineId }, { from: null, to: null }, [
      withStatus('open'),
      { field: 'stageId', op: 'eq', value: stage.stageId },
    ]);
  return (
    <ReportCard
      subject={t('times.subject')}
      finding={slowest ? t('times.finding', { stage: slowest.name, days: days(slowest.medianDays) }) : ''}
      query={query}
      isEmpty={!slowest}
      columns={[t('stage'), t('times.median'), t('times.mean'), t('times.stays'), t('times.running')]}
      rows={stages.map((stage) => ({
        id: stage.stageId,
        name: stage.name,
        drill: drill(stage),
        cells: [days(stage.medianDays), days(stage.meanDays), formatNumber(stage.stays), formatNumber(stage.running)],
      }))}
      note={t('times.note')}
    >
      <BarRows
        rows={stages.map((stage, index) => ({
          id: stage.stageId,
          label: stage.name,
          value: stage.medianDays ?? 0,
          text: days(stage.medianDays),
          color: stageColor(index),
          isStrong: stage === slowest,
          drill: drill(stage),
        }))}
      />
    </ReportCard>
  );
}
