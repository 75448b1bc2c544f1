import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '~/app/page';
import { formatNumber } from '~/lib/format';
import { Button } from '~/ui/button';
import { Card, Stat } from '~/ui/card';
import { Chip } from '~/ui/chip';
import { Progress } from '~/ui/progress';
import { SkeletonBlock } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { JalaliInstant, UserText } from '~/ui/text';
import {
  canUndo,
  isGoingOn,
  type Operation,
  operationQuery,
  progressOf,
  STATUS_TONES,
  useUndoOperation,
} from './operation';
import { OperationFaults, OperationRows } from './operation-rows';
import { useOperationName } from './use-operation-name';

/** One operation: how far it is, what it changed and left, and the way back. */
export function OperationScreen() {
  const { t } = useTranslation('operations');
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error, refetch } = useQuery(operationQuery(id));
  return (
    <Page title={t('one')} aside={<Link to="/operations">{t('all')}</Link>}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!error && !data ? <SkeletonBlock className="h-72 rounded-xl" /> : null}
      {data ? (
        <div className="flex flex-col gap-4">
          <OperationCard operation={data} />
          {data.refused > 0 || (data.undo?.kept ?? 0) > 0 ? <OperationFaults operation={data} /> : null}
          <OperationRows operation={data} />
        </div>
      ) : null}
    </Page>
  );
}

/** State, counts and the way back. */
export function OperationCard({ operation }: { operation: Operation }) {
  const { t } = useTranslation('operations');
  const name = useOperationName(operation);
  const undo = useUndoOperation();
  const [isUndoing, setUndoing] = useState(false);
  const { done, total } = progressOf(operation);
  const takeBack = () => {
    setUndoing(true);
    void undo(operation).finally(() => setUndoing(false));
  };
  return (
    <Card title={name}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <Chip tone={STATUS_TONES[operation.status]}>{t(`status.${operation.status}`)}</Chip>
          {operation.title ? <UserText>{operation.title}</UserText> : null}
          <span className="text-xs text-muted">
            {operation.ownerName ? <UserText>{operation.ownerName}</UserText> : null} ·{' '}
            <JalaliInstant value={operation.createdAt} />
          </span>
        </div>
        {isGoingOn(operation) ? (
          <div>
            <Progress label={t(`kind.${operation.kind}`)} value={done / Math.max(1, total)} />
            <p role="status" className="mt-1 text-xs text-muted">
              {t('progress', { done: formatNumber(done), total: formatNumber(total) })}
            </p>
          </div>
        ) : null}
        <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
          {(['total', 'changed', 'unchanged', 'refused'] as const).map((name) => (
            <Stat key={name} label={t(`figures.${name}`)} value={formatNumber(operation[name])} />
          ))}
        </div>
        {operation.undo && operation.status === 'undone' ? (
          <p role="status" className="text-sm">
            {t('undoResult', { undone: formatNumber(operation.undo.undone), kept: formatNumber(operation.undo.kept) })}
          </p>
        ) : null}
        {canUndo(operation) ? (
          <div className="flex flex-wrap items-center gap-3">
            <Button
              variant="dangerSoft"
              icon={<Undo2 aria-hidden className="rtl:-scale-x-100" />}
              isPending={isUndoing}
              onPress={takeBack}
            >
              {t('undo')}
            </Button>
            <span className="text-xs text-muted">
              {t('undoUntil')} <JalaliInstant value={operation.undoUntil} />
            </span>
          </div>
        ) : null}
      </div>
    </Card>
  );
}
