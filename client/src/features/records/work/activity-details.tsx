import { useTranslation } from 'react-i18next';
import { fieldOf, useLabel, useRecordType } from '~/api/record-types';
import { Checkbox } from '~/ui/checkbox';
import { DateTimePicker } from '~/ui/date-time-picker';
import { TextArea } from '~/ui/input';
import { RadioGroup } from '~/ui/radio-group';
import { RecordPicker } from '~/ui/record-picker';
import { Select } from '~/ui/select';
import type { Compose } from './compose';

interface ActivityDetailsProps {
  compose: Compose;
  onChange: (patch: Partial<Compose>) => void;
}

/** When, with what outcome and for whom: what a call, meeting or task has besides its subject. */
export function ActivityDetails({ compose, onChange }: ActivityDetailsProps) {
  const { t } = useTranslation(['records', 'compose']);
  const label = useLabel();
  const type = useRecordType('activity');
  const outcomes = fieldOf(type, 'outcome')?.choices ?? [];
  const { kind, isHeld } = compose;
  return (
    <>
      {kind === 'task' ? null : (
        <RadioGroup
          label={t('compose:state')}
          hideLabel
          isSegmented
          value={isHeld ? 'held' : 'planned'}
          onChange={(state) => onChange({ isHeld: state === 'held', nextStep: state === 'planned' })}
          options={[
            { value: 'held', label: t('compose:held') },
            { value: 'planned', label: t('compose:planned') },
          ]}
        />
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <DateTimePicker
          label={t(kind === 'task' ? 'compose:due' : 'compose:at')}
          value={compose.at}
          onChange={(at) => onChange({ at })}
          help={isHeld && kind !== 'task' ? t('compose:nowHelp') : undefined}
        />
        {isHeld && kind !== 'task' ? (
          <Select
            label={t('compose:outcome')}
            value={compose.outcome}
            onChange={(outcome) => onChange({ outcome })}
            options={outcomes.map((choice) => ({ value: choice.value, label: label(choice.label) }))}
          />
        ) : (
          <RecordPicker
            label={t('compose:assignee')}
            type="user"
            value={compose.assigneeId}
            onChange={(assigneeId) => onChange({ assigneeId })}
          />
        )}
      </div>
      <TextArea
        label={t(isHeld && kind !== 'task' ? 'compose:minutes' : 'compose:description')}
        value={compose.details}
        onChange={(details) => onChange({ details })}
      />
      {isHeld && kind !== 'task' ? null : (
        <Checkbox isSelected={compose.nextStep} onChange={(nextStep) => onChange({ nextStep })}>
          {t('compose:nextStep')}
        </Checkbox>
      )}
    </>
  );
}
