import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { type LossReason, lossReasonsQuery } from '~/api/pipelines';
import { recordKeys } from '~/api/records';
import { useCan } from '~/api/session';
import { useRemoveWithUndo } from '~/api/undo';
import { useSaveRecord } from '~/features/records/save/use-save-record';
import { notify } from '~/lib/notices';
import { Button, IconButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { Input } from '~/ui/input';
import { SkeletonText } from '~/ui/skeleton';
import { SortableList } from '~/ui/sortable-list';
import { ErrorState } from '~/ui/states';
import { Switch } from '~/ui/switch';

/** The reasons that are offered when something is lost, in their order. */
export default function LossReasonsPanel() {
  const { t } = useTranslation(['pipelines', 'common']);
  const client = useQueryClient();
  const query = useQuery(lossReasonsQuery);
  const canEdit = useCan('lossReason', 'edit');
  const save = useSaveRecord('lossReason');
  const remove = useRemoveWithUndo<LossReason>('loss-reasons', (reason) => reason.name);
  const [name, setName] = useState('');
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonText lines={5} />;
  const reasons = query.data;
  const refresh = () => client.invalidateQueries({ queryKey: recordKeys.all('loss-reasons') });
  const complain = (error: unknown) =>
    notify(
      describeError(error, (key) => t(key as 'common:errors.unexpected')),
      { tone: 'danger' },
    );
  const change = (reason: LossReason, changes: Partial<LossReason>) => void save(reason, changes).then(refresh);

  const sort = (ids: string[]) => {
    const sorted = ids.map((id) => reasons.find((reason) => reason.id === id)).filter((reason) => reason !== undefined);
    client.setQueryData(lossReasonsQuery.queryKey, sorted);
    const moved = sorted
      .map((reason, position) => ({ reason, position }))
      .filter(({ reason, position }) => reason.position !== position);
    Promise.all(
      moved.map(({ reason, position }) =>
        api.patch(`/loss-reasons/${reason.id}`, { position }, { ifMatch: reason.version }),
      ),
    )
      .catch(complain)
      .finally(() => void refresh());
  };
  const add = () => {
    if (name.trim() === '') return;
    api.post('/loss-reasons', { name: name.trim(), position: reasons.length }).then(() => {
      setName('');
      void refresh();
    }, complain);
  };

  return (
    <Card title={t('pipelines:tabs.lossReasons')}>
      <div className="flex flex-col gap-3">
        <SortableList
          label={t('pipelines:tabs.lossReasons')}
          items={reasons}
          itemId={(reason) => reason.id}
          itemName={(reason) => reason.name}
          isDisabled={!canEdit}
          onSort={sort}
          renderItem={(reason) => (
            <>
              <ReasonName reason={reason} isReadOnly={!canEdit} onSave={(next) => change(reason, { name: next })} />
              <Switch
                isSelected={reason.active}
                isDisabled={!canEdit}
                onChange={(active) => change(reason, { active })}
              >
                {t('pipelines:offered')}
              </Switch>
              {canEdit ? (
                <IconButton
                  label={t('pipelines:removeReason', { name: reason.name })}
                  size="sm"
                  onPress={() => remove([reason])}
                >
                  <X aria-hidden />
                </IconButton>
              ) : null}
            </>
          )}
        />
        {canEdit ? (
          <form
            className="flex items-end gap-2"
            onSubmit={(event) => {
              event.preventDefault();
              add();
            }}
          >
            <Input
              label={t('pipelines:addReason')}
              value={name}
              onChange={setName}
              maxLength={120}
              className="w-full max-w-sm"
            />
            <Button type="submit" icon={<Plus aria-hidden />} isDisabled={name.trim() === ''}>
              {t('common:actions.add')}
            </Button>
          </form>
        ) : null}
      </div>
    </Card>
  );
}

interface ReasonNameProps {
  reason: LossReason;
  isReadOnly: boolean;
  onSave: (name: string) => void;
}

function ReasonName({ reason, isReadOnly, onSave }: ReasonNameProps) {
  const { t } = useTranslation('pipelines');
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Input
      label={t('reasonName')}
      hideLabel
      className="grow"
      isReadOnly={isReadOnly}
      value={typed ?? reason.name}
      onChange={setTyped}
      maxLength={120}
      onBlur={() => {
        const next = typed?.trim();
        setTyped(null);
        if (next && next !== reason.name) onSave(next);
      }}
    />
  );
}
