import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldInfo, useLabel } from '~/api/record-types';
import { formatNumber, formatPercent, localDigits, type Money as MoneyValue } from '~/lib/format';
import { Chip } from './chip';
import { Blank, JalaliDate, JalaliInstant, Ltr, Money, PhoneText, UserText } from './text';

const RatingValue = lazy(() => import('./rating-value'));

interface FieldValueProps {
  field: FieldInfo;
  value: unknown;
  /** Name of a linked record, when it is known. */
  linkName?: string;
}

/** Any value of the registry, shown after the type of its field: for cells, facts and comparisons. */
export function FieldValue({ field, value, linkName }: FieldValueProps) {
  const { t } = useTranslation();
  const label = useLabel();
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return <Blank />;
  if (field.level === 'masked') return <Masked value={value} />;
  if (field.custom?.kind === 'rating')
    return (
      <Suspense fallback={null}>
        <RatingValue value={Number(value)} max={field.max ?? 5} />
      </Suspense>
    );
  switch (field.type) {
    case 'money':
      return <Money value={isMoney(value) ? value : { amount: String(value), currency: 'IRR' }} />;
    case 'date':
      return <JalaliDate value={String(value)} />;
    case 'instant':
      return <JalaliInstant value={String(value)} />;
    case 'integer':
    case 'decimal':
      return formatNumber(String(value));
    case 'percent':
      return formatPercent(String(value));
    case 'boolean':
      return t(value === true ? 'states.yes' : 'states.no');
    case 'phone':
      return <PhoneText value={String(value)} hasCopy={false} />;
    case 'email':
      return (
        <a href={`mailto:${String(value)}`} className="hover:underline">
          <Ltr>{String(value)}</Ltr>
        </a>
      );
    case 'url':
      return (
        <a href={safeUrl(String(value))} target="_blank" rel="noreferrer noopener" className="hover:underline">
          <Ltr>{String(value)}</Ltr>
        </a>
      );
    case 'nationalId':
    case 'legalId':
    case 'postalCode':
      return <Ltr>{localDigits(String(value))}</Ltr>;
    case 'choice':
    case 'multiChoice':
    case 'tags':
      return (
        <span className="inline-flex max-w-full flex-wrap gap-1">
          {(Array.isArray(value) ? value : [value]).map((part) => {
            const choice = field.choices?.find((candidate) => candidate.value === part);
            return (
              <Chip key={String(part)} tone={choice?.tone ?? 'neutral'}>
                {choice ? label(choice.label) : String(part)}
              </Chip>
            );
          })}
        </span>
      );
    case 'link':
      return <UserText>{linkName ?? String(value)}</UserText>;
    case 'json':
      return <Ltr>{JSON.stringify(value)}</Ltr>;
    default:
      return isCode(value) ? <Ltr>{localDigits(value)}</Ltr> : <UserText>{String(value)}</UserText>;
  }
}

/** What stands for a value that the reader's roles mask: never a link, a chip or a number. */
function Masked({ value }: { value: unknown }) {
  return <Ltr className="text-muted">{typeof value === 'string' ? localDigits(value) : '•••'}</Ltr>;
}

/** Numbers kept as text, such as registration numbers: shown in the digits of the page. */
function isCode(value: unknown): value is string {
  return typeof value === 'string' && /^\d[\d/-]*$/.test(value);
}

function isMoney(value: unknown): value is MoneyValue {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}

/** Only web addresses become links; anything else stays on this page. */
function safeUrl(text: string): string {
  const url = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  return URL.canParse(url) ? url : '#';
}
