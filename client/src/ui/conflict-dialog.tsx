import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldInfo } from '~/api/record-types';
import { fieldOf, type RecordTypeInfo, useLabel } from '~/api/record-types';
import type { StaleSaveError } from '~/api/stale';
import { Button } from './button';
import { RadioGroup } from './radio-group';
import { Dialog } from './dialog';
import { FieldValue } from './field-value';

interface ConflictDialogProps {
  error: StaleSaveError;
  type: RecordTypeInfo | undefined;
  onClose: () => void;
  /** Told the fields to write over the newer version; none when the other side won everywhere. */
  onResolve: (changes: Record<string, unknown>) => void;
}

type Side = 'mine' | 'theirs';

/** Shows a stale save field by field: mine and theirs, one to be chosen. */
export function ConflictDialog({ error, type, onClose, onResolve }: ConflictDialogProps) {
  const { t } = useTranslation(['records', 'conflict']);
  const label = useLabel();
  const [sides, setSides] = useState<Record<string, Side>>({});
  const all = (side: Side) => setSides(Object.fromEntries(error.fields.map((field) => [field, side])));
  const save = () => {
    const untouched = Object.keys(error.mine).filter((field) => !error.fields.includes(field));
    const chosen = error.fields.filter((field) => sides[field] !== 'theirs');
    onResolve(Object.fromEntries([...untouched, ...chosen].map((field) => [field, error.mine[field]])));
  };
  const show = (field: FieldInfo | undefined, value: unknown) =>
    field ? <FieldValue field={field} value={value} /> : String(value ?? '');
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="md"
      title={t('conflict:title')}
      subtitle={t('conflict:text')}
      footer={
        <>
          <Button variant="primary" onPress={save}>
            {t('conflict:save')}
          </Button>
          <Button onPress={() => all('mine')}>{t('conflict:keepMine')}</Button>
          <Button onPress={() => all('theirs')}>{t('conflict:keepTheirs')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {error.fields.map((name) => {
          const field = fieldOf(type, name);
          return (
            <RadioGroup
              key={name}
              label={field ? label(field.label) : name}
              value={sides[name] ?? 'mine'}
              onChange={(side) => setSides((current) => ({ ...current, [name]: side }))}
              options={[
                { value: 'mine', label: show(field, error.mine[name]), help: t('conflict:mine') },
                { value: 'theirs', label: show(field, error.theirs[name]), help: t('conflict:theirs') },
              ]}
            />
          );
        })}
      </div>
    </Dialog>
  );
}
