import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { type Pipeline, pipelinesQuery } from '~/api/pipelines';
import { recordKeys } from '~/api/records';
import { useCan } from '~/api/session';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Chip } from '~/ui/chip';
import { Dialog } from '~/ui/dialog';
import { FormShell } from '~/ui/form-shell';
import { Input } from '~/ui/input';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { UserText } from '~/ui/text';
import { PipelineEditor } from './pipeline-editor';
import { firstStages } from './stage-specs';

/** All pipelines, each with its stages. */
export default function PipelinesPanel() {
  const { t } = useTranslation('pipelines');
  const client = useQueryClient();
  const query = useQuery(pipelinesQuery);
  const canCreate = useCan('pipeline', 'create');
  const [isAdding, setAdding] = useState(false);
  const [name, setName] = useState('');
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonText lines={6} />;
  const add = async () => {
    const stages = firstStages(t('newStages', { returnObjects: true }) as string[]);
    await api.post<Pipeline>('/pipelines', { name: name.trim(), position: query.data.length, stages });
    await client.invalidateQueries({ queryKey: recordKeys.all('pipelines') });
    setAdding(false);
    setName('');
    notify(t('added', { name: name.trim() }), { tone: 'success' });
  };
  return (
    <div className="flex flex-col gap-4">
      {query.data.map((pipeline) => (
        <Card
          key={pipeline.id}
          title={
            <span className="flex items-center gap-2">
              <UserText>{pipeline.name}</UserText>
              {pipeline.active ? null : <Chip>{t('inactive')}</Chip>}
            </span>
          }
        >
          <PipelineEditor pipeline={pipeline} />
        </Card>
      ))}
      {canCreate ? (
        <Button className="self-start" icon={<Plus aria-hidden />} onPress={() => setAdding(true)}>
          {t('add')}
        </Button>
      ) : null}
      <Dialog isOpen={isAdding} onOpenChange={setAdding} title={t('add')}>
        <FormShell saveLabel={t('add')} isReady={name.trim() !== ''} onCancel={() => setAdding(false)} onSave={add}>
          {(messageFor) => (
            <Input
              label={t('name')}
              help={t('nameHelp')}
              value={name}
              onChange={setName}
              maxLength={120}
              isRequired
              autoFocus
              error={messageFor('name')}
            />
          )}
        </FormShell>
      </Dialog>
    </div>
  );
}
