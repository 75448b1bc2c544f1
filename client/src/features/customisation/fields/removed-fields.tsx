import { ArchiveRestore } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RecordTypeInfo } from '~/api/record-types';
import { formatNumber } from '~/lib/format';
import { Button } from '~/ui/button';
import { JalaliInstant, UserText } from '~/ui/text';
import { type FieldDefinition, useDefinitions } from '../definitions';
import { KindIcon } from '../kinds';

interface RemovedFieldsProps {
  type: RecordTypeInfo;
  onRestore: (field: FieldDefinition) => void;
}

/** Fields that were removed and whose data is still there. */
export function RemovedFields({ type, onRestore }: RemovedFieldsProps) {
  const { t } = useTranslation(['customisation', 'common']);
  const removed = useDefinitions(type.name, true).data ?? [];
  if (removed.length === 0) return null;
  return (
    <details className="rounded-xl border border-hairline bg-surface px-4 py-2">
      <summary className="cursor-pointer py-1.5 text-sm font-medium">
        {t('customisation:fields.removedList', { number: formatNumber(removed.length) })}
      </summary>
      <p className="pb-1 text-xs text-muted">{t('customisation:fields.removedAbout')}</p>
      <ul className="flex flex-col">
        {removed.map((field) => (
          <li
            key={field.id}
            className="flex min-h-11 items-center gap-2 border-b border-hairline py-1 text-sm last:border-0"
          >
            <KindIcon kind={field.kind} className="size-4 shrink-0 text-muted" />
            <UserText className="min-w-0 grow truncate">{field.labelFa}</UserText>
            <span className="text-xs text-muted">
              <JalaliInstant value={field.updatedAt} />
            </span>
            <Button size="sm" icon={<ArchiveRestore aria-hidden />} onPress={() => onRestore(field)}>
              {t('customisation:fields.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
