import { toAsciiDigits } from '@peyvand/server/persian';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fromTehran, type IsoInstant, today, toTehran } from '~/lib/calendar';
import { formatTime } from '~/lib/format';
import { DatePicker } from './date-picker';
import type { FieldProps } from './field';
import { Input } from './input';

interface DateTimePickerProps extends FieldProps {
  /** Instant in UTC; shown and typed as the wall clock of Tehran. */
  value: IsoInstant | null;
  onChange: (value: IsoInstant | null) => void;
}

const NINE = 9 * 60;

/** Minutes of the day from a typed time (`۱۴:۳۰`, `1430`, `9`), or null. */
export function readTime(text: string): number | null {
  const match = /^(\d{1,2})(?:[:.٫]?([0-5]\d))?$/.exec(toAsciiDigits(text).trim());
  const hour = Number(match?.[1]);
  return match && hour < 24 ? hour * 60 + Number(match[2] ?? 0) : null;
}

export function DateTimePicker({ value, onChange, label, error, className, ...props }: DateTimePickerProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const local = value ? toTehran(value) : null;
  const isUnreadable = typed !== null && typed.trim() !== '' && readTime(typed) === null;
  return (
    <div className={className}>
      <div className="flex items-start gap-2">
        <DatePicker
          {...props}
          label={label}
          error={error}
          value={local?.date ?? null}
          onChange={(date) => onChange(date ? fromTehran(date, local?.minuteOfDay ?? NINE).toISOString() : null)}
          className="grow"
        />
        <Input
          label={t('date.time')}
          value={typed ?? (value ? formatTime(value) : '')}
          isLtr
          className="w-20"
          isDisabled={props.isDisabled}
          isReadOnly={props.isReadOnly}
          error={isUnreadable ? t('date.timeInvalid') : undefined}
          onChange={(text) => {
            setTyped(text);
            const minutes = readTime(text);
            if (minutes !== null) onChange(fromTehran(local?.date ?? today(), minutes).toISOString());
          }}
          onBlur={() => {
            if (!isUnreadable) setTyped(null);
          }}
        />
      </div>
    </div>
  );
}
