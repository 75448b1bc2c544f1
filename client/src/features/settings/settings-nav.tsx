import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '~/api/session';

/** The parts of the settings, side by side; only one's own for who may not change the company's. */
export function SettingsNav() {
  const { t } = useTranslation('settings');
  const mayEdit = useCan('setting', 'edit');
  if (!mayEdit) return null;
  const places = [
    { id: 'general', to: '/settings' },
    { id: 'calendar', to: '/settings/calendar' },
  ] as const;
  return (
    <nav aria-label={t('title')} className="flex flex-wrap gap-1">
      {places.map(({ id, to }) => (
        <Link
          key={id}
          to={to}
          activeOptions={{ exact: true }}
          className="flex min-h-8 items-center rounded-full px-3 text-xs text-muted hover:bg-default"
          activeProps={{ className: 'bg-accent-soft font-medium text-accent-soft-foreground' }}
        >
          {t(`places.${id}`)}
        </Link>
      ))}
    </nav>
  );
}
