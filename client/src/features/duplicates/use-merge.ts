import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api, newIdempotencyKey } from '~/api/http';
import type { RecordTypeInfo } from '~/api/record-types';
import { notify } from '~/lib/notices';

interface MergeAnswer {
  operationId: string;
  status: 'done' | 'running';
  into: string;
}

interface Undone {
  status: string;
  undo: { kept: number } | null;
}

/** Makes records one, and offers the way back. */
export function useMerge(type: RecordTypeInfo) {
  const { t } = useTranslation(['merging', 'common']);
  const client = useQueryClient();
  // Children of all types have moved.
  const refresh = () => client.invalidateQueries();
  const undo = async (id: string) => {
    try {
      const { undo: came } = await api.post<Undone>(`/operations/${id}/undo`);
      const kept = came?.kept ?? 0;
      notify(kept > 0 ? t('merging:unmergedPartly', { count: kept }) : t('merging:unmerged'), {
        tone: kept > 0 ? 'warning' : 'success',
      });
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
    }
    await refresh();
  };
  return useMutation({
    mutationFn: (body: { ids: string[]; into: string; fields: Record<string, string> }) =>
      api.post<MergeAnswer>(`/${type.resource}/merge`, body, { idempotencyKey: newIdempotencyKey() }),
    onSuccess: async ({ operationId, status }, { ids }) => {
      if (status === 'running') notify(t('merging:running'));
      else notify(t('merging:merged', { count: ids.length }), { tone: 'success', undo: () => undo(operationId) });
      await refresh();
    },
    onError: (error) => notify(describeError(error, t), { tone: 'danger', duration: 0 }),
  });
}
