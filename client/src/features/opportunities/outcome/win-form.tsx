import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { today } from '~/lib/calendar';
import { DatePicker } from '~/ui/date-picker';
import { TextArea } from '~/ui/input';
import { FormShell } from '~/ui/form-shell';
import type { WinBody } from './use-opportunity-actions';

interface WinFormProps {
  onCancel: () => void;
  onSave: (body: WinBody) => Promise<void>;
}

/** Day of the order and why it was won. */
export default function WinForm({ onCancel, onSave }: WinFormProps) {
  const { t } = useTranslation('opportunities');
  const [closedOn, setClosedOn] = useState<string | null>(today());
  const [reason, setReason] = useState('');
  return (
    <FormShell
      saveLabel={t('actions.win')}
      onCancel={onCancel}
      onSave={() => onSave({ closedOn: closedOn ?? undefined, reason: reason.trim() || undefined })}
    >
      {(messageFor) => (
        <>
          <TextArea
            label={t('fields.wonReason')}
            help={t('fields.wonReasonHelp')}
            value={reason}
            onChange={setReason}
            maxLength={500}
            rows={2}
            autoFocus
            error={messageFor('wonReason')}
          />
          <DatePicker
            label={t('fields.orderDay')}
            value={closedOn}
            onChange={setClosedOn}
            max={today()}
            error={messageFor('closedOn')}
          />
        </>
      )}
    </FormShell>
  );
}
