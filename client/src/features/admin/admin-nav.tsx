import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '~/api/session';

const PLACES = ['users', 'roles', 'teams', 'org-units', 'access', 'api-keys', 'audit'] as const;
/** For whoever may change settings. */
const SETTINGS = ['sign-in', 'directory', 'provider', 'mail', 'outbound', 'sign-in-log'] as const;

/** The parts of user administration, side by side. */
export function AdminNav() {
  const { t } = useTranslation('admin');
  const hasKeys = useCan('apiKey', 'view');
  const mayAudit = useCan('audit', 'edit');
  const hasSettings = useCan('setting', 'edit');
  const places = [
    ...PLACES.filter((place) => (place !== 'api-keys' || hasKeys) && (place !== 'audit' || mayAudit)),
    ...(hasSettings ? SETTINGS : []),
  ];
  return (
    <nav aria-label={t('title')} className="flex flex-wrap gap-1">
      {places.map((place) => (
        <Link
          key={place}
          to={`/admin/${place}` as '/'}
          className="flex min-h-8 items-center rounded-full px-3 text-xs text-muted hover:bg-default"
          activeProps={{ className: 'bg-accent-soft font-medium text-accent-soft-foreground' }}
        >
          {t(`places.${place}`)}
        </Link>
      ))}
    </nav>
  );
}
