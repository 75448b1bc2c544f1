import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useRecordList } from '~/api/records';
import { useRemoveWithUndo } from '~/api/undo';
import { IconButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { JalaliInstant, UserText } from '~/ui/text';
import type { SavedMapping } from './import';

/** Mappings kept for the next file with the same heading. */
export function SavedMappings() {
  const { t } = useTranslation(['imports', 'common']);
  const { rows } = useRecordList<SavedMapping>('import-mappings', { sort: 'name' });
  const remove = useRemoveWithUndo<SavedMapping>('import-mappings', (mapping) => mapping.name);
  if (rows.length === 0) return null;
  return (
    <Card title={t('imports:saved')}>
      <ul className="flex flex-col gap-1">
        {rows.map((mapping) => (
          <li key={mapping.id} className="flex items-center gap-3 text-sm">
            <UserText className="min-w-0 grow truncate">{mapping.name}</UserText>
            <JalaliInstant value={mapping.updatedAt} className="text-xs text-muted" />
            <IconButton
              label={t('common:picker.remove', { name: mapping.name })}
              size="sm"
              onPress={() => remove([mapping])}
            >
              <Trash2 aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
    </Card>
  );
}
