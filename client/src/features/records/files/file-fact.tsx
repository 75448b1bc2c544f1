import { Upload as UploadIcon, X } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { type FieldInfo, type RecordTypeInfo, useLabel } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { formatBytes } from '~/lib/format';
import { notify } from '~/lib/notices';
import { Button, IconButton } from '~/ui/button';
import { Progress } from '~/ui/progress';
import { useSaveRecord } from '../save/use-save-record';
import FileName from './file-name';
import { ACCEPTED, MAX_BYTES, type Upload, uploadFile } from './upload';

interface FileFactProps {
  type: RecordTypeInfo;
  record: RecordBase;
  field: FieldInfo;
  canEdit: boolean;
}

/** A field that holds a file: open it, put one there, put another in its place, or take it out of the field. */
export default function FileFact({ type, record, field, canEdit }: FileFactProps) {
  const { t } = useTranslation(['files', 'common']);
  const label = useLabel();
  const save = useSaveRecord(type.name);
  const [running, setRunning] = useState<{ name: string; share: number; upload: Upload } | null>(null);
  const value = record[field.name];
  const id = typeof value === 'string' ? value : null;
  const name = label(field.label);

  const take = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > MAX_BYTES) {
      notify(t('common:file.tooLarge', { name: file.name, limit: formatBytes(MAX_BYTES) }), { tone: 'danger' });
      return;
    }
    const upload = uploadFile(file, { type: type.name, id: record.id }, (share) =>
      setRunning((now) => now && { ...now, share }),
    );
    setRunning({ name: file.name, share: 0, upload });
    try {
      const stored = await upload.done;
      await save(record, { [field.name]: stored.id });
    } catch (error) {
      if (!(error instanceof DOMException)) notify(`${file.name}: ${describeError(error, t)}`, { tone: 'danger' });
    } finally {
      setRunning(null);
    }
  };

  if (running)
    return (
      <span className="flex min-w-0 grow items-center gap-1">
        <Progress label={running.name} value={running.share} className="min-w-0 grow" />
        <IconButton size="sm" label={t('common:actions.cancel')} onPress={running.upload.cancel}>
          <X aria-hidden />
        </IconButton>
      </span>
    );
  return (
    <>
      {id !== null || !canEdit ? <FileName id={id} /> : null}
      {canEdit ? (
        <span className="ms-auto flex items-center">
          <FileTrigger acceptedFileTypes={ACCEPTED} onSelect={(list) => void take(list?.[0])}>
            <Button
              size="sm"
              variant="ghost"
              icon={<UploadIcon aria-hidden />}
              aria-label={`${t(id ? 'replace' : 'choose')}: ${name}`}
            >
              {t(id ? 'replace' : 'choose')}
            </Button>
          </FileTrigger>
          {id !== null && !field.required ? (
            <IconButton
              size="sm"
              label={t('takeOut', { name })}
              onPress={() => void save(record, { [field.name]: null })}
            >
              <X aria-hidden />
            </IconButton>
          ) : null}
        </span>
      ) : null}
    </>
  );
}
