import { useRecordType } from '~/api/record-types';
import { RecordFacts } from '~/features/records/facts/record-facts';
import type { Opportunity } from '../opportunity';
import { useOpportunityActions } from '../outcome/use-opportunity-actions';
import { KeyFigures } from './key-figures';
import { OpportunityStages } from './opportunity-stages';
import { OutcomeButtons } from './outcome-buttons';

/** Fields that the head of the page shows already. */
export const HEAD_FIELDS = ['stageId', 'pipelineId', 'status', 'boardRank', 'weightedAmount', 'competitorIds'];

/** An opportunity beside the list or the board. */
export default function OpportunityPeek({ opportunity }: { opportunity: Opportunity }) {
  const type = useRecordType('opportunity');
  const actions = useOpportunityActions();
  return (
    <div className="flex flex-col gap-5">
      <OpportunityStages opportunity={opportunity} actions={actions} />
      <KeyFigures opportunity={opportunity} />
      <div className="flex flex-wrap gap-2">
        <OutcomeButtons opportunity={opportunity} actions={actions} />
      </div>
      {type ? <RecordFacts type={type} record={opportunity} hiddenFields={HEAD_FIELDS} /> : null}
      {actions.dialog}
    </div>
  );
}
