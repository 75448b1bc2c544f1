import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '~/api/filter';
import type { FieldInfo } from '~/api/record-types';
import { Button } from '../button';
import { Sheet } from '../dialog';
import { describeFilter } from './describe-filter';
import { GroupEditor } from './group-editor';
import { cleanFilter } from './tree';

interface FilterSheetProps {
  fields: readonly FieldInfo[];
  value: Filter | undefined;
  onChange: (filter: Filter | undefined) => void;
  names: ReadonlyMap<string, string>;
  onClose: () => void;
}

/** The whole filter with groups inside groups, and what it says as a sentence. It counts when it is applied. */
export default function FilterSheet({ fields, value, onChange, names, onClose }: FilterSheetProps) {
  const { t } = useTranslation(['records', 'common']);
  const [draft, setDraft] = useState(value);
  const cleaned = cleanFilter(draft, fields);
  const sentence = cleaned ? describeFilter(cleaned, fields, t, names) : '';
  return (
    <Sheet
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={t('records:filter.edit')}
      footer={
        <>
          <Button
            variant="primary"
            onPress={() => {
              onChange(cleaned);
              onClose();
            }}
          >
            {t('records:filter.apply')}
          </Button>
          <Button onPress={onClose}>{t('common:actions.cancel')}</Button>
        </>
      }
    >
      <GroupEditor filter={draft} fields={fields} onChange={setDraft} />
      <p role="status" className="mt-4 rounded-xl bg-surface-secondary p-3 text-sm">
        {sentence ? t('records:filter.reads', { text: sentence }) : t('records:filter.readsAll')}
      </p>
    </Sheet>
  );
}
