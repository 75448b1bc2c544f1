import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api, newIdempotencyKey } from '~/api/http';
import { type ListParams, recordKeys } from '~/api/records';
import { hideJob, showJob } from '~/lib/jobs';
import { notify } from '~/lib/notices';

/** What is written to every record of a list. */
export interface BulkEditBody {
  changes?: Record<string, unknown>;
  addTags?: string[];
  removeTags?: string[];
}

/** How a bulk operation stands, as the server tells it. */
interface BulkProgress {
  operationId: string;
  status: 'done' | 'running' | 'failed';
  total: number;
  changed: number;
}

const POLL_MS = 1_500;

/**
 * Does one thing with all records that match a list, on the server: shown in the tray while it goes on, told when done,
 * and taken back as one. Goes on when the reader leaves the list.
 */
export function useBulkOperation(resource: string) {
  const { t } = useTranslation(['records', 'common', 'bulk']);
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: recordKeys.all(resource) });

  const settle = async (begun: BulkProgress, title: string): Promise<BulkProgress> => {
    let now = begun;
    while (now.status === 'running') {
      const { operationId, changed, total } = now;
      showJob({ id: operationId, title, done: changed, total, state: 'running', href: `/operations/${operationId}` });
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      now = await api.get<BulkProgress>(`/bulk-operations/${operationId}`);
    }
    return now;
  };

  const undo = async ({ operationId, changed }: BulkProgress): Promise<void> => {
    const { status } = await api.post<{ status: 'done' | 'queued' }>(`/changes/${operationId}/undo`);
    if (status === 'queued') notify(t('bulk:undoing', { count: changed }));
    await refresh();
  };

  const run = async (verb: 'bulk-edit' | 'bulk-delete', body: object): Promise<void> => {
    let id: string | undefined;
    try {
      const idempotencyKey = newIdempotencyKey();
      const begun = await api.post<BulkProgress>(`/${resource}/${verb}`, body, { idempotencyKey });
      id = begun.operationId;
      const title = t(verb === 'bulk-edit' ? 'bulk:working' : 'bulk:deleting');
      const end = await settle(begun, title);
      if (end.status === 'failed') throw new Error(t('bulk:failed'));
      const left = end.total - end.changed;
      if (left > 0) notify(t('bulk:left', { count: left }), { tone: 'warning', duration: 0 });
      if (end.changed === 0) return;
      const done = verb === 'bulk-edit' ? 'bulk:changed' : 'records:removedMany';
      notify(t(done, { count: end.changed }), { tone: 'success', undo: () => undo(end) });
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger', duration: 0 });
    } finally {
      if (id) hideJob(id);
      await refresh();
    }
  };

  type Selection = Pick<ListParams, 'q' | 'filter'>;
  const selected = ({ q, filter }: Selection) => ({ ...(q ? { q } : {}), filter: filter ?? {} });
  return {
    edit: (selection: Selection, body: BulkEditBody) => run('bulk-edit', { ...selected(selection), ...body }),
    remove: (selection: Selection) => run('bulk-delete', selected(selection)),
  };
}
