import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { AreaChoice, AreaNumber, AreaSwitch } from './area-fields';
import { AreaPage } from './area-page';
import { useArea } from './use-area';

/** Passwords, links and the sign-in log: the rules that hold for everybody. */
export function SignInRules() {
  const { t } = useTranslation('admin');
  const area = useArea('sign-in');
  return (
    <AreaPage title={t('places.sign-in')} area={area}>
      <Card title={t('rules.passwords')}>
        <div className="flex flex-col gap-4">
          <div className="grid gap-4 sm:grid-cols-3">
            <AreaNumber area={area} name="minLength" />
            <AreaNumber area={area} name="history" />
            <AreaNumber area={area} name="maxAgeDays" />
          </div>
          <AreaSwitch area={area} name="refuseCommon" />
          <AreaSwitch area={area} name="refuseOwnName" />
          <AreaChoice area={area} name="localPasswords" values={['everyone', 'administrators']} className="max-w-sm" />
        </div>
      </Card>
      <Card title={t('rules.more')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <AreaNumber area={area} name="inviteHours" />
          <AreaNumber area={area} name="logKeptDays" />
        </div>
        <p className="mt-4 text-xs text-muted">{t('rules.twoStep')}</p>
      </Card>
    </AreaPage>
  );
}
