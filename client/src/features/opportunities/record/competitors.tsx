import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '~/api/session';
import { LinkName } from '~/features/records/parts/link-name';
import { useSaveRecord } from '~/features/records/save/use-save-record';
import { IconButton } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { RecordPicker } from '~/ui/record-picker';
import type { Opportunity } from '../opportunity';

/** Accounts that bid for the same order. */
export default function Competitors({ opportunity }: { opportunity: Opportunity }) {
  const { t } = useTranslation(['opportunities', 'common']);
  const canEdit = useCan('opportunity', 'edit');
  const save = useSaveRecord('opportunity');
  const { competitorIds, lostToId } = opportunity;
  const write = (ids: string[]) => void save(opportunity, { competitorIds: ids });
  return (
    <div className="flex flex-col gap-3">
      {competitorIds.length === 0 ? (
        <p className="text-sm text-muted">{t('opportunities:competitors.empty')}</p>
      ) : (
        <ul className="flex flex-col">
          {competitorIds.map((id) => (
            <li key={id} className="flex min-h-10 items-center gap-2 border-b border-hairline last:border-0">
              <LinkName target="account" id={id} isLink className="font-medium" />
              {id === lostToId ? <Chip tone="danger">{t('opportunities:competitors.lostTo')}</Chip> : null}
              {canEdit ? (
                <IconButton
                  label={t('common:actions.remove')}
                  size="sm"
                  className="ms-auto"
                  onPress={() => write(competitorIds.filter((other) => other !== id))}
                >
                  <X aria-hidden />
                </IconButton>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {canEdit ? (
        <RecordPicker
          key={competitorIds.join()}
          label={t('opportunities:competitors.add')}
          type="account"
          value={null}
          onChange={(id) => id && !competitorIds.includes(id) && write([...competitorIds, id])}
          className="w-full sm:w-80"
        />
      ) : null}
    </div>
  );
}
