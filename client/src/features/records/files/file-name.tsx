import { useQuery } from '@tanstack/react-query';
import { Paperclip } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { recordQuery } from '~/api/records';
import { SkeletonBlock } from '~/ui/skeleton';
import { Blank, UserText } from '~/ui/text';
import { useDownload } from './use-download';

/** A file that a field points at: its name, which fetches its content. One that the reader may not see stays a dash. */
export default function FileName({ id }: { id: string | null }) {
  const { t } = useTranslation('files');
  const download = useDownload();
  const asked = useQuery({
    ...recordQuery('files', id ?? ''),
    enabled: id !== null,
    staleTime: 5 * 60_000,
    retry: false,
  });
  if (id === null) return <Blank />;
  if (!asked.data) return asked.isLoading ? <SkeletonBlock className="inline-block h-3.5 w-20" /> : <Blank />;
  const name = String(asked.data.name);
  return (
    <button
      type="button"
      data-no-open=""
      title={t('download', { name })}
      className="inline-flex max-w-full min-w-0 cursor-pointer items-center gap-1 text-start hover:underline"
      onClick={(event) => {
        event.stopPropagation();
        void download(id, name);
      }}
    >
      <Paperclip aria-hidden className="size-3.5 shrink-0 text-muted" />
      <UserText className="truncate">{name}</UserText>
    </button>
  );
}
