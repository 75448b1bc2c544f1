import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stage } from '~/api/pipelines';
import { FormShell } from '~/ui/form-shell';
import { Select } from '~/ui/select';

interface MergeFormProps {
  stage: Stage;
  others: readonly Stage[];
  /** Why the stage cannot simply go. */
  reason: string;
  onCancel: () => void;
  onSave: (intoStageId: string) => Promise<void>;
}

/** Where the open opportunities of a stage go when it is taken away. */
export default function MergeForm({ stage, others, reason, onCancel, onSave }: MergeFormProps) {
  const { t } = useTranslation('pipelines');
  const [into, setInto] = useState<string | null>(null);
  return (
    <FormShell
      saveLabel={t('merge.save')}
      tone="danger"
      isReady={into !== null}
      onCancel={onCancel}
      onSave={() => onSave(into ?? '')}
    >
      {() => (
        <>
          <p className="text-sm">{reason}</p>
          <Select
            label={t('merge.into')}
            value={into}
            onChange={setInto}
            options={others.map((other) => ({ value: other.id, label: other.name }))}
            isRequired
          />
          <p className="text-xs text-muted">{t('merge.help', { name: stage.name })}</p>
        </>
      )}
    </FormShell>
  );
}
