import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { formatNumber } from '~/lib/format';
import { notify } from '~/lib/notices';
import { Card } from '~/ui/card';
import { Checkbox } from '~/ui/checkbox';
import { Select } from '~/ui/select';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';

type Kind = 'mentioned';
interface Settings {
  kinds: Array<{ kind: Kind; group: 'talk' | 'work' | 'jobs'; inApp: boolean; email: boolean }>;
  digestHour: number | null;
}

const KEY = ['notification-settings'];
const GROUPS = ['talk', 'work', 'jobs'] as const;
const HOURS = [6, 7, 8, 9, 12, 16, 18, 20];
const NONE = 'none';

/** What one wants to be told, in the product and by e-mail, and when the daily summary comes. Each choice is kept at once. */
export function NotificationSettingsCard() {
  const { t } = useTranslation(['notifications', 'common']);
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: KEY,
    queryFn: () => api.get<Settings>('/me/notification-settings'),
  });
  const change = useMutation({
    mutationFn: (body: object) => api.patch<Settings>('/me/notification-settings', body),
    onSuccess: (saved) => client.setQueryData(KEY, saved),
    onError: (failure) => notify(describeError(failure, t), { tone: 'danger' }),
  });
  return (
    <Card title={t('settings')}>
      <p className="mb-3 text-sm text-muted">{t('settingsHelp')}</p>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonText lines={6} /> : null}
      {data ? (
        <div className="flex max-w-2xl flex-col gap-5">
          {GROUPS.map((group) => (
            <section key={group} aria-label={t(`groups.${group}`)}>
              <h3 className="mb-1 text-xs font-medium text-muted">{t(`groups.${group}`)}</h3>
              <ul className="flex flex-col">
                {data.kinds
                  .filter((one) => one.group === group)
                  .map(({ kind, inApp, email }) => (
                    <li
                      key={kind}
                      className="flex min-h-10 flex-wrap items-center gap-x-4 border-b border-hairline text-sm last:border-0"
                    >
                      <span className="min-w-0 grow">{t(`kinds.${kind}`)}</span>
                      <Checkbox
                        aria-label={`${t(`kinds.${kind}`)}: ${t('inApp')}`}
                        isSelected={inApp}
                        onChange={(next) => change.mutate({ kinds: { [kind]: { inApp: next } } })}
                      >
                        {t('inApp')}
                      </Checkbox>
                      <Checkbox
                        aria-label={`${t(`kinds.${kind}`)}: ${t('email')}`}
                        isSelected={email}
                        onChange={(next) => change.mutate({ kinds: { [kind]: { email: next } } })}
                      >
                        {t('email')}
                      </Checkbox>
                    </li>
                  ))}
              </ul>
            </section>
          ))}
          <Select
            label={t('digest')}
            className="max-w-56"
            value={data.digestHour === null ? NONE : String(data.digestHour)}
            onChange={(next) => change.mutate({ digestHour: next === null || next === NONE ? null : Number(next) })}
            options={[
              { value: NONE, label: t('noDigest') },
              ...[...new Set([...HOURS, ...(data.digestHour === null ? [] : [data.digestHour])])]
                .sort((a, b) => a - b)
                .map((hour) => ({ value: String(hour), label: t('hour', { hour: formatNumber(hour) }) })),
            ]}
          />
        </div>
      ) : null}
    </Card>
  );
}
