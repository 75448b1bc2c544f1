import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lossReasonsQuery } from '~/api/pipelines';
import { today } from '~/lib/calendar';
import { cn } from '~/lib/cn';
import { DatePicker } from '~/ui/date-picker';
import { TextArea } from '~/ui/input';
import { RecordPicker } from '~/ui/record-picker';
import { SkeletonText } from '~/ui/skeleton';
import { FormShell } from '~/ui/form-shell';
import type { LoseBody } from './use-opportunity-actions';

interface LoseFormProps {
  onCancel: () => void;
  onSave: (body: LoseBody) => Promise<void>;
}

/** The reason of a loss, asked at once; who got the order and a note when they are known. */
export default function LoseForm({ onCancel, onSave }: LoseFormProps) {
  const { t } = useTranslation('opportunities');
  const reasons = useQuery(lossReasonsQuery);
  const [reasonId, setReasonId] = useState<string | null>(null);
  const [competitorId, setCompetitorId] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [closedOn, setClosedOn] = useState<string | null>(today());
  const offered = (reasons.data ?? []).filter((reason) => reason.active);
  return (
    <FormShell
      saveLabel={t('actions.lose')}
      tone="danger"
      isReady={reasonId !== null}
      onCancel={onCancel}
      onSave={() =>
        onSave({
          lossReasonId: reasonId ?? '',
          note: note.trim() || undefined,
          competitorId: competitorId ?? undefined,
          closedOn: closedOn ?? undefined,
        })
      }
    >
      {(messageFor) => (
        <>
          <fieldset>
            <legend className="mb-1.5 text-xs font-medium">{t('fields.lossReason')}</legend>
            {reasons.isPending ? <SkeletonText lines={2} /> : null}
            <div className="flex flex-wrap gap-2">
              {offered.map((reason) => (
                <label
                  key={reason.id}
                  className={cn(
                    'flex min-h-9 cursor-pointer items-center rounded-lg border px-3 text-sm has-focus-visible:outline-2 has-focus-visible:outline-focus pointer-coarse:min-h-11',
                    reason.id === reasonId
                      ? 'border-accent bg-accent-soft font-medium text-accent-soft-foreground'
                      : 'border-border hover:bg-default',
                  )}
                >
                  <input
                    type="radio"
                    name="loss-reason"
                    className="sr-only"
                    checked={reason.id === reasonId}
                    onChange={() => setReasonId(reason.id)}
                  />
                  {reason.name}
                </label>
              ))}
            </div>
          </fieldset>
          <RecordPicker
            label={t('fields.lostTo')}
            type="account"
            value={competitorId}
            onChange={setCompetitorId}
            error={messageFor('lostToId') ?? messageFor('competitorId')}
          />
          <TextArea
            label={t('fields.lossNote')}
            value={note}
            onChange={setNote}
            rows={2}
            maxLength={2000}
            error={messageFor('lossNote')}
          />
          <DatePicker
            label={t('fields.closedOn')}
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
