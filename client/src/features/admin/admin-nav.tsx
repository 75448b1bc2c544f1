import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '~/api/session';

const PLACES = ['users', 'roles', 'teams', 'org-units', 'access', 'api-keys', 'audit'] as const;

/** The parts of user administration, side by side. */
export function AdminNav() {
  const { t } = useTranslation('admin');
  const hasKeys = useCan('apiKey', 'view');
  const mayAudit = useCan('audit', 'edit');
  return (
    <nav aria-label={t('title')} className="flex flex-wrap gap-1">
      {PLACES.filter((place) => (place !== 'api-keys' || hasKeys) && (place !== 'audit' || mayAudit)).map((place) => (
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
