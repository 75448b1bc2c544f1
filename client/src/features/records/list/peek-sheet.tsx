import { Maximize2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type RecordTypeInfo, useLabel } from '~/api/record-types';
import { type RecordBase, useRecord } from '~/api/records';
import { LinkButton } from '~/ui/button';
import { Sheet } from '~/ui/dialog';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { RecordFacts } from '../facts/record-facts';
import { titleOf } from '../parts/fields';

interface PeekSheetProps {
  type: RecordTypeInfo;
  id: string;
  href: string;
  onClose: () => void;
  /** Content of the screen's own; the facts of the record without it. */
  children?: ((record: RecordBase, close: () => void) => ReactNode) | undefined;
}

/** A record beside its list. */
export default function PeekSheet({ type, id, href, onClose, children }: PeekSheetProps) {
  const { t } = useTranslation('records');
  const label = useLabel();
  const query = useRecord(type.resource, id);
  const record = query.data;
  const one = label({ fa: type.labels.fa.one, en: type.labels.en.one });
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={record ? titleOf(type, record) : one}
      subtitle={record ? one : undefined}
      footer={
        <LinkButton variant="primary" to={href as '/'} icon={<Maximize2 aria-hidden />}>
          {t('peek.page')}
        </LinkButton>
      }
    >
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : record ? (
        (children?.(record, onClose) ?? <RecordFacts type={type} record={record} />)
      ) : (
        <SkeletonText lines={8} />
      )}
    </Sheet>
  );
}
