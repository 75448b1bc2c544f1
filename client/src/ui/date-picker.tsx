import { CalendarDays } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, type IsoDate, parseJalaliInput, today } from '~/lib/calendar';
import { formatDate, formatDateLong } from '~/lib/format';
import { IconButton } from './button';
import type { FieldProps } from './field';
import { Input } from './input';
import { Popover } from './popover';
import { SkeletonBlock } from './skeleton';

const MonthCalendar = lazy(() => import('./calendar-popover').then((module) => ({ default: module.MonthCalendar })));

export interface DatePickerProps extends FieldProps {
  /** ISO date (Gregorian), or null when empty. */
  value: IsoDate | null;
  onChange: (value: IsoDate | null) => void;
  min?: IsoDate;
  max?: IsoDate;
  autoFocus?: boolean;
}

/** A typed date in the one form the engine reads; «امروز» and «فردا» are read too. */
export function readDate(text: string): IsoDate | null {
  const word = text.trim().replaceAll('\u200c', ' ');
  if (word === 'امروز' || word === 'today') return today();
  if (word === 'فردا' || word === 'tomorrow') return addDays(today(), 1);
  const read = parseJalaliInput(text);
  return read.ok ? read.value : null;
}

/**
 * A Jalali date: typed in any usual form (۱۴۰۵/۸/۳۰، 14050830، ۳۰ آبان ۱۴۰۵، فردا), stepped with the arrow keys, or chosen from a
 * month. A day that does not exist (1404/12/30) is refused with a message and never turned into another one.
 */
export function DatePicker({ value, onChange, min, max, error, help, ...props }: DatePickerProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const [isLeft, setLeft] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const isUnreadable = isLeft && typed !== null && typed.trim() !== '' && readDate(typed) === null;

  const choose = (date: IsoDate | null) => {
    setTyped(null);
    onChange(date);
  };
  const onType = (text: string) => {
    setTyped(text);
    setLeft(false);
    const date = readDate(text);
    if (date !== null) onChange(date);
    else if (text.trim() === '') onChange(null);
  };
  const onLeave = () => {
    setLeft(true);
    if (typed !== null && (typed.trim() === '' || readDate(typed) !== null)) setTyped(null);
  };

  return (
    <div
      role="presentation"
      className="contents"
      onKeyDown={(event) => {
        if (event.altKey && event.code === 'ArrowDown') setOpen(true);
        else if ((event.code === 'ArrowUp' || event.code === 'ArrowDown') && !props.isReadOnly && !isOpen) {
          choose(addDays(value ?? today(), event.code === 'ArrowUp' ? 1 : -1));
        } else return;
        event.preventDefault();
      }}
    >
      <Input
        {...props}
        value={typed ?? formatDate(value)}
        onChange={onType}
        onBlur={onLeave}
        placeholder={t('date.placeholder')}
        inputMode="text"
        autoComplete="off"
        isLtr
        help={help}
        error={error ?? (isUnreadable ? t('date.invalid') : undefined)}
        suffix={
          <Popover
            label={t('date.pick')}
            isOpen={isOpen}
            onOpenChange={setOpen}
            placement="bottom end"
            trigger={
              <IconButton
                label={t('date.pick')}
                size="sm"
                isDisabled={(props.isDisabled ?? false) || (props.isReadOnly ?? false)}
                hasTooltip={false}
              >
                <CalendarDays aria-hidden />
              </IconButton>
            }
          >
            {(close) => (
              <Suspense fallback={<SkeletonBlock className="h-72 w-64" />}>
                <MonthCalendar
                  label={value ? formatDateLong(value) : t('date.pick')}
                  value={value}
                  min={min}
                  max={max}
                  onChange={(date) => {
                    choose(date);
                    close();
                  }}
                />
              </Suspense>
            )}
          </Popover>
        }
      />
    </div>
  );
}
