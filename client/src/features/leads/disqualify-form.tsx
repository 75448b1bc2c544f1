import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormShell } from '~/ui/form-shell';
import { TextArea } from '~/ui/input';

interface DisqualifyFormProps {
  onCancel: () => void;
  onSave: (reason: string) => Promise<void>;
}

/** Why nothing will come of a lead; common reasons are one click. */
export default function DisqualifyForm({ onCancel, onSave }: DisqualifyFormProps) {
  const { t } = useTranslation('leads');
  const [reason, setReason] = useState('');
  const common = t('disqualify.common', { returnObjects: true }) as string[];
  return (
    <FormShell
      saveLabel={t('actions.disqualify')}
      tone="danger"
      isReady={reason.trim() !== ''}
      onCancel={onCancel}
      onSave={() => onSave(reason.trim())}
    >
      {(messageFor) => (
        <>
          <div className="flex flex-wrap gap-1.5">
            {common.map((text) => (
              <button
                key={text}
                type="button"
                aria-pressed={text === reason}
                onClick={() => setReason(text)}
                className="min-h-8 cursor-pointer rounded-full border border-border px-3 text-xs hover:bg-default aria-pressed:border-accent aria-pressed:bg-accent-soft pointer-coarse:min-h-11"
              >
                {text}
              </button>
            ))}
          </div>
          <TextArea
            label={t('disqualify.reason')}
            value={reason}
            onChange={setReason}
            isRequired
            autoFocus
            rows={2}
            maxLength={500}
            error={messageFor('reason')}
          />
        </>
      )}
    </FormShell>
  );
}
