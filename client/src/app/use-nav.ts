import { useTranslation } from 'react-i18next';
import { useRecordTypes } from '~/api/record-types';
import { useMe } from '~/api/session';
import { usePreferences } from '~/lib/preferences';
import { companyEntries, type CreateEntry, createEntries, type NavEntry, navEntries } from './nav';

/** Sections and new-record commands that the signed-in user may use. */
export function useNav(): {
  entries: readonly NavEntry[];
  create: readonly CreateEntry[];
  text: (key: string) => string;
} {
  const me = useMe();
  const types = useRecordTypes();
  const { language } = usePreferences();
  const { t } = useTranslation(['nav', 'shell', 'records']);
  const can = (recordType: string | undefined, action: string) => {
    if (!recordType) return true;
    const scope = me?.permissions[recordType]?.[action];
    return scope !== undefined && scope !== 'none';
  };
  return {
    entries: [...navEntries, ...companyEntries(types, language)].filter(
      (entry) => can(entry.recordType, 'view') && (!entry.permission || can(...entry.permission)),
    ),
    create: createEntries.filter((entry) => can(entry.recordType, 'create')),
    text: (key) => (key.startsWith('=') ? key.slice(1) : t(key as 'shell:nav.home')),
  };
}
