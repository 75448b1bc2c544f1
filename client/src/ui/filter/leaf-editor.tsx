import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilterLeaf } from '~/api/filter';
import { type FieldInfo, useLabel } from '~/api/record-types';
import { ComboBox } from '../combo-box';
import { Select } from '../select';
import { fieldOfLeaf } from './leaf-field';
import { newLeaf, operatorsOf, withOperator } from './operators';
import { ValueEditor } from './value-editor';

interface LeafEditorProps {
  leaf: FilterLeaf;
  fields: readonly FieldInfo[];
  onChange: (leaf: FilterLeaf) => void;
}

/** One condition: field, operator, value. */
export function LeafEditor({ leaf, fields, onChange }: LeafEditorProps) {
  const { t } = useTranslation('records');
  const label = useLabel();
  const field = fieldOfLeaf(fields, leaf);
  const options = useMemo(
    () => fields.map((candidate) => ({ value: candidate.name, label: label(candidate.label) })),
    [fields, label],
  );
  const isDate = field?.type === 'date' || field?.type === 'instant';
  const opLabel = (op: string) => (isDate ? ({ lt: 'before', gt: 'after', eq: 'on' }[op] ?? op) : op);
  return (
    <div className="flex flex-col gap-2">
      <ComboBox
        label={t('filter.field')}
        hideLabel
        isRequired
        value={options.find((option) => option.value === field?.name) ?? null}
        options={options}
        onChange={(option) => {
          const next = fields.find((candidate) => candidate.name === option?.value);
          if (next && next !== field) onChange(newLeaf(next));
        }}
      />
      {field ? (
        <>
          <Select
            label={t('filter.op')}
            hideLabel
            value={leaf.op}
            options={operatorsOf(field).map((op) => ({
              value: op,
              label: t(`filter.ops.${opLabel(op)}` as 'filter.ops.eq'),
            }))}
            onChange={(op) => onChange(withOperator(leaf, field, op))}
          />
          <ValueEditor leaf={leaf} field={field} onChange={onChange} />
        </>
      ) : null}
    </div>
  );
}
