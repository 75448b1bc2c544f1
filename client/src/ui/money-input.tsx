import { amountInWords, parseMoney, parseNumber, toAsciiDigits } from '@peyvand/server/persian';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { amountIn, formatNumber, type Money, moneyUnitLabel, wholeRial } from '~/lib/format';
import { usePreferences } from '~/lib/preferences';
import type { FieldProps } from './field';
import { Input } from './input';

export interface MoneyInputProps extends FieldProps {
  /** Rial, whatever unit is on screen. */
  value: Money | null;
  onChange: (value: Money | null) => void;
  autoFocus?: boolean;
}

const isPlainDigits = (text: string) => /^[\d٬,]*$/.test(toAsciiDigits(text));
const countDigits = (text: string) => toAsciiDigits(text).replace(/\D/g, '').length;

/**
 * An amount of money, typed in the reader's unit (Toman or Rial) and kept in Rial. Groups thousands while typing, shows the
 * amount in words, and reads short forms such as «۱۲م» and «۲٫۵ میلیارد».
 */
export function MoneyInput({ value, onChange, error, help, ...props }: MoneyInputProps) {
  const { t } = useTranslation();
  const { moneyUnit, language } = usePreferences();
  const [typed, setTyped] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const caretDigits = useRef<number | null>(null);

  const amount = value ? amountIn(value, moneyUnit) : null;
  const isUnreadable =
    typed !== null && typed.trim() !== '' && !isPlainDigits(typed) && !parseMoney(typed, moneyUnit).ok;
  const words = value && language === 'fa' ? amountInWords(wholeRial(value), moneyUnit) : '';

  useLayoutEffect(() => {
    const field = input.current;
    if (caretDigits.current === null || !field || document.activeElement !== field) return;
    const caret = caretAfterDigits(field.value, caretDigits.current);
    field.setSelectionRange(caret, caret);
    caretDigits.current = null;
  });

  const onType = (text: string) => {
    // While typing inside a grouped number its groups are broken: read the digits without them.
    const plain = isPlainDigits(text) ? text.replace(/[٬,]/g, '') : text;
    const number = parseNumber(plain);
    if (isPlainDigits(text) && number.ok) {
      caretDigits.current = countDigits(text.slice(0, input.current?.selectionStart ?? text.length));
      setTyped(formatNumber(number.value));
    } else {
      setTyped(text);
    }
    const rial = parseMoney(plain, moneyUnit);
    if (rial.ok) onChange({ amount: rial.value, currency: value?.currency ?? 'IRR' });
    else if (text.trim() === '') onChange(null);
  };

  return (
    <Input
      {...props}
      ref={input}
      value={typed ?? (amount === null ? '' : formatNumber(amount, { maximumFractionDigits: 4 }))}
      onChange={onType}
      onBlur={() => {
        if (!isUnreadable) setTyped(null);
      }}
      error={error ?? (isUnreadable ? t('money.invalid') : undefined)}
      help={words || (help ?? t('money.hint'))}
      inputMode="text"
      autoComplete="off"
      isLtr
      suffix={<span className="px-1.5 text-xs">{moneyUnitLabel(moneyUnit)}</span>}
    />
  );
}

function caretAfterDigits(text: string, digits: number): number {
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (seen === digits) return at;
    if (/\d/.test(toAsciiDigits(text[at] ?? ''))) seen += 1;
  }
  return text.length;
}
