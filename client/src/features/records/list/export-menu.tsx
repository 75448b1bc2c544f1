import { Download, FileSpreadsheet, FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ListParams } from '~/api/records';
import { IconButton } from '~/ui/button';
import { Menu, type MenuEntry, menuOf } from '~/ui/menu';

export type ExportFormat = 'csv' | 'xlsx';

export interface ExportWish {
  resource: string;
  /** Name of the file, without its ending. */
  name: string;
  /** The list to export: its condition and order. */
  params: Pick<ListParams, 'q' | 'filter' | 'sort'>;
  /** Fields in their order. */
  columns: readonly string[];
}

export function useExportEntries(wish: ExportWish): MenuEntry[] {
  const { t } = useTranslation(['records', 'common']);
  const run = async (format: ExportFormat) => (await import('./export-file')).exportList(wish, format, t);
  return [
    {
      id: 'xlsx',
      label: t('records:export.xlsx'),
      icon: <FileSpreadsheet aria-hidden />,
      onAction: () => void run('xlsx'),
    },
    { id: 'csv', label: t('records:export.csv'), icon: <FileText aria-hidden />, onAction: () => void run('csv') },
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
