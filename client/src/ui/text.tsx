import { toAsciiDigits } from '@peyvand/server/persian';
import { Check, Copy } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IsoDate, IsoInstant } from '~/lib/calendar';
import { cn } from '~/lib/cn';
import {
  formatDate,
  formatDateLong,
  formatDay,
  formatInstantLong,
  formatInstantNear,
  formatMoney,
  formatMoneyCompact,
  formatPhone,
  localDigits,
  type Money as MoneyValue,
} from '~/lib/format';
import { usePreferences } from '~/lib/preferences';
import { IconButton } from './button';

/** Phones, addresses, codes, formulas: a left-to-right island inside Persian text. */
export function Ltr({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <bdi dir="ltr" className={cn('ltr-isolate', className)}>
      {children}
    </bdi>
  );
}

/** Text that a person typed, in whichever direction it begins. */
export function UserText({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <bdi dir="auto" className={className}>
      {children}
    </bdi>
  );
}

/** An amount with its unit: in full, or compact on cards with the full amount on hover. */
export function Money({
  value,
  isCompact,
  className,
}: {
  value: MoneyValue | null | undefined;
  isCompact?: boolean;
  className?: string;
}) {
  const { moneyUnit } = usePreferences();
  if (!value) return <Blank />;
  const full = formatMoney(value, moneyUnit);
  return (
    <bdi className={cn('whitespace-nowrap', className)} title={isCompact ? full : undefined}>
      {isCompact ? formatMoneyCompact(value, moneyUnit) : full}
    </bdi>
  );
}

/** A calendar day: `numeric` ۱۴۰۵/۰۸/۳۰, `near` امروز، سه‌شنبه، ۳۰ آبان ۱۴۰۵; the long form is on hover. */
export function JalaliDate({
  value,
  style = 'numeric',
  className,
}: {
  value: IsoDate | null | undefined;
  style?: 'numeric' | 'near' | 'long';
  className?: string;
}) {
  usePreferences();
  if (!value) return <Blank />;
  const text = style === 'numeric' ? formatDate(value) : style === 'near' ? formatDay(value) : formatDateLong(value);
  return (
    <time dateTime={value} title={formatDateLong(value)} className={cn('whitespace-nowrap', className)}>
      {style === 'numeric' ? <Ltr>{text}</Ltr> : text}
    </time>
  );
}

/** A moment, in Tehran time, near days in words. */
export function JalaliInstant({ value, className }: { value: IsoInstant | null | undefined; className?: string }) {
  usePreferences();
  if (!value) return <Blank />;
  return (
    <time dateTime={value} title={formatInstantLong(value)} className={cn('whitespace-nowrap', className)}>
      {formatInstantNear(value)}
    </time>
  );
}

/** A stored phone as a link that dials, with a copy button. */
export function PhoneText({ value, hasCopy = true }: { value: string | null | undefined; hasCopy?: boolean }) {
  const { t } = useTranslation();
  if (!value) return <Blank />;
  // A masked number dials nobody.
  if (value.includes('•')) return <Ltr className="whitespace-nowrap text-muted">{localDigits(value)}</Ltr>;
  return (
    <span className="inline-flex items-center gap-1">
      <a href={`tel:${value}`} className="hover:underline" aria-label={t('phone.call', { phone: formatPhone(value) })}>
        <Ltr className="whitespace-nowrap">{formatPhone(value)}</Ltr>
      </a>
      {hasCopy ? <CopyButton text={value} /> : null}
    </span>
  );
}

/** Copies a text with ASCII digits, as other programs want it. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  return (
    <IconButton
      label={isCopied ? t('actions.copied') : (label ?? t('actions.copy'))}
      size="sm"
      className="size-6 min-w-6 text-muted"
      onPress={() => {
        void navigator.clipboard.writeText(toAsciiDigits(text)).then(() => {
          setCopied(true);
          setTimeout(() => setCopied(false), 1500);
        });
      }}
    >
      {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
    </IconButton>
  );
}

/** Stands where there is no value. */
export function Blank() {
  const { t } = useTranslation();
  return (
    <span className="text-muted">
      <span aria-hidden>—</span>
      <span className="sr-only">{t('states.none')}</span>
    </span>
  );
}
