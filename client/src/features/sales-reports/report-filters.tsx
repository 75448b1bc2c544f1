import { useTranslation } from 'react-i18next';
import { usePipelines } from '~/api/pipelines';
import { DateRangePicker } from '~/ui/date-range-picker';
import { RecordPicker } from '~/ui/record-picker';
import { Select } from '~/ui/select';
import { DEFAULT_PERIOD, REPORT_PERIODS, type ReportSearch } from './report-search';

interface ReportFiltersProps {
  search: ReportSearch;
  onChange: (patch: Partial<ReportSearch>) => void;
}

const ANY = 'any';

/** Period, pipeline and salesperson of all pictures on the screen. */
export function ReportFilters({ search, onChange }: ReportFiltersProps) {
  const { t } = useTranslation('sales-reports');
  const pipelines = usePipelines();
  const period = search.period ?? DEFAULT_PERIOD;
  return (
    <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:flex lg:flex-wrap">
      <Select
        label={t('period.label')}
        className="lg:w-44"
        value={period}
        options={REPORT_PERIODS.map((value) => ({ value, label: t(`period.${value}`) }))}
        onChange={(value) => onChange({ period: value === DEFAULT_PERIOD ? undefined : value })}
      />
      {period === 'custom' ? (
        <DateRangePicker
          label={t('period.custom')}
          from={search.from ?? null}
          to={search.to ?? null}
          onChange={(from, to) => onChange({ from: from ?? undefined, to: to ?? undefined })}
          className="lg:w-96"
        />
      ) : null}
      <Select
        label={t('pipeline')}
        className="lg:w-48"
        value={search.pipeline ?? ANY}
        options={[
          { value: ANY, label: t('anyPipeline') },
          ...pipelines.map((pipeline) => ({ value: pipeline.id, label: pipeline.name })),
        ]}
        onChange={(value) => onChange({ pipeline: value === ANY ? undefined : value })}
      />
      <RecordPicker
        label={t('owner')}
        type="user"
        className="lg:w-56"
        value={search.owner ?? null}
        onChange={(owner) => onChange({ owner: owner ?? undefined })}
      />
    </div>
  );
}
