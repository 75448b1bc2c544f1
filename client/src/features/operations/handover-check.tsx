import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { useLabel, useRecordType } from '~/api/record-types';
import { useCan } from '~/api/session';
import { useNames } from '~/features/records/parts/use-names';
import { formatNumber } from '~/lib/format';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Input } from '~/ui/input';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { Switch } from '~/ui/switch';
import { UserText } from '~/ui/text';
import type { HandoverBody, HandoverPreview } from './handover';
import type { Operation } from './operation';
import { useHandOver } from './use-hand-over';

interface HandoverCheckProps {
  leaver: string;
  rules: NonNullable<HandoverBody['rules']>;
  onBack: () => void;
  onBegun: (operation: Operation) => void;
}

/** Who would get how many; nothing has moved yet. */
export function HandoverCheck({ leaver, rules, onBack, onBegun }: HandoverCheckProps) {
  const { t } = useTranslation('handover');
  const mayDisable = useCan('user', 'edit');
  const [reason, setReason] = useState('');
  const [disable, setDisable] = useState(false);
  const { handOver, isPending } = useHandOver(leaver, onBegun);
  const preview = useQuery({
    queryKey: ['handover', leaver, rules],
    queryFn: ({ signal }) => api.post<HandoverPreview>(`/users/${leaver}/handover/preview`, { rules }, { signal }),
    retry: false,
  });
  const parts = preview.data?.types.filter(({ moving, outOfReach }) => moving + outOfReach > 0) ?? [];
  const names = useNames(
    'user',
    useMemo(
      () => preview.data?.types.flatMap(({ receivers }) => receivers.map(({ userId }) => userId)) ?? [],
      [preview.data],
    ),
  );
  return (
    <Card title={t('steps.check')}>
      {preview.isPending ? <SkeletonText lines={4} /> : null}
      {preview.error ? <ErrorState error={preview.error} onRetry={() => void preview.refetch()} /> : null}
      {preview.data ? (
        <p className="text-base font-medium">{t('moving', { number: formatNumber(preview.data.moving) })}</p>
      ) : null}
      <ul className="my-3 flex flex-col">
        {parts.map((part) => (
          <PartRow key={part.recordType} part={part} names={names} />
        ))}
      </ul>
      <div className="flex max-w-md flex-col gap-4">
        <Input label={t('reason')} help={t('reasonHelp')} value={reason} onChange={setReason} maxLength={200} />
        {mayDisable ? (
          <Switch isSelected={disable} onChange={setDisable}>
            {t('disable')}
          </Switch>
        ) : null}
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button
          variant="primary"
          isPending={isPending}
          isDisabled={!preview.data || preview.data.moving === 0}
          onPress={() => void handOver({ rules, disable, ...(reason.trim() ? { reason: reason.trim() } : {}) })}
        >
          {t('start')}
        </Button>
        <Button variant="ghost" onPress={onBack}>
          {t('back')}
        </Button>
      </div>
    </Card>
  );
}

function PartRow({ part, names }: { part: HandoverPreview['types'][number]; names: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('handover');
  const label = useLabel();
  const type = useRecordType(part.recordType);
  return (
    <li className="flex flex-wrap gap-x-4 gap-y-1 border-b border-hairline py-2 text-sm last:border-0">
      <span className="w-36 shrink-0 font-medium">
        {type ? label({ fa: type.labels.fa.many, en: type.labels.en.many }) : part.recordType}
      </span>
      <span className="flex min-w-0 grow flex-wrap gap-x-4 gap-y-1">
        {part.receivers.map(({ userId, count }) => (
          <span key={userId}>
            <UserText>{names.get(userId) ?? ''}</UserText>{' '}
            <span className="text-muted">{t('gets', { number: formatNumber(count) })}</span>
          </span>
        ))}
        {part.outOfReach > 0 ? (
          <span className="text-warning-soft-foreground">
            {t('outOfReach', { number: formatNumber(part.outOfReach) })}
          </span>
        ) : null}
      </span>
    </li>
  );
}
