import { parseNumber } from '@peyvand/server/persian';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '~/lib/format';
import type { FieldProps } from './field';
import { Input } from './input';

export interface NumberInputProps extends FieldProps {
  /** Plain decimal string, or null when empty. */
  value: string | null;
  onChange: (value: string | null) => void;
  suffix?: string;
  placeholder?: string;
  autoFocus?: boolean;
}

/** A number in any digits; shown with Persian digits and grouping once left. */
export function NumberInput({ value, onChange, error, ...props }: NumberInputProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = value === null ? '' : formatNumber(value, { maximumFractionDigits: 6 });
  const isUnreadable = typed !== null && typed.trim() !== '' && !parseNumber(typed).ok;
  return (
    <Input
      {...props}
      value={typed ?? shown}
      error={error ?? (isUnreadable ? t('number.invalid') : undefined)}
      inputMode="decimal"
      isLtr
      onChange={(text) => {
        setTyped(text);
        const number = parseNumber(text);
        if (number.ok) onChange(number.value);
        else if (text.trim() === '') onChange(null);
      }}
      onBlur={() => {
        if (!isUnreadable) setTyped(null);
      }}
    />
  );
}
