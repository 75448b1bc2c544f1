import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { type RecordBase, useBulkUpdate } from '~/api/records';
import { hideJob, showJob } from '~/lib/jobs';
import { notify } from '~/lib/notices';

/** Work of this many records is shown in the tray while it goes on. */
const LONG = 20;

/** Values to write to a record; a function when they depend on the record, such as one more tag. */
export type BulkChange = Record<string, unknown> | ((record: RecordBase) => Record<string, unknown>);

/** Writes fields of many records, tells how far it is, reports what was refused and can take it all back. */
export function useBulkEdit(resource: string) {
  const { t } = useTranslation(['records', 'common', 'bulk']);
  const bulk = useBulkUpdate(resource);

  const write = async (records: readonly RecordBase[], change: BulkChange) => {
    const id = `bulk-${crypto.randomUUID()}`;
    const total = records.length;
    const step = (done: number) => {
      if (total >= LONG) showJob({ id, title: t('bulk:working'), done, total, state: 'running' });
    };
    step(0);
    const outcome = await bulk.mutateAsync({ records, changes: change, onProgress: step });
    hideJob(id);
    return outcome;
  };

  return async (records: readonly RecordBase[], change: BulkChange): Promise<void> => {
    const before = new Map(records.map((record) => [record.id, record]));
    const { done, failed } = await write(records, change);
    if (failed.length > 0)
      notify(t('bulk:refused', { count: failed.length, reason: describeError(failed[0]?.error, t) }), {
        tone: 'warning',
        duration: 0,
      });
    if (done.length === 0) return;
    notify(t('bulk:changed', { count: done.length }), {
      tone: 'success',
      undo: async () => {
        await write(done, (record) => {
          const old = before.get(record.id) ?? record;
          const names = Object.keys(typeof change === 'function' ? change(old) : change);
          return Object.fromEntries(names.map((name) => [name, old[name] ?? null]));
        });
      },
    });
  };
}
