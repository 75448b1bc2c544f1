import { PERIODS, SPAN_UNITS, type SpanUnit } from '@peyvand/server/persian';
import { useTranslation } from 'react-i18next';
import type { FilterValue } from '~/api/filter';
import { NumberInput } from '../number-input';
import { Select } from '../select';
import { relativeOf } from './relative';

interface SpanEditorProps {
  value: FilterValue | undefined;
  onChange: (value: FilterValue) => void;
  /** Named spans such as «این ماه» are offered too; else only «۳ روز پیش» and «۳ روز بعد». */
  hasPeriods: boolean;
}

const DEFAULT_DAYS = 7;

/** A time that moves with today: a named span, or so many days, weeks or months ago or ahead. */
export function SpanEditor({ value, onChange, hasPeriods }: SpanEditorProps) {
  const { t } = useTranslation('records');
  const relative = relativeOf(value);
  const words = hasPeriods ? (['last', 'coming'] as const) : (['ago', 'ahead'] as const);
  const modes = [
    { value: 'ago', label: t(`filter.spans.${words[0]}`) },
    { value: 'in', label: t(`filter.spans.${words[1]}`) },
    ...(hasPeriods ? PERIODS.map((period) => ({ value: period as string, label: t(`filter.periods.${period}`) })) : []),
  ];
  const mode = relative?.way ?? periodOf(value);
  const set = (way: 'ago' | 'in', unit: SpanUnit, count: number) =>
    onChange(way === 'ago' ? { ago: { [unit]: count } } : { in: { [unit]: count } });
  return (
    <div className="flex flex-col gap-2">
      <Select
        label={t('filter.spans.label')}
        hideLabel
        value={mode}
        options={hasPeriods ? [...modes.slice(2), ...modes.slice(0, 2)] : modes}
        onChange={(next) => {
          if (next === 'ago' || next === 'in') set(next, relative?.unit ?? 'days', relative?.count ?? DEFAULT_DAYS);
          else onChange({ period: next });
        }}
      />
      {relative ? (
        <div className="flex gap-2">
          <NumberInput
            label={t('filter.spans.count')}
            hideLabel
            className="w-24"
            value={String(relative.count)}
            onChange={(next) => set(relative.way, relative.unit, Math.max(0, Math.round(Number(next ?? 0))))}
          />
          <Select
            label={t('filter.spans.unit')}
            hideLabel
            className="grow"
            value={relative.unit}
            options={SPAN_UNITS.filter((unit) => unit !== 'minutes').map((unit) => ({
              value: unit,
              label: t(`filter.units.${unit}`),
            }))}
            onChange={(unit) => set(relative.way, unit, relative.count)}
          />
        </div>
      ) : null}
    </div>
  );
}

function periodOf(value: FilterValue | undefined): string | null {
  return typeof value === 'object' && value !== null && 'period' in value ? value.period : null;
}
