import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, useRecordType } from '~/api/record-types';
import { FieldInput } from '~/ui/field-input';
import { FormShell } from '~/ui/form-shell';

interface RequirementsFormProps {
  /** Names of the fields that the stage requires and that are empty. */
  fields: readonly string[];
  onCancel: () => void;
  onSave: (values: Record<string, unknown>) => Promise<void>;
}

/** The few fields that a stage wants before it lets an opportunity in. */
export default function RequirementsForm({ fields, onCancel, onSave }: RequirementsFormProps) {
  const { t } = useTranslation('opportunities');
  const type = useRecordType('opportunity');
  const [values, setValues] = useState<Record<string, unknown>>({});
  const isReady = fields.every((name) => values[name] !== undefined && values[name] !== null);
  return (
    <FormShell saveLabel={t('actions.saveAndMove')} onCancel={onCancel} onSave={() => onSave(values)} isReady={isReady}>
      {(messageFor) =>
        fields.map((name, at) => {
          const field = fieldOf(type, name);
          return field ? (
            <FieldInput
              key={name}
              field={{ ...field, required: true }}
              value={values[name]}
              onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
              error={messageFor(name)}
              autoFocus={at === 0}
            />
          ) : null;
        })
      }
    </FormShell>
  );
}
