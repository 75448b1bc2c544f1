import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { ProblemError } from '~/api/problem';
import { today } from '~/lib/calendar';
import { Button } from '~/ui/button';
import { DatePicker } from '~/ui/date-picker';
import { Input } from '~/ui/input';
import { RadioGroup } from '~/ui/radio-group';
import { RecordPicker } from '~/ui/record-picker';
import type { ShareBody } from './shares';

interface ShareFormProps {
  /** Nobody shares more than they hold. */
  mayEdit: boolean;
  /** Rejects with the server's refusal. */
  onGive: (body: ShareBody) => Promise<void>;
}

type Holder = 'user' | 'team';
type Right = 'view' | 'edit' | 'collaborator';

/** Whom to share with, what they may do, why and until when. */
export function ShareForm({ mayEdit, onGive }: ShareFormProps) {
  const { t } = useTranslation(['share', 'common']);
  const [holder, setHolder] = useState<Holder>('user');
  const [id, setId] = useState<string | null>(null);
  const [right, setRight] = useState<Right>('view');
  const [reason, setReason] = useState('');
  const [endsOn, setEndsOn] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const problem = error instanceof ProblemError ? error : null;
  const rights = (
    ['view', ...(mayEdit ? ['edit', ...(holder === 'user' ? ['collaborator'] : [])] : [])] as Right[]
  ).map((value) => ({ value, label: t(`share:levels.${value}`), help: t(`share:help.${value}`) }));
  const give = () => {
    if (!id || isSaving) return;
    setSaving(true);
    setError(null);
    onGive({
      ...(holder === 'user' ? { userId: id } : { teamId: id }),
      level: right === 'view' ? 'view' : 'edit',
      kind: right === 'collaborator' ? 'collaborator' : 'share',
      ...(reason.trim() ? { reason: reason.trim() } : {}),
      ...(endsOn ? { endsOn } : {}),
    })
      .catch(setError)
      .finally(() => setSaving(false));
  };
  return (
    <form
      aria-label={t('share:new')}
      className="flex flex-col gap-4 border-t border-hairline pt-4"
      onSubmit={(event) => {
        event.preventDefault();
        give();
      }}
    >
      <h3 className="text-sm font-bold">{t('share:new')}</h3>
      <RadioGroup
        label={t('share:withWhom')}
        hideLabel
        isSegmented
        value={holder}
        onChange={(next: Holder) => {
          setHolder(next);
          setId(null);
          if (next === 'team' && right === 'collaborator') setRight('edit');
        }}
        options={[
          { value: 'user', label: t('share:person') },
          { value: 'team', label: t('share:team') },
        ]}
      />
      <RecordPicker
        key={holder}
        label={t(holder === 'user' ? 'share:person' : 'share:team')}
        type={holder}
        value={id}
        onChange={setId}
        {...(holder === 'user' ? { filter: { field: 'active', op: 'eq', value: true } as const } : {})}
        error={problem?.messageFor('userId') ?? problem?.messageFor('teamId')}
      />
      <RadioGroup label={t('share:right')} value={right} onChange={setRight} options={rights} />
      <Input label={t('share:reason')} value={reason} onChange={setReason} error={problem?.messageFor('reason')} />
      <DatePicker
        label={t('share:endsOn')}
        value={endsOn}
        onChange={setEndsOn}
        min={today()}
        help={t('share:endsOnHelp')}
        error={problem?.messageFor('endsOn')}
      />
      {error ? (
        <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger-soft-foreground">
          {describeError(error, t)}
        </p>
      ) : null}
      <Button type="submit" variant="primary" className="self-start" isPending={isSaving} isDisabled={!id}>
        {t('share:give')}
      </Button>
    </form>
  );
}
