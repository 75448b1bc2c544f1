import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabel, useRecordTypes } from '~/api/record-types';
import type { FieldProps } from './field';
import { RecordPicker } from './record-picker';
import { Select } from './select';

/** A record of any type, as the API names it. */
export interface About {
  type: string;
  id: string;
}

interface AboutPickerProps extends FieldProps {
  value: About | null;
  onChange: (about: About | null) => void;
}

/** Types that one works on: those that people hand to each other. */
function isWorkedOn(type: {
  actions: Record<string, boolean | undefined>;
  fields: readonly { name: string; searchable?: boolean }[];
}) {
  return type.actions.assign === true && type.fields.some((field) => field.searchable);
}

/** A record of whatever type: first its type, then its name. */
export function AboutPicker({ value, onChange, label, ...field }: AboutPickerProps) {
  const { t } = useTranslation('records');
  const types = useRecordTypes().filter((type) => isWorkedOn(type) || type.name === value?.type);
  const labelOf = useLabel();
  const [chosen, setChosen] = useState<string | null>(value?.type ?? null);
  const type = value?.type ?? chosen;
  return (
    <div className={field.className}>
      <Select
        {...field}
        className=""
        label={label}
        value={type}
        options={types.map(({ name, labels }) => ({
          value: name,
          label: labelOf({ fa: labels.fa.one, en: labels.en.one }),
        }))}
        onChange={(next) => {
          setChosen(next);
          if (value && next !== value.type) onChange(null);
        }}
      />
      {type ? (
        <RecordPicker
          key={type}
          label={t('about.record')}
          hideLabel
          className="mt-2"
          isDisabled={field.isDisabled ?? false}
          isReadOnly={field.isReadOnly ?? false}
          type={type}
          value={value?.id ?? null}
          onChange={(id) => onChange(id ? { type, id } : null)}
        />
      ) : null}
    </div>
  );
}
