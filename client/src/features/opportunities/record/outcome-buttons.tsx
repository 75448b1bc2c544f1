import { CircleX, RotateCcw, Trophy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '~/api/session';
import { Button } from '~/ui/button';
import type { Opportunity } from '../opportunity';
import type { OpportunityActions } from '../outcome/use-opportunity-actions';

interface OutcomeButtonsProps {
  opportunity: Opportunity;
  actions: OpportunityActions;
}

/** Win and lose while it is open, reopen when it is closed. */
export function OutcomeButtons({ opportunity, actions }: OutcomeButtonsProps) {
  const { t } = useTranslation('opportunities');
  const canEdit = useCan('opportunity', 'edit');
  if (!canEdit) return null;
  if (opportunity.status !== 'open')
    return (
      <Button icon={<RotateCcw aria-hidden />} onPress={() => actions.reopen(opportunity)}>
        {t('actions.reopen')}
      </Button>
    );
  return (
    <>
      <Button variant="primary" icon={<Trophy aria-hidden />} onPress={() => actions.win(opportunity)}>
        {t('actions.win')}
      </Button>
      <Button variant="dangerSoft" icon={<CircleX aria-hidden />} onPress={() => actions.lose(opportunity)}>
        {t('actions.lose')}
      </Button>
    </>
  );
}
