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
import { valueKindOf } from './operators';
import { relativeOf } from './relative';
import { SpanEditor } from './span-editor';

interface ValueEditorProps {
  leaf: FilterLeaf;
  field: FieldInfo;
  onChange: (leaf: FilterLeaf) => void;
}

/** The value of one condition, drawn after the type of its field. */
export function ValueEditor({ leaf, field, onChange }: ValueEditorProps) {
  const { t } = useTranslation('records');
  const label = useLabel();
  const set = (value: FilterValue | undefined) => onChange(withValue(leaf, value));
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
      return <DateEditor leaf={leaf} field={field} onChange={onChange} />;
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
    case 'period':
      return <SpanEditor value={leaf.value} onChange={set} hasPeriods />;
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

/** The condition with another value, or without one. */
function withValue(leaf: FilterLeaf, value: FilterValue | undefined): FilterLeaf {
  const { value: _value, ...rest } = leaf;
  return value === undefined ? rest : { ...rest, value };
}

/** A day of the calendar, or one counted from today; «در روز» takes only the first. */
function DateEditor({ leaf, onChange }: ValueEditorProps) {
  const { t } = useTranslation('records');
  const isRelative = relativeOf(leaf.value) !== undefined;
  const set = (value: FilterValue | undefined) => onChange(withValue(leaf, value));
  return (
    <div className="flex flex-col gap-2">
      {leaf.op === 'eq' ? null : (
        <RadioGroup
          label={t('filter.value')}
          hideLabel
          isSegmented
          value={isRelative ? 'relative' : 'day'}
          onChange={(kind) => set(kind === 'relative' ? { ago: { days: 7 } } : undefined)}
          options={[
            { value: 'day', label: t('filter.spans.day') },
            { value: 'relative', label: t('filter.spans.relative') },
          ]}
        />
      )}
      {isRelative ? (
        <SpanEditor value={leaf.value} onChange={set} hasPeriods={false} />
      ) : (
        <DatePicker
          label={t('filter.value')}
          hideLabel
          value={typeof leaf.value === 'string' ? leaf.value : null}
          onChange={(value) => set(value ?? undefined)}
        />
      )}
    </div>
  );
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
