import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DropZone, FileTrigger } from 'react-aria-components';
import { formatBytes } from '~/lib/format';
import { Button } from './button';

interface FileDropProps {
  label: string;
  /** Extensions with the dot: `.csv`. */
  accept: readonly string[];
  maxBytes: number;
  help?: string;
  isMultiple?: boolean;
  onFiles: (files: File[]) => void;
}

/** Files by dropping, choosing or pasting. Refuses wrong types and sizes with a message that names the file. */
export function FileDrop({ label, accept, maxBytes, help, isMultiple, onFiles }: FileDropProps) {
  const { t } = useTranslation();
  const [fault, setFault] = useState<string | null>(null);
  const take = (files: File[]) => {
    const wrong = files.find((file) => !accept.some((extension) => file.name.toLowerCase().endsWith(extension)));
    const large = files.find((file) => file.size > maxBytes);
    if (wrong) setFault(t('file.wrongType', { name: wrong.name }));
    else if (large) setFault(t('file.tooLarge', { name: large.name, limit: formatBytes(maxBytes) }));
    else if (files.length > 0) {
      setFault(null);
      onFiles(isMultiple ? files : files.slice(0, 1));
    }
  };
  return (
    <div>
      <DropZone
        aria-label={label}
        onDrop={(event) => {
          const files = event.items.filter((item) => item.kind === 'file').map((item) => item.getFile());
          void Promise.all(files).then(take);
        }}
        className="flex flex-col items-center gap-2 rounded-xl border border-dashed border-border bg-surface-secondary px-6 py-10 text-center data-[drop-target]:border-accent data-[drop-target]:bg-accent-soft data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus"
      >
        <FileUp aria-hidden className="size-8 text-muted" />
        <p className="text-sm font-medium">{t('file.drop')}</p>
        {help ? <p className="text-xs text-muted">{help}</p> : null}
        <FileTrigger
          acceptedFileTypes={[...accept]}
          allowsMultiple={isMultiple ?? false}
          onSelect={(list) => take([...(list ?? [])])}
        >
          <Button variant="outline">{t('file.choose')}</Button>
        </FileTrigger>
      </DropZone>
      {fault ? (
        <p role="alert" className="mt-2 text-sm text-danger-soft-foreground">
          {fault}
        </p>
      ) : null}
    </div>
  );
}
