import { Download, Paperclip, Trash2, X } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { type RecordBase, useRecordList } from '~/api/records';
import { useRecordType } from '~/api/record-types';
import { useRemoveWithUndo } from '~/api/undo';
import { formatBytes } from '~/lib/format';
import { IconButton } from '~/ui/button';
import { Progress } from '~/ui/progress';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { JalaliInstant, UserText } from '~/ui/text';
import type { Subject } from '../work/subject';
import { ACCEPTED, MAX_BYTES } from './upload';
import { useDownload } from './use-download';
import { useUploads } from './use-uploads';

const FileDrop = lazy(() => import('~/ui/file-drop').then((module) => ({ default: module.FileDrop })));

interface FileRecord extends RecordBase {
  name: string;
  size: number;
}

/** Files of a record: dropped, chosen, watched while they go up, fetched and removed. */
export function AttachmentsPanel({ subject }: { subject: Subject }) {
  const { t } = useTranslation(['records', 'common', 'files']);
  const type = useRecordType('file');
  const list = useRecordList<FileRecord>('files', {
    filter: { field: 'about', op: 'eq', value: subject as never },
    sort: '-createdAt',
    limit: 100,
  });
  const { uploads, add } = useUploads(subject);
  const remove = useRemoveWithUndo<FileRecord>('files', (file) => file.name);
  const download = useDownload();
  return (
    <div className="flex flex-col gap-4">
      {type?.actions.create ? (
        <Suspense fallback={<SkeletonText />}>
          <FileDrop
            label={t('files:add')}
            help={t('files:help', { limit: formatBytes(MAX_BYTES) })}
            accept={ACCEPTED}
            maxBytes={MAX_BYTES}
            isMultiple
            onFiles={add}
          />
        </Suspense>
      ) : null}
      {uploads.map((upload) => (
        <div key={upload.id} className="flex items-center gap-3 rounded-xl border border-hairline bg-surface px-4 py-2">
          <div className="min-w-0 grow">
            <UserText className="block truncate text-sm">{upload.name}</UserText>
            <Progress label={upload.name} value={upload.share} className="mt-1" />
          </div>
          <IconButton label={t('common:actions.cancel')} size="sm" onPress={upload.cancel}>
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      {list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isLoading ? <SkeletonText lines={3} /> : null}
      {!list.isLoading && !list.error && list.rows.length === 0 ? (
        <p className="py-2 text-center text-sm text-muted">{t('files:none')}</p>
      ) : null}
      <ul className="flex flex-col">
        {list.rows.map((file) => (
          <li
            key={file.id}
            className="flex min-h-11 items-center gap-3 border-b border-hairline px-1 py-1 text-sm last:border-0"
          >
            <Paperclip aria-hidden className="size-4 shrink-0 text-muted" />
            <button
              type="button"
              className="min-w-0 grow cursor-pointer truncate text-start hover:underline"
              onClick={() => void download(file.id, file.name)}
            >
              <UserText>{file.name}</UserText>
            </button>
            <span className="shrink-0 text-xs text-muted">{formatBytes(file.size)}</span>
            <span className="hidden shrink-0 text-xs text-muted sm:inline">
              <JalaliInstant value={file.createdAt} />
            </span>
            <IconButton
              size="sm"
              label={t('files:download', { name: file.name })}
              onPress={() => void download(file.id, file.name)}
            >
              <Download aria-hidden />
            </IconButton>
            {type?.actions.delete ? (
              <IconButton size="sm" label={t('files:remove', { name: file.name })} onPress={() => remove([file])}>
                <Trash2 aria-hidden />
              </IconButton>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
