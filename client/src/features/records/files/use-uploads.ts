import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { notify } from '~/lib/notices';
import { type Subject, useRefreshAround } from '../work/subject';
import { uploadFile } from './upload';

/** A file on its way to the server. */
export interface RunningUpload {
  id: string;
  name: string;
  /** 0 to 1. */
  share: number;
  cancel: () => void;
}

/** Uploads files to a record and keeps those on their way. */
export function useUploads(subject: Subject) {
  const { t } = useTranslation(['records', 'common', 'files']);
  const refresh = useRefreshAround(subject);
  const [uploads, setUploads] = useState<readonly RunningUpload[]>([]);

  const start = async (file: File) => {
    const id = crypto.randomUUID();
    const upload = uploadFile(file, subject, (share) =>
      setUploads((all) => all.map((one) => (one.id === id ? { ...one, share } : one))),
    );
    setUploads((all) => [...all, { id, name: file.name, share: 0, cancel: upload.cancel }]);
    try {
      await upload.done;
      notify(t('files:added', { name: file.name }), { tone: 'success' });
      await refresh();
    } catch (error) {
      if (!(error instanceof DOMException)) notify(`${file.name}: ${describeError(error, t)}`, { tone: 'danger' });
    } finally {
      setUploads((all) => all.filter((one) => one.id !== id));
    }
  };
  return { uploads, add: (files: readonly File[]) => files.forEach((file) => void start(file)) };
}
