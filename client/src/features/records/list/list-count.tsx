import { useTranslation } from 'react-i18next';
import { formatNumber } from '~/lib/format';

/** The server counts up to here; more is said as «more than». */
export const COUNT_CAP = 10_000;

/** How many records a list has: exact, or «۱۰٬۰۰۰+» above what is counted. */
export function ListCount({ total, isMore }: { total: number | undefined; isMore: boolean }) {
  const { t } = useTranslation('records');
  if (total === undefined) return null;
  const number = formatNumber(total);
  return (
    <span className="text-sm text-muted" title={isMore ? t('list.countMore', { number }) : undefined}>
      {isMore ? `${number}+` : number}
      <span className="sr-only">{t('list.rows')}</span>
    </span>
  );
}
