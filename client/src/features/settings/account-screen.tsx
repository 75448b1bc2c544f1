import { useTranslation } from 'react-i18next';
import { useMe } from '~/api/session';
import { Page } from '~/app/page';
import { Card, KeyValue } from '~/ui/card';
import { PasswordCard } from './password-card';
import { SessionsCard } from './sessions-card';
import { TwoStepCard } from './two-step-card';

/** One's own account: who one is, and how one signs in. */
export function AccountScreen() {
  const { t } = useTranslation('settings');
  const me = useMe();
  return (
    <Page title={t('account')}>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex flex-col gap-4">
          <Card>
            <KeyValue
              items={[
                { id: 'name', label: t('name'), value: me?.user.fullName },
                { id: 'username', label: t('username'), value: me?.user.username },
                { id: 'roles', label: t('roles'), value: me?.roles.map((role) => role.name).join('، ') },
              ]}
            />
          </Card>
          <TwoStepCard />
        </div>
        <PasswordCard />
      </div>
      <SessionsCard />
    </Page>
  );
}
