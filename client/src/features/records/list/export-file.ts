import type { Translate } from '~/i18n';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { dismissNotice, notify } from '~/lib/notices';
import type { ExportFormat, ExportWish } from './export-menu';

/** Fetches a list as a file and hands it to the browser; says so while it takes long, and says why when it fails. */
export async function exportList(
  { resource, name, params, columns }: ExportWish,
  format: ExportFormat,
  t: Translate,
): Promise<void> {
  const notice = notify(t('records:export.working'), { duration: 0 });
  try {
    const { q, filter, sort } = params;
    const query = { q, filter, sort, format, columns: columns.join(',') };
    saveFile(await api.get<Blob>(`/${resource}/export`, { query }), `${name}.${format}`);
  } catch (error) {
    notify(describeError(error, t), { tone: 'danger' });
  } finally {
    dismissNotice(notice);
  }
}

/** Lets the browser save a file that is already here. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
