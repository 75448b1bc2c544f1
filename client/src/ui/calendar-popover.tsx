import { Calendar } from '@heroui/react/calendar';
import { RangeCalendar } from '@heroui/react/range-calendar';
import { CalendarDate, PersianCalendar } from '@internationalized/date';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { CalendarStateContext, RangeCalendarStateContext } from 'react-aria-components';
import { type IsoDate, toJalali, today } from '~/lib/calendar';
import { formatMonth } from '~/lib/format';
import { Button } from './button';

const persian = new PersianCalendar();

function toCalendarDate(date: IsoDate): CalendarDate {
  const { jy, jm, jd } = toJalali(date);
  return new CalendarDate(persian, jy, jm, jd);
}

/** ISO date of a calendar's value, whatever calendar that one is in. */
function fromCalendarDate(date: { toDate(timeZone: string): Date }): IsoDate {
  return date.toDate('UTC').toISOString().slice(0, 10);
}

interface MonthCalendarProps {
  label: string;
  value: IsoDate | null;
  onChange: (value: IsoDate) => void;
  min?: IsoDate | undefined;
  max?: IsoDate | undefined;
}

/** One Jalali month to choose a day from. */
export function MonthCalendar({ label, value, onChange, min, max }: MonthCalendarProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-2">
      <Calendar
        aria-label={label}
        value={value ? toCalendarDate(value) : null}
        onChange={(date) => onChange(fromCalendarDate(date))}
        defaultFocusedValue={toCalendarDate(value ?? today())}
        minValue={min ? toCalendarDate(min) : undefined}
        maxValue={max ? toCalendarDate(max) : undefined}
        firstDayOfWeek="sat"
      >
        <Calendar.Header>
          <MonthTitle />
          <Calendar.NavButton slot="previous" />
          <Calendar.NavButton slot="next" />
        </Calendar.Header>
        <Calendar.Grid weekdayStyle="narrow">
          <Calendar.GridHeader>{(day) => <Calendar.HeaderCell>{day}</Calendar.HeaderCell>}</Calendar.GridHeader>
          <Calendar.GridBody>{(date) => <Calendar.Cell date={date} />}</Calendar.GridBody>
        </Calendar.Grid>
      </Calendar>
      <Button size="sm" variant="ghost" onPress={() => onChange(today())}>
        {t('actions.today')}
      </Button>
    </div>
  );
}

/** «آبان ۱۴۰۵»: the platform's own formatting puts the year first. */
function MonthTitle() {
  const single = useContext(CalendarStateContext);
  const range = useContext(RangeCalendarStateContext);
  const start = (single ?? range)?.visibleRange.start;
  return <span className="grow text-sm font-medium">{start ? formatMonth(fromCalendarDate(start)) : ''}</span>;
}

export interface DateRange {
  from: IsoDate;
  to: IsoDate;
}

interface MonthRangeCalendarProps {
  label: string;
  value: DateRange | null;
  onChange: (value: DateRange) => void;
}

export function MonthRangeCalendar({ label, value, onChange }: MonthRangeCalendarProps) {
  return (
    <RangeCalendar
      aria-label={label}
      value={value ? { start: toCalendarDate(value.from), end: toCalendarDate(value.to) } : null}
      onChange={(range) => onChange({ from: fromCalendarDate(range.start), to: fromCalendarDate(range.end) })}
      defaultFocusedValue={toCalendarDate(value?.from ?? today())}
      firstDayOfWeek="sat"
    >
      <RangeCalendar.Header>
        <MonthTitle />
        <RangeCalendar.NavButton slot="previous" />
        <RangeCalendar.NavButton slot="next" />
      </RangeCalendar.Header>
      <RangeCalendar.Grid weekdayStyle="narrow">
        <RangeCalendar.GridHeader>
          {(day) => <RangeCalendar.HeaderCell>{day}</RangeCalendar.HeaderCell>}
        </RangeCalendar.GridHeader>
        <RangeCalendar.GridBody>{(date) => <RangeCalendar.Cell date={date} />}</RangeCalendar.GridBody>
      </RangeCalendar.Grid>
    </RangeCalendar>
  );
}
