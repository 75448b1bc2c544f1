import { CalendarRange } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { IsoDate } from '~/lib/calendar';
import { IconButton } from './button';
import { DatePicker } from './date-picker';
import { Popover } from './popover';
import { SkeletonBlock } from './skeleton';

const MonthRangeCalendar = lazy(() =>
  import('./calendar-popover').then((module) => ({ default: module.MonthRangeCalendar })),
);

interface DateRangePickerProps {
  label: string;
  from: IsoDate | null;
  to: IsoDate | null;
  onChange: (from: IsoDate | null, to: IsoDate | null) => void;
  error?: string;
  className?: string;
}

/** Two typed dates with one month to draw the range on. */
export function DateRangePicker({ label, from, to, onChange, error, className }: DateRangePickerProps) {
  const { t } = useTranslation();
  const isReversed = from !== null && to !== null && from > to;
  return (
    <fieldset className={className}>
      <legend className="mb-1 text-xs font-medium">{label}</legend>
      <div className="flex items-start gap-2">
        <DatePicker
          label={t('date.from')}
          hideLabel
          value={from}
          onChange={(date) => onChange(date, to)}
          className="grow"
        />
        <span className="mt-1.5 text-xs text-muted">{t('date.to')}</span>
        <DatePicker
          label={t('date.to')}
          hideLabel
          value={to}
          onChange={(date) => onChange(from, date)}
          error={error ?? (isReversed ? t('date.reversed') : undefined)}
          className="grow"
        />
        <Popover
          label={label}
          placement="bottom end"
          trigger={
            <IconButton label={label} hasTooltip={false}>
              <CalendarRange aria-hidden />
            </IconButton>
          }
        >
          {(close) => (
            <Suspense fallback={<SkeletonBlock className="h-72 w-64" />}>
              <MonthRangeCalendar
                label={label}
                value={from && to && !isReversed ? { from, to } : null}
                onChange={(range) => {
                  onChange(range.from, range.to);
                  close();
                }}
              />
            </Suspense>
          )}
        </Popover>
      </div>
    </fieldset>
  );
}
