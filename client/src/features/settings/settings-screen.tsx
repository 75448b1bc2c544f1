import { useTranslation } from 'react-i18next';
import { useCan, useMe } from '~/api/session';
import { Page } from '~/app/page';
import { Card, KeyValue } from '~/ui/card';
import { CompanySettings } from './company-settings';
import { PasswordCard } from './password-card';
import { SampleCard } from './sample-card';
import { SettingsHistory } from './settings-history';
import { SessionsCard } from './sessions-card';

/** One's own account, and the settings of the company for who may change them. */
export function SettingsScreen() {
  const { t } = useTranslation('settings');
  const me = useMe();
  const canEdit = useCan('setting', 'edit');
  return (
    <Page title={t('title')}>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title={t('me')}>
          <KeyValue
            items={[
              { id: 'name', label: t('name'), value: me?.user.fullName },
              { id: 'username', label: t('username'), value: me?.user.username },
              { id: 'roles', label: t('roles'), value: me?.roles.map((role) => role.name).join('، ') },
            ]}
          />
        </Card>
        <PasswordCard />
      </div>
      <SessionsCard />
      {canEdit ? <CompanySettings /> : null}
      {canEdit ? <SettingsHistory /> : null}
      {canEdit ? <SampleCard /> : null}
    </Page>
  );
}
