import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { ProblemError } from '~/api/problem';
import { meQuery } from '~/api/session';
import { monthNames } from '~/lib/format';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { FieldInput } from '~/ui/field-input';
import { Select } from '~/ui/select';
import { SkeletonBlock } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { type FieldInfo, useLabel } from '~/api/record-types';
import { type Settings, type SettingValues as Values, settingsHistoryKey, settingsQuery } from './settings';

type Group = 'company' | 'money' | 'calendar' | 'display' | 'files';

/** The settings of the company, drawn from their definitions; each group says what a change does. */
export function CompanySettings({ groups }: { groups: readonly Group[] }) {
  const { t } = useTranslation('settings');
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(settingsQuery);
  const [changes, setChanges] = useState<Values>({});
  const save = useMutation({
    mutationFn: () => api.patch<Settings>('/settings', changes, { ifMatch: data?.version ?? 0 }),
    onSuccess: async (saved) => {
      const before = Object.fromEntries(Object.keys(changes).map((name) => [name, data?.values[name] ?? null]));
      client.setQueryData(settingsQuery.queryKey, saved);
      void client.invalidateQueries({ queryKey: settingsHistoryKey });
      setChanges({});
      notify(t('saved'), {
        tone: 'success',
        undo: async () => {
          client.setQueryData(
            settingsQuery.queryKey,
            await api.patch<Settings>('/settings', before, { ifMatch: saved.version }),
          );
          void client.invalidateQueries({ queryKey: settingsHistoryKey });
        },
      });
      void client.invalidateQueries({ queryKey: ['working-days'] });
      await client.invalidateQueries({ queryKey: meQuery.queryKey });
    },
    onError: (failure) => {
      if (failure instanceof ProblemError && failure.isStale) void refetch();
    },
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonBlock className="h-96 rounded-xl" />;
  const changed = Object.keys(changes).length;
  return (
    <div className="flex flex-col gap-4">
      {groups.map((group) => (
        <Card key={group} title={t(`groups.${group}`)}>
          <p className="mb-4 text-xs text-muted">{t(`effects.${group}`)}</p>
          <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {data.definitions
              .filter((field) => field.group === group)
              .map((field) => (
                <Setting
                  key={field.name}
                  field={field}
                  value={field.name in changes ? changes[field.name] : data.values[field.name]}
                  error={save.error instanceof ProblemError ? save.error.messageFor(field.name) : undefined}
                  onChange={(value) =>
                    setChanges((current) => changedFrom(data.values, { ...current, [field.name]: value }))
                  }
                />
              ))}
          </div>
        </Card>
      ))}
      {save.error ? (
        <p role="alert" className="text-sm text-danger-soft-foreground">
          {describeError(save.error, t)}
        </p>
      ) : null}
      {changed > 0 ? (
        <div className="sticky bottom-0 z-1 flex flex-wrap items-center gap-2 rounded-xl border border-hairline bg-surface p-3 shadow-overlay">
          <Button variant="primary" isPending={save.isPending} onPress={() => save.mutate()}>
            {t('save')}
          </Button>
          <Button variant="ghost" onPress={() => setChanges({})}>
            {t('reset')}
          </Button>
          <span className="text-xs text-muted">{t('changed', { count: changed })}</span>
        </div>
      ) : null}
    </div>
  );
}

/** What is left to save: a value that is put back is no change. */
function changedFrom(stored: Values, changes: Values): Values {
  const same = (name: string, value: unknown) => (value ?? '') === (stored[name] ?? '');
  return Object.fromEntries(Object.entries(changes).filter(([name, value]) => !same(name, value)));
}

interface SettingProps {
  field: FieldInfo;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
}

function Setting({ field, value, error, onChange }: SettingProps) {
  const label = useLabel();
  if (field.name === 'fiscalYearStartMonth')
    return (
      <Select
        label={label(field.label)}
        error={error}
        value={String(value)}
        onChange={(month) => onChange(Number(month))}
        options={monthNames().map((name, index) => ({ value: String(index + 1), label: name }))}
      />
    );
  return <FieldInput field={field} value={value} onChange={onChange} error={error} />;
}
