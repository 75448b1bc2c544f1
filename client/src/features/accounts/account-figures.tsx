import { useTranslation } from 'react-i18next';
import type { RecordBase } from '~/api/records';
import type { KeyFigure } from '~/features/records/page/record-header';
import { formatNumber } from '~/lib/format';
import { SkeletonBlock } from '~/ui/skeleton';
import { JalaliInstant, Money } from '~/ui/text';
import type { AccountFile } from './account-file';

/** The three figures that tell most about an account: what is open, what was won, and when one last spoke. */
export function useAccountFigures(account: RecordBase, file: AccountFile | undefined): KeyFigure[] {
  const { t } = useTranslation('accounts');
  const sales = file?.sections.sales;
  const waiting = <SkeletonBlock className="my-1 h-6 w-24" />;
  const lastContact: KeyFigure = {
    id: 'contact',
    label: t('figures.lastContact'),
    value: <JalaliInstant value={account.lastContactedAt as string | null} />,
    note: file ? t('figures.doneActivities', { count: file.figures.doneActivities }) : undefined,
  };
  if (file && !sales)
    return [
      { id: 'open', label: t('figures.openWork'), value: formatNumber(file.figures.openActivities) },
      { id: 'overdue', label: t('figures.overdue'), value: formatNumber(file.figures.overdueActivities) },
      lastContact,
    ];
  return [
    {
      id: 'open',
      label: t('figures.open'),
      value: sales ? <Money value={sales.open.amount} isCompact /> : waiting,
      note: sales ? t('figures.opportunities', { count: sales.open.count }) : undefined,
    },
    {
      id: 'won',
      label: t('figures.won'),
      value: sales ? <Money value={sales.won.amount} isCompact /> : waiting,
      note: sales ? t('figures.deals', { count: sales.won.count }) : undefined,
    },
    lastContact,
  ];
}
