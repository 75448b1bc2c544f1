import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldInfo, useLabel } from '~/api/record-types';
import { Button, IconButton } from '~/ui/button';
import { Input } from '~/ui/input';
import { Select } from '~/ui/select';
import type { MappingEntry } from './import';

interface ConstantsProps {
  mapping: readonly MappingEntry[];
  fields: readonly FieldInfo[];
  onChange: (mapping: MappingEntry[]) => void;
}

/** Fields that get the same value in every row. */
export function Constants({ mapping, fields, onChange }: ConstantsProps) {
  const { t } = useTranslation(['imports', 'common']);
  const label = useLabel();
  const [isAdding, setAdding] = useState(false);
  const free = fields.filter((field) => !mapping.some((entry) => entry.field === field.name));
  const fixed = mapping.filter((entry) => entry.column === undefined);
  return (
    <div className="flex flex-col gap-2 px-4 py-3">
      {fixed.map((entry) => (
        <div key={entry.field} className="flex max-w-2xl items-end gap-2">
          <Input
            label={label(fields.find((field) => field.name === entry.field)?.label)}
            className="grow"
            value={entry.constant ?? ''}
            onChange={(constant) =>
              onChange(mapping.map((each) => (each.field === entry.field ? { ...each, constant } : each)))
            }
          />
          <IconButton
            label={t('common:actions.remove')}
            onPress={() => onChange(mapping.filter((each) => each.field !== entry.field))}
          >
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      {isAdding ? (
        <Select
          label={t('imports:constantField')}
          className="max-w-xs"
          value={null}
          onChange={(name) => {
            setAdding(false);
            const target = fields.find((field) => field.name === name)?.target;
            onChange([...mapping, { field: name, constant: '', ...(target ? { link: { by: 'title' } } : {}) }]);
          }}
          options={free.map((field) => ({ value: field.name, label: label(field.label) }))}
        />
      ) : (
        <Button
          size="sm"
          variant="ghost"
          className="self-start"
          icon={<Plus aria-hidden />}
          onPress={() => setAdding(true)}
        >
          {t('imports:addConstant')}
        </Button>
      )}
    </div>
  );
}
