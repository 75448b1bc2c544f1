import { useTranslation } from 'react-i18next';
import type { FilterLeaf } from '~/api/filter';
import { type FieldInfo, useLabel } from '~/api/record-types';
import { Select } from '../select';
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
  const field = fields.find((candidate) => candidate.name === leaf.field);
  const isDate = field?.type === 'date' || field?.type === 'instant';
  const opLabel = (op: string) => (isDate ? ({ lt: 'before', gt: 'after', eq: 'on' }[op] ?? op) : op);
  return (
    <div className="flex flex-col gap-2">
      <Select
        label={t('filter.field')}
        hideLabel
        value={leaf.field}
        options={fields.map((candidate) => ({ value: candidate.name, label: label(candidate.label) }))}
        onChange={(name) => {
          const next = fields.find((candidate) => candidate.name === name);
          if (next) onChange(newLeaf(next));
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
