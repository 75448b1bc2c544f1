import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormShell } from '~/ui/form-shell';
import { RadioGroup } from '~/ui/radio-group';
import { RecordPicker } from '~/ui/record-picker';
import type { Lead } from './lead';

interface AssignFormProps {
  lead: Lead;
  onCancel: () => void;
  /** Undefined: the rules of assignment decide. */
  onSave: (ownerId: string | undefined) => Promise<void>;
}

/** Hands a lead to somebody, or to whoever is next by the rules. */
export default function AssignForm({ lead, onCancel, onSave }: AssignFormProps) {
  const { t } = useTranslation('leads');
  const [way, setWay] = useState<'person' | 'rules'>('person');
  const [ownerId, setOwnerId] = useState<string | null>(lead.ownerId ?? null);
  const isReady = way === 'rules' || (ownerId !== null && ownerId !== lead.ownerId);
  return (
    <FormShell
      saveLabel={t('actions.assign')}
      isReady={isReady}
      onCancel={onCancel}
      onSave={() => onSave(way === 'person' ? (ownerId ?? undefined) : undefined)}
    >
      {(messageFor) => (
        <>
          <RadioGroup
            label={t('assign.way')}
            hideLabel
            isSegmented
            value={way}
            onChange={setWay}
            options={[
              { value: 'person', label: t('assign.person') },
              { value: 'rules', label: t('assign.rules') },
            ]}
          />
          {way === 'person' ? (
            <RecordPicker
              label={t('assign.owner')}
              type="user"
              value={ownerId}
              onChange={setOwnerId}
              filter={{ field: 'active', op: 'eq', value: true }}
              error={messageFor('ownerId')}
            />
          ) : (
            <p className="text-sm text-muted">{t('assign.rulesHelp')}</p>
          )}
        </>
      )}
    </FormShell>
  );
}
