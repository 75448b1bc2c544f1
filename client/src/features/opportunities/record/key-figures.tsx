import { useTranslation } from 'react-i18next';
import { daysBetween, today } from '~/lib/calendar';
import { formatDate, formatDay, formatMoneyCompact, formatPercent } from '~/lib/format';
import { Stat } from '~/ui/card';
import { Money } from '~/ui/text';
import type { Opportunity } from '../opportunity';

/** The three figures that decide: amount, chance, and when it shall close. */
export function KeyFigures({ opportunity }: { opportunity: Opportunity }) {
  const { t } = useTranslation('opportunities');
  const { amount, weightedAmount, probabilityPercent, expectedCloseOn, closedOn, status } = opportunity;
  return (
    <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
      <Stat
        label={t('record.amount')}
        value={<Money value={amount} isCompact />}
        note={
          status === 'open' && weightedAmount
            ? `${t('record.weighted')}: ${formatMoneyCompact(weightedAmount)}`
            : undefined
        }
      />
      <Stat
        label={t('record.probability')}
        value={probabilityPercent === null ? '—' : formatPercent(probabilityPercent, 0)}
      />
      {status === 'open' ? (
        <Stat
          label={t('record.expectedClose')}
          value={expectedCloseOn ? formatDay(expectedCloseOn) : '—'}
          note={expectedCloseOn ? <Distance day={expectedCloseOn} /> : undefined}
        />
      ) : (
        <Stat label={t('record.closedOn')} value={closedOn ? formatDate(closedOn) : '—'} />
      )}
    </div>
  );
}

function Distance({ day }: { day: string }) {
  const { t } = useTranslation('opportunities');
  const days = daysBetween(today(), day);
  if (days === 0) return t('record.today');
  if (days > 0) return t('record.daysLeft', { count: days });
  return <span className="text-danger-soft-foreground">{t('record.daysLate', { count: -days })}</span>;
}
