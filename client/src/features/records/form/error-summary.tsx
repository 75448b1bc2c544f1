import { CircleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldInfo, useLabel } from '~/api/record-types';
import type { FormErrors } from './use-record-form';

interface ErrorSummaryProps {
  errors: FormErrors;
  /** A fault of the whole form. */
  fault: string | null;
  fields: readonly FieldInfo[];
  onGo: (field: string) => void;
}

/** What is to be put right, all in one place; each line leads to its field. */
export function ErrorSummary({ errors, fault, fields, onGo }: ErrorSummaryProps) {
  const { t } = useTranslation('common');
  const label = useLabel();
  const box = useRef<HTMLDivElement>(null);
  const names = Object.keys(errors);
  const isShown = fault !== null || names.length > 0;
  useEffect(() => {
    if (isShown) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown]);
  if (!isShown) return null;
  return (
    <div
      ref={box}
      role="alert"
      className="mb-4 rounded-xl bg-danger-soft px-4 py-3 text-sm text-danger-soft-foreground"
    >
      <p className="flex items-center gap-2 font-medium">
        <CircleAlert aria-hidden className="size-4 shrink-0" />
        {fault ?? t('errors.summary', { count: names.length })}
      </p>
      {names.length > 0 ? (
        <ul className="mt-1 flex flex-col">
          {names.map((name) => {
            const field = fields.find((candidate) => candidate.name === name);
            return (
              <li key={name}>
                <button
                  type="button"
                  onClick={() => onGo(name)}
                  className="min-h-6 cursor-pointer text-start underline underline-offset-4"
                >
                  {field ? `${label(field.label)}: ` : ''}
                  {errors[name]}
                </button>
              </li>
            );
          })}
        </ul>
      ) : null}
    </div>
  );
}
