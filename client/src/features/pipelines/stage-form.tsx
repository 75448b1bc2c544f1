import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, labelText, useRecordType } from '~/api/record-types';
import { isWritable } from '~/features/records/parts/fields';
import { FormShell } from '~/ui/form-shell';
import { Input } from '~/ui/input';
import { NumberInput } from '~/ui/number-input';
import { MultiSelect, Select } from '~/ui/select';
import type { StageSpec } from './stage-specs';

interface StageFormProps {
  stage: StageSpec;
  onCancel: () => void;
  onSave: (stage: StageSpec) => Promise<void>;
}

/** Fields that make no sense as a condition of entering a stage. */
const NEVER = new Set(['name', 'pipelineId', 'stageId', 'ownerId', 'orgUnitId', 'externalId', 'amountFromLines']);

/** One stage of a pipeline. */
export default function StageForm({ stage, onCancel, onSave }: StageFormProps) {
  const { t } = useTranslation('pipelines');
  const opportunity = useRecordType('opportunity');
  const tones = fieldOf(useRecordType('stage'), 'tone')?.choices ?? [];
  const [draft, setDraft] = useState(stage);
  const set = (patch: Partial<StageSpec>) => setDraft({ ...draft, ...patch });
  const fields = (opportunity?.fields ?? []).filter((field) => isWritable(field) && !NEVER.has(field.name));
  return (
    <FormShell
      saveLabel={t('stage.save')}
      isReady={draft.name.trim() !== ''}
      onCancel={onCancel}
      onSave={() => onSave({ ...draft, name: draft.name.trim() })}
    >
      {(messageFor) => (
        <>
          <Input
            label={t('stage.name')}
            value={draft.name}
            onChange={(name) => set({ name })}
            maxLength={80}
            isRequired
            autoFocus
            error={messageFor('name')}
          />
          <div className="grid gap-3 sm:grid-cols-2">
            <NumberInput
              label={t('stage.probability')}
              suffix="٪"
              value={String(draft.probabilityPercent)}
              onChange={(value) => set({ probabilityPercent: Number(value ?? 0) })}
              error={messageFor('probabilityPercent')}
            />
            <NumberInput
              label={t('stage.rotten')}
              value={draft.rottenAfterDays === null ? null : String(draft.rottenAfterDays)}
              onChange={(value) => set({ rottenAfterDays: value === null ? null : Number(value) })}
              error={messageFor('rottenAfterDays')}
            />
          </div>
          <MultiSelect
            label={t('stage.required')}
            value={draft.requiredFields}
            onChange={(requiredFields) => set({ requiredFields })}
            options={fields.map((field) => ({ value: field.name, label: labelText(field.label) }))}
            placeholder={t('stage.noneRequired')}
            error={messageFor('requiredFields')}
          />
          <Select
            label={t('stage.tone')}
            value={draft.tone}
            onChange={(tone) => set({ tone })}
            options={tones.map((tone) => ({ value: tone.value, label: labelText(tone.label) }))}
          />
        </>
      )}
    </FormShell>
  );
}
