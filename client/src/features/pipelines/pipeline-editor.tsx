import { useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { type Pipeline, pipelinesQuery, type Stage } from '~/api/pipelines';
import { ProblemError } from '~/api/problem';
import { fieldOf, labelText, useRecordType } from '~/api/record-types';
import { recordKeys } from '~/api/records';
import { useCan } from '~/api/session';
import { formatNumber, formatPercent } from '~/lib/format';
import { notify } from '~/lib/notices';
import { Button, IconButton } from '~/ui/button';
import { Chip, stageColor } from '~/ui/chip';
import { Dialog } from '~/ui/dialog';
import { SortableList } from '~/ui/sortable-list';
import { Switch } from '~/ui/switch';
import { UserText } from '~/ui/text';
import MergeForm from './merge-form';
import StageForm from './stage-form';
import { FEWEST_STAGES, inOrder, MOST_STAGES, specOf, type StageSpec, withStage } from './stage-specs';

type Question = { kind: 'stage'; stage: StageSpec } | { kind: 'merge'; stage: Stage; reason: string };

/** The stages of one pipeline: dragged into order, edited one by one, merged away when they go. */
export function PipelineEditor({ pipeline }: { pipeline: Pipeline }) {
  const { t } = useTranslation(['pipelines', 'common']);
  const client = useQueryClient();
  const canEdit = useCan('pipeline', 'edit');
  const [question, setQuestion] = useState<Question | null>(null);
  const specs = pipeline.stages.map(specOf);
  const refresh = () =>
    Promise.all(
      ['pipelines', 'stages', 'opportunities'].map((name) =>
        client.invalidateQueries({ queryKey: recordKeys.all(name) }),
      ),
    );
  const complain = (error: unknown) => {
    notify(
      describeError(error, (key) => t(key as 'common:errors.unexpected')),
      { tone: 'danger' },
    );
    void refresh();
  };
  const write = async (changes: object, version = pipeline.version) => {
    const saved = await api.patch<Pipeline>(`/pipelines/${pipeline.id}`, changes, { ifMatch: version });
    await refresh();
    return saved;
  };

  const sort = (ids: string[]) => {
    const stages = inOrder(specs, ids);
    client.setQueryData<Pipeline[]>(pipelinesQuery.queryKey, (all) =>
      all?.map((other) =>
        other.id === pipeline.id
          ? { ...other, stages: [...other.stages].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)) }
          : other,
      ),
    );
    write({ stages }).then(
      (saved) =>
        notify(t('pipelines:sorted'), {
          undo: async () => {
            await write({ stages: specs }, saved.version).catch(complain);
          },
        }),
      complain,
    );
  };
  const saveStage = async (stage: StageSpec) => {
    await write({ stages: withStage(specs, stage) });
    setQuestion(null);
    notify(t('pipelines:stage.saved', { name: stage.name }), { tone: 'success' });
  };
  const remove = (stage: Stage) => {
    write({ stages: specs.filter((spec) => spec.id !== stage.id) }).then(
      () => notify(t('pipelines:stage.removed', { name: stage.name })),
      (error: unknown) => {
        const isInUse = error instanceof ProblemError && error.status === 422 && pipeline.stages.length > FEWEST_STAGES;
        if (isInUse)
          setQuestion({
            kind: 'merge',
            stage,
            reason: describeError(error, (key) => t(key as 'common:errors.unexpected')),
          });
        else complain(error);
      },
    );
  };
  const merge = async (stage: Stage, intoStageId: string) => {
    const { moved } = await api.post<{ moved: number }>(`/stages/${stage.id}/merge`, { intoStageId });
    setQuestion(null);
    await refresh();
    notify(t('pipelines:merge.done', { name: stage.name, count: moved }), { tone: 'success' });
  };

  return (
    <div className="flex flex-col gap-3">
      <SortableList
        label={t('pipelines:stages')}
        items={pipeline.stages}
        itemId={(stage) => stage.id}
        itemName={(stage) => stage.name}
        isDisabled={!canEdit}
        onSort={sort}
        renderItem={(stage, index) => (
          <>
            <StageLine stage={stage} index={index} />
            {canEdit ? (
              <>
                <IconButton
                  label={t('pipelines:stage.edit', { name: stage.name })}
                  size="sm"
                  onPress={() => setQuestion({ kind: 'stage', stage: specOf(stage) })}
                >
                  <Pencil aria-hidden />
                </IconButton>
                <IconButton
                  label={t('pipelines:stage.remove', { name: stage.name })}
                  size="sm"
                  isDisabled={pipeline.stages.length <= FEWEST_STAGES}
                  onPress={() => remove(stage)}
                >
                  <X aria-hidden />
                </IconButton>
              </>
            ) : null}
          </>
        )}
      />
      {canEdit ? (
        <div className="flex flex-wrap items-center gap-4">
          <Button
            icon={<Plus aria-hidden />}
            isDisabled={pipeline.stages.length >= MOST_STAGES}
            onPress={() =>
              setQuestion({
                kind: 'stage',
                stage: { name: '', probabilityPercent: 50, rottenAfterDays: 14, requiredFields: [], tone: null },
              })
            }
          >
            {t('pipelines:stage.add')}
          </Button>
          <Switch isSelected={pipeline.active} onChange={(active) => void write({ active }).catch(complain)}>
            {t('pipelines:active')}
          </Switch>
          <span className="text-xs text-muted">{t('pipelines:limits')}</span>
        </div>
      ) : null}
      {question ? (
        <Dialog
          isOpen
          isDismissable={false}
          onOpenChange={() => setQuestion(null)}
          title={
            question.kind === 'merge'
              ? t('pipelines:merge.title', { name: question.stage.name })
              : question.stage.id
                ? t('pipelines:stage.edit', { name: question.stage.name })
                : t('pipelines:stage.add')
          }
        >
          {question.kind === 'merge' ? (
            <MergeForm
              stage={question.stage}
              reason={question.reason}
              others={pipeline.stages.filter((other) => other.id !== question.stage.id)}
              onCancel={() => setQuestion(null)}
              onSave={(into) => merge(question.stage, into)}
            />
          ) : (
            <StageForm stage={question.stage} onCancel={() => setQuestion(null)} onSave={saveStage} />
          )}
        </Dialog>
      ) : null}
    </div>
  );
}

function StageLine({ stage, index }: { stage: Stage; index: number }) {
  const { t } = useTranslation('pipelines');
  const opportunity = useRecordType('opportunity');
  return (
    <span className="flex min-w-0 grow flex-wrap items-center gap-x-4 gap-y-1 text-sm">
      <span className="flex min-w-36 items-center gap-2 font-medium">
        <span aria-hidden className="size-2.5 rounded-full" style={{ background: stageColor(index) }} />
        <UserText>{stage.name}</UserText>
      </span>
      <span className="text-xs text-muted">
        {t('stage.chance', { rate: formatPercent(stage.probabilityPercent, 0) })}
      </span>
      <span className="text-xs text-muted">
        {stage.rottenAfterDays
          ? t('stage.rottenAfter', { days: formatNumber(stage.rottenAfterDays) })
          : t('stage.neverRotten')}
      </span>
      <span className="flex flex-wrap gap-1">
        {stage.requiredFields.map((name) => (
          <Chip key={name}>{labelText(fieldOf(opportunity, name)?.label) || name}</Chip>
        ))}
      </span>
    </span>
  );
}
