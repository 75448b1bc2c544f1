import { Download, FileSpreadsheet, FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import type { ListParams } from '~/api/records';
import { dismissNotice, notify } from '~/lib/notices';
import { IconButton } from '~/ui/button';
import { Menu, type MenuEntry, menuOf } from '~/ui/menu';

export type ExportFormat = 'csv' | 'xlsx';

interface ExportWish {
  resource: string;
  /** Name of the file, without its ending. */
  name: string;
  /** The list to export: its condition and order. */
  params: Pick<ListParams, 'q' | 'filter' | 'sort'>;
  /** Fields in their order. */
  columns: readonly string[];
}

/** Fetches a list as a file and hands it to the browser; says so while it takes long, and says why when it fails. */
export function useExport() {
  const { t } = useTranslation(['records', 'common']);
  return async ({ resource, name, params, columns }: ExportWish, format: ExportFormat): Promise<void> => {
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
  };
}

export function useExportEntries(wish: ExportWish): MenuEntry[] {
  const { t } = useTranslation('records');
  const run = useExport();
  return [
    {
      id: 'xlsx',
      label: t('export.xlsx'),
      icon: <FileSpreadsheet aria-hidden />,
      onAction: () => void run(wish, 'xlsx'),
    },
    { id: 'csv', label: t('export.csv'), icon: <FileText aria-hidden />, onAction: () => void run(wish, 'csv') },
  ];
}

/** Takes the whole list out, as it is filtered, sorted and with the columns that are shown. */
export function ExportMenu(wish: ExportWish) {
  const { t } = useTranslation('common');
  return (
    <Menu
      label={t('actions.export')}
      trigger={
        <IconButton label={t('actions.export')}>
          <Download aria-hidden />
        </IconButton>
      }
      groups={menuOf(...useExportEntries(wish))}
    />
  );
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
