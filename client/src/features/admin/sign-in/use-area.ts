import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { ProblemError } from '~/api/problem';
import { notify } from '~/lib/notices';

/** A private part of the settings: its values, and which of its secrets are set. */
export interface AreaView {
  version: number;
  values: Record<string, unknown>;
  secrets: Record<string, boolean>;
}

/** One area of the settings with what was changed on the screen and not saved yet. */
export function useArea(name: string) {
  const { t } = useTranslation(['admin', 'common']);
  const client = useQueryClient();
  const key = ['settings', name] as const;
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: () => api.get<AreaView>(`/settings/${name}`) });
  const [changes, setChanges] = useState<Record<string, unknown>>({});
  const [fault, setFault] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const save = async (): Promise<boolean> => {
    setSaving(true);
    setFault(null);
    try {
      client.setQueryData(
        key,
        await api.patch<AreaView>(`/settings/${name}`, changes, { ifMatch: data?.version ?? 0 }),
      );
      setChanges({});
      notify(t('common:states.saved'), { tone: 'success' });
      return true;
    } catch (failure) {
      setFault(failure);
      if (failure instanceof ProblemError && failure.isStale) void refetch();
      return false;
    } finally {
      setSaving(false);
    }
  };
  return {
    name,
    data,
    error,
    refetch: () => void refetch(),
    isSaving,
    isChanged: Object.keys(changes).length > 0,
    save,
    reset: () => setChanges({}),
    /** A value as the screen shows it; of a secret only what was typed. */
    valueOf: (field: string): unknown => (field in changes ? changes[field] : data?.values[field]),
    isSet: (field: string): boolean => data?.secrets[field] ?? false,
    set: (field: string, value: unknown) => setChanges((current) => ({ ...current, [field]: value })),
    /** What is wrong with one field, also inside of a list. */
    faultOf: (field: string): string | undefined =>
      fault instanceof ProblemError
        ? fault.errors.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message
        : undefined,
    fault: fault ? describeError(fault, t) : undefined,
  };
}

export type Area = ReturnType<typeof useArea>;
