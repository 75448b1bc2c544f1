import { CircleX, Ellipsis, RotateCcw, Trash2, Trophy } from 'lucide-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '~/api/session';
import { useRemoveWithUndo } from '~/api/undo';
import { Button, IconButton } from '~/ui/button';
import { Menu, menuOf } from '~/ui/menu';
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

/** What is seldom done with an opportunity. */
export function MoreMenu({ opportunity }: { opportunity: Opportunity }) {
  const { t } = useTranslation('opportunities');
  const navigate = useNavigate();
  const canDelete = useCan('opportunity', 'delete');
  const remove = useRemoveWithUndo<Opportunity>('opportunities', (record) => record.name);
  if (!canDelete) return null;
  return (
    <Menu
      label={t('record.more')}
      trigger={
        <IconButton label={t('record.more')}>
          <Ellipsis aria-hidden />
        </IconButton>
      }
      groups={menuOf({
        id: 'remove',
        label: t('actions.remove'),
        icon: <Trash2 aria-hidden />,
        tone: 'danger',
        onAction: () => {
          remove([opportunity]);
          void navigate({ to: '/opportunities' });
        },
      })}
    />
  );
}
