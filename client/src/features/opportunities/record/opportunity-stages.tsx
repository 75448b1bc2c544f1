import { CircleX, Trophy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '@tanstack/react-query';
import { lossReasonsQuery, useStages } from '~/api/pipelines';
import { useCan } from '~/api/session';
import { JalaliDate, UserText } from '~/ui/text';
import { StagePath } from '~/ui/stage-path';
import type { Opportunity } from '../opportunity';
import type { OpportunityActions } from '../outcome/use-opportunity-actions';

interface OpportunityStagesProps {
  opportunity: Opportunity;
  actions: OpportunityActions;
}

/** The way through the pipeline, where a click moves; and how it ended, once it has. */
export function OpportunityStages({ opportunity, actions }: OpportunityStagesProps) {
  const canEdit = useCan('opportunity', 'edit');
  const pipeline = useStages().get(opportunity.stageId)?.pipeline;
  const isOpen = opportunity.status === 'open';
  return (
    <div className="flex flex-col gap-2">
      {pipeline ? (
        <StagePath
          stages={pipeline.stages}
          current={opportunity.stageId}
          isDisabled={!isOpen}
          {...(canEdit && isOpen ? { onMove: (stageId: string) => actions.move(opportunity, stageId) } : {})}
        />
      ) : null}
      {isOpen ? null : <Outcome opportunity={opportunity} />}
    </div>
  );
}

function Outcome({ opportunity }: { opportunity: Opportunity }) {
  const { t } = useTranslation('opportunities');
  const reasons = useQuery(lossReasonsQuery);
  const isWon = opportunity.status === 'won';
  const reason = reasons.data?.find((candidate) => candidate.id === opportunity.lossReasonId)?.name ?? '—';
  const note = isWon ? opportunity.wonReason : opportunity.lossNote;
  const Icon = isWon ? Trophy : CircleX;
  return (
    <p
      className={
        isWon
          ? 'flex flex-wrap items-center gap-x-2 rounded-lg bg-success-soft px-3 py-2 text-sm text-success-soft-foreground'
          : 'flex flex-wrap items-center gap-x-2 rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger-soft-foreground'
      }
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="font-medium">{isWon ? t('record.wonBecause') : t('record.lostBecause', { reason })}</span>
      <JalaliDate value={opportunity.closedOn} style="near" />
      {note ? <UserText>{note}</UserText> : null}
    </p>
  );
}
