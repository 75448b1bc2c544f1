import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { useStages } from '~/api/pipelines';
import { ProblemError } from '~/api/problem';
import { recordKeys } from '~/api/records';
import { notify } from '~/lib/notices';
import { Dialog } from '~/ui/dialog';
import { SkeletonText } from '~/ui/skeleton';
import {
  type Board,
  boardKey,
  type CardPlace,
  placeOfCard,
  withMovedCard,
  withoutCard,
  withVersion,
} from '../board/board-data';
import type { Movable, Opportunity } from '../opportunity';

const LoseForm = lazy(() => import('./lose-form'));
const WinForm = lazy(() => import('./win-form'));
const RequirementsForm = lazy(() => import('./requirements-form'));

export interface LoseBody {
  lossReasonId: string;
  note?: string;
  competitorId?: string;
  closedOn?: string;
}
export interface WinBody {
  closedOn?: string;
  reason?: string;
}

type Question =
  | { kind: 'win'; subject: Movable }
  | { kind: 'lose'; subject: Movable }
  | { kind: 'requirements'; subject: Movable; stageId: string; fields: string[] };

export interface OpportunityActions {
  /** Moves into another stage, or below another card of the board; asks in place for what the stage requires. */
  move: (subject: Movable, stageId: string, afterId?: string) => void;
  win: (subject: Movable) => void;
  lose: (subject: Movable) => void;
  reopen: (subject: Movable) => void;
  /** Draw this once: the question that is open now. */
  dialog: ReactNode;
}

/** Fields that a refusal names because the stage requires them. Empty when it was refused for another reason. */
export function requiredFieldsOf(error: unknown): string[] {
  if (!(error instanceof ProblemError) || error.status !== 422) return [];
  const required = error.errors.filter((item) => item.code === 'stage.requires');
  return required.length === error.errors.length ? required.map((item) => item.path) : [];
}

/**
 * What can be done with an opportunity on its way: move, win, lose, reopen. Each shows at once on the board and can be
 * taken back for eight seconds.
 */
export function useOpportunityActions(): OpportunityActions {
  const { t } = useTranslation(['opportunities', 'common']);
  const client = useQueryClient();
  const stages = useStages();
  const [question, setQuestion] = useState<Question | null>(null);

  const patchBoards = (patch: (board: Board) => Board) =>
    client.setQueriesData<Board>({ queryKey: boardKey }, (board) => board && patch(board));
  const refresh = () => client.invalidateQueries({ queryKey: recordKeys.all('opportunities') });
  const fail = (error: unknown) => {
    notify(
      describeError(error, (key) => t(key as 'common:errors.unexpected')),
      { tone: 'danger' },
    );
    void refresh();
  };
  const act = (subject: Movable, verb: string, body: object) =>
    api.post<Opportunity>(`/opportunities/${subject.id}/${verb}`, body, { ifMatch: subject.version });
  const nameOf = (subject: Movable) => subject.name ?? '';

  const move = (subject: Movable, stageId: string, afterId?: string) => {
    const boards = client.getQueriesData<Board>({ queryKey: boardKey });
    const from = boards.map(([, board]) => board && placeOfCard(board, subject.id)).find(Boolean);
    void client.cancelQueries({ queryKey: boardKey });
    patchBoards((board) => withMovedCard(board, subject.id, stageId, afterId));
    act(subject, 'move', { stageId, afterId }).then(
      (saved) => {
        patchBoards((board) => withVersion(board, saved.id, saved.version));
        void refresh();
        announceMove(saved, from ?? { stageId: subject.stageId }, stageId);
      },
      (error: unknown) => {
        for (const [key, board] of boards) client.setQueryData(key, board);
        const fields = requiredFieldsOf(error);
        if (fields.length > 0) setQuestion({ kind: 'requirements', subject, stageId, fields });
        else fail(error);
      },
    );
  };

  const announceMove = (saved: Movable, from: CardPlace, stageId: string) => {
    const words = from.stageId === stageId ? 'opportunities:reordered' : 'opportunities:moved';
    notify(t(words, { name: nameOf(saved), stage: stages.get(stageId)?.stage.name ?? '' }), {
      undo: async () => {
        patchBoards((board) => withMovedCard(board, saved.id, from.stageId, from.afterId));
        await act(saved, 'move', from).catch(fail);
        await refresh();
      },
    });
  };

  const close = async (subject: Movable, verb: 'win' | 'lose', body: object) => {
    const saved = await act(subject, verb, body);
    setQuestion(null);
    patchBoards((board) => withoutCard(board, subject.id));
    void refresh();
    notify(t(verb === 'win' ? 'opportunities:wonNotice' : 'opportunities:lostNotice', { name: nameOf(subject) }), {
      tone: verb === 'win' ? 'success' : 'neutral',
      undo: async () => {
        await act(saved, 'reopen', {}).catch(fail);
        await refresh();
      },
    });
  };

  const reopen = (subject: Movable) => {
    act(subject, 'reopen', {}).then(() => {
      void refresh();
      notify(t('opportunities:reopenedNotice', { name: nameOf(subject) }));
    }, fail);
  };

  const ask = (kind: 'win' | 'lose') => (subject: Movable) => setQuestion({ kind, subject });
  const saveRequired = async (asked: Extract<Question, { kind: 'requirements' }>, values: Record<string, unknown>) => {
    const { subject, stageId } = asked;
    const saved = await api.patch<Opportunity>(
      `/opportunities/${subject.id}`,
      { ...values, stageId },
      { ifMatch: subject.version },
    );
    setQuestion(null);
    patchBoards((board) => withVersion(withMovedCard(board, saved.id, stageId), saved.id, saved.version));
    void refresh();
    announceMove(saved, { stageId: subject.stageId }, stageId);
  };

  const dialog = question ? (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={() => setQuestion(null)}
      title={t(`opportunities:ask.${question.kind}`, {
        name: nameOf(question.subject),
        stage: question.kind === 'requirements' ? (stages.get(question.stageId)?.stage.name ?? '') : '',
      })}
      subtitle={nameOf(question.subject)}
    >
      <Suspense fallback={<SkeletonText lines={4} />}>
        {question.kind === 'win' ? (
          <WinForm onCancel={() => setQuestion(null)} onSave={(body) => close(question.subject, 'win', body)} />
        ) : question.kind === 'lose' ? (
          <LoseForm onCancel={() => setQuestion(null)} onSave={(body) => close(question.subject, 'lose', body)} />
        ) : (
          <RequirementsForm
            fields={question.fields}
            onCancel={() => setQuestion(null)}
            onSave={(values) => saveRequired(question, values)}
          />
        )}
      </Suspense>
    </Dialog>
  ) : null;

  return { move, win: ask('win'), lose: ask('lose'), reopen, dialog };
}
