import { Link } from '@tanstack/react-router';
import { UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '~/api/session';
import { Page } from '~/app/page';
import { Card } from '~/ui/card';
import { CompanySettings } from './company-settings';
import { SampleCard } from './sample-card';
import { SettingsHistory } from './settings-history';
import { SettingsNav } from './settings-nav';

/** The settings of the company for who may change them, and the way to one's own account. */
export function SettingsScreen() {
  const { t } = useTranslation('settings');
  const canEdit = useCan('setting', 'edit');
  return (
    <Page title={t('title')}>
      <SettingsNav />
      <Card>
        <Link to="/account" className="flex items-center gap-3 text-sm">
          <UserRound aria-hidden className="size-5 text-muted" />
          <span>
            <span className="block font-medium text-accent-soft-foreground">{t('account')}</span>
            <span className="text-xs text-muted">{t('toAccount')}</span>
          </span>
        </Link>
      </Card>
      {canEdit ? <CompanySettings groups={['company', 'money', 'display', 'files']} /> : null}
      {canEdit ? <SettingsHistory /> : null}
      {canEdit ? <SampleCard /> : null}
    </Page>
  );
}
