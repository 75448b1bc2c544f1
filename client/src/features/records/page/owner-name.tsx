import { useTranslation } from 'react-i18next';
import type { RecordBase } from '~/api/records';
import { LinkName } from '../parts/link-name';

/** Who looks after a record, in its head. */
export function OwnerName({ record }: { record: RecordBase }) {
  const { t } = useTranslation('records');
  if (!record.ownerId) return <span>{t('page.noOwner')}</span>;
  return (
    <span className="inline-flex items-center gap-1">
      <span>{t('page.owner')}</span>
      <LinkName target="user" id={record.ownerId} className="text-foreground" />
    </span>
  );
}
