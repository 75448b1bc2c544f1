import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { type FieldInfo, useLabel } from '~/api/record-types';
import { monthNames } from '~/lib/format';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { FieldValue } from '~/ui/field-value';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { JalaliInstant, UserText } from '~/ui/text';
import { settingsHistoryKey, settingsQuery } from './settings';

interface SettingChange {
  id: string;
  at: string;
  setting: string;
  before: unknown;
  after: unknown;
  actorName: string | null;
}
interface HistoryPage {
  data: SettingChange[];
  nextCursor: string | null;
}

/** Who changed which setting of the company, when, from what to what. */
export function SettingsHistory() {
  const { t } = useTranslation('settings');
  const { data: settings } = useQuery(settingsQuery);
  const history = useInfiniteQuery({
    queryKey: settingsHistoryKey,
    queryFn: ({ pageParam, signal }) =>
      api.get<HistoryPage>('/settings/history', { query: { cursor: pageParam, limit: 20 }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const changes = history.data?.pages.flatMap((page) => page.data);
  return (
    <Card title={t('history.title')}>
      {history.error ? (
        <ErrorState error={history.error} onRetry={() => void history.refetch()} />
      ) : !changes || !settings ? (
        <SkeletonText lines={3} />
      ) : changes.length === 0 ? (
        <p className="text-sm text-muted">{t('history.none')}</p>
      ) : (
        <ol className="flex flex-col">
          {changes.map((change) => (
            <Change
              key={change.id}
              change={change}
              field={settings.definitions.find(({ name }) => name === change.setting)}
            />
          ))}
        </ol>
      )}
      {history.hasNextPage ? (
        <Button className="mt-3" isPending={history.isFetchingNextPage} onPress={() => void history.fetchNextPage()}>
          {t('history.more')}
        </Button>
      ) : null}
    </Card>
  );
}

function Change({ change, field }: { change: SettingChange; field: FieldInfo | undefined }) {
  const { t } = useTranslation('settings');
  const label = useLabel();
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-b border-hairline py-2.5 text-sm last:border-0">
      <span className="font-medium">{field ? label(field.label) : change.setting}</span>
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <span className="text-muted line-through decoration-muted/50">
          <Value field={field} value={change.before} />
        </span>
        <span aria-hidden className="text-muted rtl:-scale-x-100">
          →
        </span>
        <Value field={field} value={change.after} />
      </span>
      <span className="ms-auto flex flex-wrap gap-x-2 text-xs text-muted">
        <UserText>{change.actorName ?? t('history.system')}</UserText>
        <JalaliInstant value={change.at} />
      </span>
    </li>
  );
}

function Value({ field, value }: { field: FieldInfo | undefined; value: unknown }) {
  if (!field) return null;
  if (field.name === 'fiscalYearStartMonth' && value) return <>{monthNames()[Number(value) - 1]}</>;
  return <FieldValue field={field} value={value} />;
}
