import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Money } from '~/lib/format';
import { FormShell } from '~/ui/form-shell';
import { MoneyInput } from '~/ui/money-input';
import { NumberInput } from '~/ui/number-input';
import { RecordPicker } from '~/ui/record-picker';
import { Select } from '~/ui/select';
import { type Audience, AUDIENCES, type Metric, METRICS, type Target, whoOf } from './target';

interface TargetFormProps {
  /** Jalali month of a new target. */
  period: string;
  /** Undefined for a new one. */
  target: Target | undefined;
  onCancel: () => void;
  onSave: (body: object) => Promise<void>;
}

/** Who shall reach what in the month. */
export default function TargetForm({ period, target, onCancel, onSave }: TargetFormProps) {
  const { t } = useTranslation(['targets', 'common']);
  const [metric, setMetric] = useState<Metric>(target?.metric ?? 'wonAmount');
  const [audience, setAudience] = useState<Audience>(target?.audience ?? 'user');
  const [who, setWho] = useState<string | null>(target ? whoOf(target).id : null);
  const [amount, setAmount] = useState<Money | null>(target?.amount ?? null);
  const [count, setCount] = useState<string | null>(
    target?.count === null || target?.count === undefined ? null : String(target.count),
  );
  const isMoney = metric === 'wonAmount';
  const whoField = { user: 'userId', team: 'teamId', orgUnit: 'orgUnitId' }[audience];
  const body = {
    metric,
    audience,
    period,
    [whoField]: who,
    ...(isMoney ? { amount } : { count: count === null ? null : Number(count) }),
  };
  return (
    <FormShell
      saveLabel={t('common:actions.save')}
      isReady={who !== null && (isMoney ? amount !== null : count !== null)}
      onCancel={onCancel}
      onSave={() => onSave(body)}
    >
      {(messageFor) => (
        <>
          <div className="grid gap-3 sm:grid-cols-2">
            <Select
              label={t('targets:metric')}
              value={metric}
              onChange={setMetric}
              options={METRICS.map((value) => ({ value, label: t(`targets:metrics.${value}`) }))}
            />
            <Select
              label={t('targets:audience')}
              value={audience}
              onChange={(value) => {
                setAudience(value);
                setWho(null);
              }}
              options={AUDIENCES.map((value) => ({ value, label: t(`targets:audiences.${value}`) }))}
            />
          </div>
          <RecordPicker
            key={audience}
            label={t(`targets:audiences.${audience}`)}
            type={audience}
            value={who}
            onChange={setWho}
            isRequired
            error={messageFor(whoField)}
          />
          {isMoney ? (
            <MoneyInput
              label={t('targets:goal')}
              value={amount}
              onChange={setAmount}
              isRequired
              error={messageFor('amount')}
            />
          ) : (
            <NumberInput
              label={t('targets:goal')}
              value={count}
              onChange={setCount}
              isRequired
              error={messageFor('count')}
            />
          )}
        </>
      )}
    </FormShell>
  );
}
