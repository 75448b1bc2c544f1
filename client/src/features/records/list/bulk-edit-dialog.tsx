import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, type RecordTypeInfo, useLabel } from '~/api/record-types';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { FieldInput } from '~/ui/field-input';
import { RadioGroup } from '~/ui/radio-group';
import { Select } from '~/ui/select';
import { TagInput } from '~/ui/tag-input';
import { isBlank } from '../form/form-fields';
import { isWritable } from '../parts/fields';
import type { BulkEditBody } from './use-bulk-operation';

interface BulkEditDialogProps {
  type: RecordTypeInfo;
  task: 'owner' | 'field' | 'tags';
  /** Undefined for a whole list. */
  count: number | undefined;
  onClose: () => void;
  onApply: (change: BulkEditBody) => void;
}

const TITLES = { owner: 'bulk:assignTitle', field: 'bulk:editTitle', tags: 'bulk:tagsTitle' } as const;

/** What is to be written to all selected records; says to how many before it is done. */
export default function BulkEditDialog({ type, task, count, onClose, onApply }: BulkEditDialogProps) {
  const { t } = useTranslation(['records', 'common', 'bulk']);
  const label = useLabel();
  const fields = type.fields.filter((field) => isWritable(field) && !field.unique && field.type !== 'tags');
  const [name, setName] = useState<string | null>(task === 'owner' ? 'ownerId' : null);
  const [value, setValue] = useState<unknown>(null);
  const [tags, setTags] = useState<string[]>([]);
  const [mode, setMode] = useState<'add' | 'remove'>('add');
  const field = fieldOf(type, name ?? '');
  const isReady = task === 'tags' ? tags.length > 0 : field !== undefined && (!field.required || !isBlank(value));
  const apply = () => {
    if (task === 'tags') onApply(mode === 'add' ? { addTags: tags } : { removeTags: tags });
    else if (field) onApply({ changes: { [field.name]: value } });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t(`${TITLES[task]}`)}
      subtitle={count === undefined ? t('bulk:effectAll') : t('bulk:effect', { count })}
      footer={
        <>
          <Button variant="primary" isDisabled={!isReady} onPress={apply}>
            {count === undefined ? t('bulk:applyAll') : t('bulk:apply', { count })}
          </Button>
          <Button onPress={onClose}>{t('common:actions.cancel')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {task === 'field' ? (
          <Select
            label={t('records:filter.field')}
            value={name}
            onChange={(next) => {
              setName(next);
              setValue(null);
            }}
            options={fields.map((candidate) => ({ value: candidate.name, label: label(candidate.label) }))}
          />
        ) : null}
        {task !== 'tags' && field ? (
          <FieldInput key={field.name} field={field} value={value} onChange={setValue} />
        ) : null}
        {task === 'tags' ? (
          <>
            <RadioGroup
              label={t('bulk:tags')}
              hideLabel
              isSegmented
              value={mode}
              onChange={setMode}
              options={[
                { value: 'add', label: t('common:actions.add') },
                { value: 'remove', label: t('common:actions.remove') },
              ]}
            />
            <TagInput type={type.name} label={t('bulk:tags')} value={tags} onChange={setTags} />
          </>
        ) : null}
      </div>
    </Dialog>
  );
}
