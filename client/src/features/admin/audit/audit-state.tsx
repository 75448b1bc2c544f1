import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import type { AuditStateResponse } from '~/api/generated';
import { api } from '~/api/http';
import { formatNumber } from '~/lib/format';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { JalaliInstant } from '~/ui/text';

/** Whether the log is whole, as the last look at its chain of seals has found. */
export function AuditState() {
  const { t } = useTranslation(['audit', 'common']);
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ['audit-state'],
    queryFn: ({ signal }) => api.get<AuditStateResponse>('/audit/state', { signal }),
    refetchInterval: 10_000,
    retry: false,
  });
  if (!data) return null;
  const { head, verified } = data;
  const isBroken = (verified?.faults.length ?? 0) > 0;
  const verify = async () => {
    try {
      await api.post('/audit/verify');
      notify(t('audit:verifying'));
      await client.invalidateQueries({ queryKey: ['audit-state'] });
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
    }
  };
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
        {isBroken ? (
          <ShieldAlert aria-hidden className="size-5 text-danger-soft-foreground" />
        ) : (
          <ShieldCheck aria-hidden className="size-5 text-success-soft-foreground" />
        )}
        <div className="min-w-0 grow">
          <p role="status">
            {!verified ? t('audit:never') : null}
            {verified && !isBroken ? t('audit:whole', { entries: formatNumber(verified.entries) }) : null}
            {verified && isBroken ? t('audit:broken', { faults: formatNumber(verified.faults.length) }) : null}{' '}
            {verified ? <JalaliInstant value={verified.at} className="text-xs text-muted" /> : null}
          </p>
          {isBroken ? (
            <ul className="text-xs text-danger-soft-foreground">
              {verified?.faults.slice(0, 5).map(({ fault, place, entryId }) => (
                <li key={`${fault}/${place}/${entryId}`}>
                  {t(`audit:fault.${fault}`)} {place ? formatNumber(place) : ''}
                </li>
              ))}
            </ul>
          ) : null}
          <p className="text-xs text-muted">
            {t('audit:sealed', { place: formatNumber(head.place ?? 0), waiting: formatNumber(head.waiting) })}
          </p>
        </div>
        <Button onPress={() => void verify()}>{t('audit:verify')}</Button>
      </div>
    </Card>
  );
}
