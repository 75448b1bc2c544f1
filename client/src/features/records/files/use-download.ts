import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { notify } from '~/lib/notices';
import { saveFile } from '../list/export-file';

/** Fetches the content of an attachment and hands it to the browser under its name. */
export function useDownload() {
  const { t } = useTranslation('common');
  return async (id: string, name: string): Promise<void> => {
    try {
      saveFile(await api.get<Blob>(`/files/${id}/content`), name);
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
    }
  };
}
