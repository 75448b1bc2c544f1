import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { allOf } from '~/api/filter';
import type { Page, RecordBase } from '~/api/records';
import { addDays, fromTehran, today } from '~/lib/calendar';
import { formatInstantNear, formatNumber } from '~/lib/format';
import { Card } from '~/ui/card';
import { recordTitle } from '~/api/record-title';
import { JalaliInstant, UserText } from '~/ui/text';
import type { Day } from './day';

/** Accounts of the reader that nobody has spoken to for a month, with nothing planned. */
export function QuietCard({ day }: { day: Day }) {
  const { t } = useTranslation('home');
  if (day.goneQuiet.length === 0) return null;
  return (
    <Card title={t('quiet')} actions={<span className="text-xs text-muted">{formatNumber(day.counts.quiet)}</span>}>
      <ul className="flex flex-col gap-1">
        {day.goneQuiet.slice(0, 6).map((account) => (
          <li key={account.id} className="flex items-baseline gap-2 text-sm">
            <Link to={`/accounts/${account.id}` as '/'} className="min-w-0 grow truncate hover:underline">
              <UserText>{account.name}</UserText>
            </Link>
            <span className="shrink-0 text-2xs text-muted">
              {account.lastContactedAt ? formatInstantNear(account.lastContactedAt) : t('neverContacted')}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The reader's accounts that others have changed since yesterday. */
export function ChangesCard({ day }: { day: Day }) {
  const { t } = useTranslation('home');
  const { changed } = day.counts;
  const { data } = useQuery({
    queryKey: ['me', 'changed', day.date, changed],
    enabled: changed > 0,
    queryFn: ({ signal }) =>
      api.get<Page<RecordBase>>('/accounts', {
        signal,
        query: {
          limit: 5,
          sort: '-updatedAt',
          filter: allOf(
            { field: 'ownerId', op: 'eq', value: { me: true } },
            { field: 'updatedBy', op: 'ne', value: { me: true } },
            { field: 'updatedAt', op: 'gte', value: fromTehran(addDays(today(), -1)).toISOString() },
          ),
        },
      }),
  });
  if (changed === 0) return null;
  return (
    <Card title={t('changes')}>
      <p className="text-sm text-muted">{t('changed', { count: changed })}</p>
      <ul className="mt-2 flex flex-col gap-1">
        {(data?.data ?? []).map((account) => (
          <li key={account.id} className="flex items-baseline gap-2 text-sm">
            <Link to={`/accounts/${account.id}` as '/'} className="min-w-0 grow truncate hover:underline">
              <UserText>{recordTitle(account)}</UserText>
            </Link>
            <JalaliInstant value={account.updatedAt} className="text-2xs text-muted" />
          </li>
        ))}
      </ul>
    </Card>
  );
}
