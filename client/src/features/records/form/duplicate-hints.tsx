import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { UsersRound } from 'lucide-react';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import type { RecordTypeInfo } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { UserText } from '~/ui/text';
import { titleOf } from '../parts/fields';
import type { FormValues } from './use-record-form';

interface Duplicate {
  record: RecordBase;
  reasons: Array<'nationalId' | 'phone' | 'email' | 'sameName' | 'similarName'>;
  score: number;
}

interface DuplicateHintsProps {
  type: RecordTypeInfo;
  /** Parameters of `GET /<resource>/duplicates`, from what is typed. */
  query: FormValues;
  /** Id of the record that is being edited. */
  except?: string;
}

const MOST = 4;
const SHORTEST = 3;

/** Records that may be the same as the one being typed. A hint only: nothing is held up. */
export function DuplicateHints({ type, query: typed, except }: DuplicateHintsProps) {
  const { t } = useTranslation(['records', 'duplicates']);
  const told = Object.entries(typed).filter(
    ([, value]) => typeof value === 'string' && value.trim().length >= SHORTEST,
  );
  const text = useDeferredValue(JSON.stringify(Object.fromEntries(told)));
  const query = JSON.parse(text) as Record<string, string>;
  const found = useQuery({
    queryKey: ['duplicates', type.resource, text, except],
    enabled: Object.keys(query).length > 0,
    staleTime: 30_000,
    retry: false,
    queryFn: async ({ signal }) => {
      await pause(350, signal);
      const answer = await api.get<{ data: Duplicate[] }>(`/${type.resource}/duplicates`, {
        query: { ...query, except },
        signal,
      });
      return answer.data;
    },
  });
  const duplicates = found.data ?? [];
  if (duplicates.length === 0) return null;
  return (
    <div role="status" className="mb-4 rounded-xl bg-warning-soft px-4 py-3 text-sm text-warning-soft-foreground">
      <p className="flex items-center gap-2 font-medium">
        <UsersRound aria-hidden className="size-4 shrink-0" />
        {t('duplicates:title')}
      </p>
      <ul className="mt-1 flex flex-col gap-1">
        {duplicates.slice(0, MOST).map(({ record, reasons }) => (
          <li key={record.id} className="flex flex-wrap items-baseline gap-x-2">
            <Link to={`/${type.resource}/${record.id}` as '/'} className="font-medium underline underline-offset-4">
              <UserText>{titleOf(type, record)}</UserText>
            </Link>
            <span className="text-xs">{reasons.map((reason) => t(`duplicates:reasons.${reason}`)).join('، ')}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Waits for the typing to rest; an abort ends the wait. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('typing goes on', 'AbortError'));
    });
  });
}
