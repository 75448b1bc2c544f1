import { useTranslation } from 'react-i18next';
import type { FilterLeaf, FilterValue } from '~/api/filter';
import { type FieldInfo, useLabel } from '~/api/record-types';
import { Checkbox } from '../checkbox';
import { RadioGroup } from '../radio-group';
import { DatePicker } from '../date-picker';
import { Input } from '../input';
import { MoneyInput } from '../money-input';
import { NumberInput } from '../number-input';
import { RecordPicker } from '../record-picker';
import { Select } from '../select';
import { PERIODS, valueKindOf } from './operators';

interface ValueEditorProps {
  leaf: FilterLeaf;
  field: FieldInfo;
  onChange: (leaf: FilterLeaf) => void;
}

/** The value of one condition, drawn after the type of its field. */
export function ValueEditor({ leaf, field, onChange }: ValueEditorProps) {
  const { t } = useTranslation('records');
  const label = useLabel();
  const set = (value: FilterValue | undefined) =>
    onChange(value === undefined ? { field: leaf.field, op: leaf.op } : { ...leaf, value });
  const common = { label: t('filter.value'), hideLabel: true };
  const text = typeof leaf.value === 'string' || typeof leaf.value === 'number' ? String(leaf.value) : '';

  switch (valueKindOf(field, leaf.op)) {
    case 'none':
      return null;
    case 'number':
      return <NumberInput {...common} value={text || null} onChange={(value) => set(value ?? undefined)} />;
    case 'money':
      return (
        <MoneyInput
          {...common}
          value={text ? { amount: text, currency: 'IRR' } : null}
          onChange={(value) => set(value?.amount)}
        />
      );
    case 'date':
      return <DatePicker {...common} value={text || null} onChange={(value) => set(value ?? undefined)} />;
    case 'boolean':
      return (
        <RadioGroup
          {...common}
          isSegmented
          value={leaf.value === false ? 'no' : 'yes'}
          onChange={(value) => set(value === 'yes')}
          options={[
            { value: 'yes', label: t('common:states.yes') },
            { value: 'no', label: t('common:states.no') },
          ]}
        />
      );
    case 'period': {
      const period =
        typeof leaf.value === 'object' && leaf.value !== null && 'period' in leaf.value ? leaf.value.period : null;
      return (
        <Select
          {...common}
          value={period}
          onChange={(value) => set({ period: value })}
          options={PERIODS.map((value) => ({ value: value as string, label: t(`filter.periods.${value}`) }))}
        />
      );
    }
    case 'choice':
    case 'choices': {
      const chosen = Array.isArray(leaf.value) ? leaf.value.map(String) : text ? [text] : [];
      return (
        <div role="group" aria-label={common.label} className="flex max-h-56 flex-col gap-1 overflow-auto">
          {(field.choices ?? []).map((choice) => (
            <Checkbox
              key={choice.value}
              isSelected={chosen.includes(choice.value)}
              onChange={(isSelected) =>
                set(isSelected ? [...chosen, choice.value] : chosen.filter((value) => value !== choice.value))
              }
            >
              {label(choice.label)}
            </Checkbox>
          ))}
        </div>
      );
    }
    case 'record': {
      const isMe = typeof leaf.value === 'object' && leaf.value !== null && 'me' in leaf.value;
      return (
        <div className="flex flex-col gap-2">
          {field.target === 'user' ? (
            <Checkbox isSelected={isMe} onChange={(isSelected) => set(isSelected ? { me: true } : undefined)}>
              {t('filter.me')}
            </Checkbox>
          ) : null}
          {isMe ? null : (
            <RecordPicker
              {...common}
              type={field.target ?? ''}
              value={text || null}
              onChange={(id) => set(id ?? undefined)}
            />
          )}
        </div>
      );
    }
    case 'range':
      return <RangeEditor leaf={leaf} field={field} onChange={onChange} />;
    default:
      return <Input {...common} value={text} autoFocus onChange={(value) => set(value || undefined)} />;
  }
}

function RangeEditor({ leaf, field, onChange }: ValueEditorProps) {
  const { t } = useTranslation();
  const [from = null, to = null] = Array.isArray(leaf.value) ? leaf.value : [];
  const ends = [
    { label: t('date.from'), value: from, set: (value: string | null) => onChange({ ...leaf, value: [value, to] }) },
    { label: t('date.to'), value: to, set: (value: string | null) => onChange({ ...leaf, value: [from, value] }) },
  ];
  return (
    <div className="flex flex-col gap-2">
      {ends.map((end) => {
        const value = end.value === null ? null : String(end.value);
        if (field.type === 'date' || field.type === 'instant')
          return <DatePicker key={end.label} label={end.label} value={value} onChange={end.set} />;
        if (field.type === 'money') {
          return (
            <MoneyInput
              key={end.label}
              label={end.label}
              value={value ? { amount: value, currency: 'IRR' } : null}
              onChange={(money) => end.set(money?.amount ?? null)}
            />
          );
        }
        return <NumberInput key={end.label} label={end.label} value={value} onChange={end.set} />;
      })}
    </div>
  );
}
