import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { RecordPicker } from '~/ui/record-picker';
import { UserText } from '~/ui/text';
import type { Duplicate } from './lead';

interface ExistingOrNewProps {
  type: 'account' | 'contact';
  /** Name of what would be made. */
  newName: string;
  duplicates: readonly Duplicate[];
  /** Id of the chosen record; null makes a new one. */
  value: string | null;
  onChange: (id: string | null) => void;
  error?: string | undefined;
}

const OTHER = 'other';

/** A new record, one of those that seem to be the same, or any other. */
export function ExistingOrNew({ type, newName, duplicates, value, onChange, error }: ExistingOrNewProps) {
  const { t } = useTranslation('leads');
  const [isOther, setOther] = useState(false);
  const choice = isOther ? OTHER : (value ?? 'new');
  const options = [
    { id: 'new', title: t(`convert.new.${type}`), text: newName },
    ...duplicates.map((duplicate) => ({
      id: duplicate.id,
      title: duplicate.title,
      text: duplicate.because.map((reason) => t(`duplicates.because.${reason}`)).join('، '),
    })),
    { id: OTHER, title: t('convert.other'), text: '' },
  ];
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-xs font-medium">{t(`convert.${type}`)}</legend>
      {options.map((option) => (
        <label
          key={option.id}
          className={cn(
            'flex min-h-10 cursor-pointer items-center gap-2.5 rounded-lg border px-3 py-1 text-sm pointer-coarse:min-h-11',
            option.id === choice ? 'border-accent bg-accent-soft' : 'border-border hover:bg-default',
          )}
        >
          <input
            type="radio"
            name={`convert-${type}`}
            className="size-4 accent-(--accent)"
            checked={option.id === choice}
            onChange={() => {
              setOther(option.id === OTHER);
              onChange(option.id === 'new' || option.id === OTHER ? null : option.id);
            }}
          />
          <UserText className="font-medium">{option.title}</UserText>
          {option.text ? <UserText className="truncate text-xs text-muted">{option.text}</UserText> : null}
        </label>
      ))}
      {isOther ? (
        <RecordPicker
          label={t(`convert.${type}`)}
          hideLabel
          type={type}
          value={value}
          onChange={onChange}
          error={error}
        />
      ) : error ? (
        <p role="alert" className="text-2xs text-danger-soft-foreground">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
