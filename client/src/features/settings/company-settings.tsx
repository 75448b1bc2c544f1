import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { ProblemError } from '~/api/problem';
import type { FieldInfo } from '~/api/record-types';
import { meQuery } from '~/api/session';
import { monthNames } from '~/lib/format';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { FieldInput } from '~/ui/field-input';
import { Select } from '~/ui/select';
import { SkeletonBlock } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { useLabel } from '~/api/record-types';

type Values = Record<string, unknown>;
interface Settings {
  version: number;
  values: Values;
  definitions: FieldInfo[];
}

const KEY = ['settings'] as const;
const GROUPS = ['company', 'money', 'calendar', 'display', 'files'] as const;

/** The settings of the company, drawn from their definitions; each group says what a change does. */
export function CompanySettings() {
  const { t } = useTranslation('settings');
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: KEY, queryFn: () => api.get<Settings>('/settings') });
  const [changes, setChanges] = useState<Values>({});
  const save = useMutation({
    mutationFn: () => api.patch<Settings>('/settings', changes, { ifMatch: data?.version ?? 0 }),
    onSuccess: async (saved) => {
      const before = Object.fromEntries(Object.keys(changes).map((name) => [name, data?.values[name] ?? null]));
      client.setQueryData(KEY, saved);
      setChanges({});
      notify(t('saved'), {
        tone: 'success',
        undo: async () => {
          client.setQueryData(KEY, await api.patch<Settings>('/settings', before, { ifMatch: saved.version }));
        },
      });
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
      {GROUPS.map((group) => (
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
                  onChange={(value) => setChanges((current) => ({ ...current, [field.name]: value }))}
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
      <div className="sticky bottom-0 flex gap-2 rounded-xl border border-hairline bg-surface p-3 shadow-surface">
        <Button variant="primary" isDisabled={changed === 0} isPending={save.isPending} onPress={() => save.mutate()}>
          {t('save')}
        </Button>
        {changed > 0 ? (
          <Button variant="ghost" onPress={() => setChanges({})}>
            {t('reset')}
          </Button>
        ) : null}
      </div>
    </div>
  );
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
