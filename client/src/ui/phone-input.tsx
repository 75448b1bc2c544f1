import { parsePhone } from '@peyvand/server/persian';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPhone } from '~/lib/format';
import type { FieldProps } from './field';
import { Input } from './input';

export interface PhoneInputProps extends FieldProps {
  /** Stored form (E.164, or the digits of a short line), or null when empty. */
  value: string | null;
  onChange: (value: string | null) => void;
  autoFocus?: boolean;
}

/** A phone in any digits and form; kept as E.164 and shown as «۰۹۱۲ ۱۲۳ ۴۵۶۷». */
export function PhoneInput({ value, onChange, error, ...props }: PhoneInputProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const [isLeft, setLeft] = useState(false);
  const isUnreadable = isLeft && typed !== null && typed.trim() !== '' && !parsePhone(typed).ok;
  return (
    <Input
      {...props}
      type="tel"
      inputMode="tel"
      autoComplete="off"
      isLtr
      value={typed ?? (value ? formatPhone(value) : '')}
      error={error ?? (isUnreadable ? t('phone.invalid') : undefined)}
      onChange={(text) => {
        setTyped(text);
        setLeft(false);
        const phone = parsePhone(text);
        if (phone.ok) onChange(phone.value.digits);
        else if (text.trim() === '') onChange(null);
      }}
      onBlur={() => {
        setLeft(true);
        if (typed !== null && (typed.trim() === '' || parsePhone(typed).ok)) setTyped(null);
      }}
    />
  );
}
