import { type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import type { OperationsGetResponse } from '~/api/generated';
import { api, newIdempotencyKey } from '~/api/http';
import { type Tone } from '~/api/record-types';
import { notify } from '~/lib/notices';

/** One thing that was done with many records. */
export type Operation = OperationsGetResponse;

export const STATUS_TONES: Readonly<Record<Operation['status'], Tone>> = {
  running: 'information',
  done: 'success',
  failed: 'danger',
  cancelled: 'neutral',
  undoing: 'information',
  undone: 'neutral',
};

export const operationKeys = { all: ['operations'] as const, one: (id: string) => ['operations', 'one', id] as const };

const POLL_MS = 1_000;

/** Whether it goes on in the background. */
export function isGoingOn({ status }: Pick<Operation, 'status'>): boolean {
  return status === 'running' || status === 'undoing';
}

export function operationQuery(id: string) {
  return queryOptions({
    queryKey: operationKeys.one(id),
    queryFn: ({ signal }) => api.get<Operation>(`/operations/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && isGoingOn(state.data) ? POLL_MS : false),
  });
}

/** Whether it can still be taken back. */
export function canUndo(operation: Operation): boolean {
  const ended = ['done', 'failed', 'cancelled'].includes(operation.status);
  return ended && operation.changed > 0 && new Date(operation.undoUntil) > new Date();
}

/** What is done, of what there is to do; undefined when that is not known. */
export function progressOf({ status, total, done, undo }: Operation): { done: number; total: number } {
  return status === 'undoing' && undo ? { done: undo.done, total: undo.total } : { done, total };
}

/** Takes an operation back. */
export function useUndoOperation() {
  const { t } = useTranslation(['operations', 'common']);
  const client: QueryClient = useQueryClient();
  return async ({ id }: Pick<Operation, 'id'>): Promise<void> => {
    try {
      const now = await api.post<Operation>(`/operations/${id}/undo`, undefined, {
        idempotencyKey: newIdempotencyKey(),
      });
      client.setQueryData(operationKeys.one(id), now);
      if (!isGoingOn(now)) notify(t('operations:undone'), { tone: 'success' });
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
    } finally {
      await client.invalidateQueries({ queryKey: operationKeys.all });
      await client.invalidateQueries({ queryKey: ['records'] });
    }
  };
}
