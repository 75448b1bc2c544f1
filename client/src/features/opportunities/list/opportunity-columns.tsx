import { useTranslation } from 'react-i18next';
import { useMemo } from 'react';
import { useStages } from '~/api/pipelines';
import type { RecordBase } from '~/api/records';
import type { RecordColumn } from '~/features/records/list/field-columns';
import { Chip, StageChip } from '~/ui/chip';
import { Blank, Money, UserText } from '~/ui/text';
import { NextStepMark } from '../next-step-mark';
import { daysSince, isRotten, nextStepOf, type Opportunity } from '../opportunity';

/** Fields shown until the reader chooses. */
export const DEFAULT_COLUMNS = ['accountId', 'stageId', 'amount', 'ownerId', 'nextStepAt', 'expectedCloseOn'];

/** The columns that say more of an opportunity than its fields do. */
export function useOpportunityColumns(): readonly RecordColumn[] {
  const { t } = useTranslation('opportunities');
  return useMemo(
    () => [
      { id: 'stageId', header: t('stage'), width: 125, cell: (row) => <StageCell row={asOpportunity(row)} /> },
      { id: 'stageEnteredAt', header: t('age'), width: 110, cell: (row) => <AgeCell row={asOpportunity(row)} /> },
      {
        id: 'nextStepAt',
        header: t('nextStepColumn'),
        width: 170,
        cell: (row) => {
          const { status, nextStepAt } = asOpportunity(row);
          if (status !== 'open') return <Blank />;
          return <NextStepMark nextStep={nextStepOf(nextStepAt)} at={nextStepAt} hasText isShort />;
        },
      },
    ],
    [t],
  );
}

/** The registry's rows are opportunities where the list asked for them. */
export function asOpportunity(row: RecordBase): Opportunity {
  return row as Opportunity;
}

/** Stage of an open opportunity, or how it ended. */
export function StageCell({ row }: { row: Opportunity }) {
  const { t } = useTranslation('opportunities');
  const stages = useStages();
  if (row.status === 'won') return <Chip tone="success">{t('board.won')}</Chip>;
  if (row.status === 'lost') return <Chip tone="danger">{t('board.lost')}</Chip>;
  const placed = stages.get(row.stageId);
  return placed ? (
    <StageChip index={placed.index}>
      <UserText>{placed.stage.name}</UserText>
    </StageChip>
  ) : (
    <Blank />
  );
}

export function AgeCell({ row }: { row: Opportunity }) {
  const { t } = useTranslation('opportunities');
  const stages = useStages();
  if (row.status !== 'open') return <Blank />;
  const rotten = isRotten(row, stages.get(row.stageId)?.stage.rottenAfterDays);
  return (
    <span className="inline-flex items-center gap-1.5">
      {t('card.days', { count: daysSince(row.stageEnteredAt) })}
      {rotten ? <Chip tone="warning">{t('card.rotten')}</Chip> : null}
    </span>
  );
}

/** One opportunity on a phone. */
export function OpportunityCard({ row }: { row: Opportunity }) {
  return (
    <div className="flex flex-col gap-1">
      <UserText className="line-clamp-2 font-medium">{row.name}</UserText>
      <div className="flex items-center justify-between gap-2">
        <StageCell row={row} />
        <Money value={row.amount} isCompact className="text-sm font-medium" />
      </div>
      {row.status === 'open' ? (
        <div className="flex items-center justify-between gap-2 text-xs text-muted">
          <AgeCell row={row} />
          <NextStepMark nextStep={nextStepOf(row.nextStepAt)} at={row.nextStepAt} hasText />
        </div>
      ) : null}
    </div>
  );
}
