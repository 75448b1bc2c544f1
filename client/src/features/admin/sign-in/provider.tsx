import { useTranslation } from 'react-i18next';
import { API_BASE } from '~/api/http';
import { Card } from '~/ui/card';
import { CopyButton, Ltr } from '~/ui/text';
import { AreaSecret, AreaSwitch, AreaText, ExternalPeople } from './area-fields';
import { AreaPage } from './area-page';
import { useArea } from './use-area';

const CLAIMS = ['username', 'fullName', 'email', 'groups'];

/** The company's OpenID Connect provider. */
export function ProviderSettings() {
  const { t } = useTranslation('admin');
  const area = useArea('provider');
  const back = `${window.location.origin}${API_BASE}/auth/provider/callback`;
  return (
    <AreaPage title={t('places.provider')} area={area}>
      <Card title={t('provider.title')}>
        <div className="flex flex-col gap-4">
          <AreaSwitch area={area} name="enabled" />
          <div className="text-sm">
            <p className="text-muted">{t('provider.back')}</p>
            <p className="mt-1 flex items-center gap-2">
              <Ltr className="text-xs break-all">{back}</Ltr>
              <CopyButton text={back} />
            </p>
          </div>
          <div className="grid gap-4 sm:grid-cols-2">
            <AreaText area={area} name="issuer" isLtr />
            <AreaText area={area} name="clientId" isLtr />
            <AreaSecret area={area} name="clientSecret" />
            <AreaText area={area} name="label" />
            <AreaText area={area} name="scope" isLtr />
          </div>
          <AreaSwitch area={area} name="trustsSecondStep" />
        </div>
      </Card>
      <Card title={t('provider.claims')}>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          {CLAIMS.map((name) => (
            <AreaText key={name} area={area} name={`${name}Claim`} isLtr />
          ))}
        </div>
      </Card>
      <Card title={t('fields.external.title')}>
        <div className="flex flex-col gap-4">
          <ExternalPeople area={area} />
        </div>
      </Card>
    </AreaPage>
  );
}
