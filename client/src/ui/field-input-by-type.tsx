import { toAsciiDigits } from '@peyvand/server/persian';
import { type FieldInfo, useLabel } from '~/api/record-types';
import { localDigits, type Money } from '~/lib/format';
import { type About, AboutPicker } from './about-picker';
import { Switch } from './switch';
import { DatePicker } from './date-picker';
import { DateTimePicker } from './date-time-picker';
import { Input, TextArea } from './input';
import { MoneyInput } from './money-input';
import { NumberInput } from './number-input';
import { PhoneInput } from './phone-input';
import { RatingInput } from './rating-input';
import { RecordPicker } from './record-picker';
import { RecordsPicker } from './records-picker';
import { MultiSelect, Select } from './select';
import { TagInput } from './tag-input';

export interface FieldInputProps {
  field: FieldInfo;
  /** Record type that the field belongs to, for the suggestions of tags. */
  recordType?: string;
  value: unknown;
  onChange: (value: unknown) => void;
  error?: string | undefined;
  hideLabel?: boolean;
  isDisabled?: boolean;
  autoFocus?: boolean;
  className?: string;
}

const LTR_TYPES = new Set(['email', 'url']);

/** The input for any field of the registry, drawn after its type. */
export default function FieldInputByType({
  field,
  recordType,
  value,
  onChange,
  error,
  hideLabel,
  isDisabled,
  autoFocus,
  className,
}: FieldInputProps) {
  const label = useLabel();
  const common = {
    label: label(field.label),
    help: field.help ? label(field.help) : undefined,
    error,
    isRequired: field.required ?? false,
    isReadOnly: field.readonly ?? field.level === 'read',
    isDisabled: isDisabled ?? false,
    hideLabel: hideLabel ?? false,
    className,
  };
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (field.custom?.kind === 'rating')
    return (
      <RatingInput
        {...common}
        max={field.max ?? 5}
        value={typeof value === 'number' ? value : null}
        onChange={onChange}
      />
    );
  switch (field.type) {
    case 'money':
      return <MoneyInput {...common} autoFocus={autoFocus} value={isMoney(value) ? value : null} onChange={onChange} />;
    case 'integer':
    case 'decimal':
    case 'percent':
      return (
        <NumberInput
          {...common}
          autoFocus={autoFocus}
          value={text || null}
          onChange={(next) => onChange(next === null ? null : Number(next))}
        />
      );
    case 'date':
      return <DatePicker {...common} autoFocus={autoFocus} value={text || null} onChange={onChange} />;
    case 'instant':
      return <DateTimePicker {...common} value={text || null} onChange={onChange} />;
    case 'phone':
      return <PhoneInput {...common} autoFocus={autoFocus} value={text || null} onChange={onChange} />;
    case 'boolean':
      return (
        <Switch
          isSelected={value === true}
          onChange={onChange}
          isDisabled={common.isDisabled || common.isReadOnly}
          className={className}
        >
          {common.label}
        </Switch>
      );
    case 'choice':
      return (
        <Select
          {...common}
          value={text || null}
          onChange={onChange}
          options={(field.choices ?? []).map((choice) => ({ value: choice.value, label: label(choice.label) }))}
        />
      );
    case 'multiChoice':
      return (
        <MultiSelect
          {...common}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={onChange}
          options={(field.choices ?? []).map((choice) => ({ value: choice.value, label: label(choice.label) }))}
        />
      );
    case 'link':
      return <RecordPicker {...common} type={field.target ?? ''} value={text || null} onChange={onChange} />;
    case 'links':
      return (
        <RecordsPicker
          {...common}
          type={field.target ?? ''}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={onChange}
        />
      );
    case 'about':
      return <AboutPicker {...common} value={isAbout(value) ? value : null} onChange={onChange} />;
    case 'tags':
      return (
        <TagInput
          {...common}
          type={recordType}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={onChange}
        />
      );
    case 'longText':
      return <TextArea {...common} autoFocus={autoFocus} value={text} onChange={(next) => onChange(next || null)} />;
    case 'nationalId':
    case 'legalId':
    case 'postalCode':
      return (
        <Input
          {...common}
          autoFocus={autoFocus}
          isLtr
          inputMode="numeric"
          value={localDigits(text)}
          onChange={(next) => onChange(toAsciiDigits(next).trim() || null)}
        />
      );
    default:
      return (
        <Input
          {...common}
          autoFocus={autoFocus}
          isLtr={LTR_TYPES.has(field.type)}
          type={field.type === 'email' || field.type === 'url' ? field.type : 'text'}
          maxLength={field.max}
          value={text}
          onChange={(next) => onChange(next || null)}
        />
      );
  }
}

function isAbout(value: unknown): value is About {
  return typeof value === 'object' && value !== null && 'type' in value && 'id' in value;
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}
