import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { AreaLines, AreaLongText } from './area-fields';
import { AreaPage } from './area-page';
import { useArea } from './use-area';

/** Which places inside the network the server may call, and whose certificates it trusts there. */
export function OutboundSettings() {
  const { t } = useTranslation('admin');
  const area = useArea('outbound');
  return (
    <AreaPage title={t('places.outbound')} area={area}>
      <Card title={t('places.outbound')}>
        <p className="mb-4 text-sm text-muted">{t('outbound.text')}</p>
        <div className="flex flex-col gap-4">
          <AreaLines area={area} name="allowed" />
          <AreaLongText area={area} name="authorities" />
        </div>
      </Card>
    </AreaPage>
  );
}
