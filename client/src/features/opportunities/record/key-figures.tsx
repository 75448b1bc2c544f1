import { useTranslation } from 'react-i18next';
import type { KeyFigure } from '~/features/records/page/record-header';
import { daysBetween, today } from '~/lib/calendar';
import { formatDay, formatMoneyCompact, formatPercent } from '~/lib/format';
import { Stat } from '~/ui/card';
import { Money } from '~/ui/text';
import type { Opportunity } from '../opportunity';

/** The three figures that decide: amount, chance, and when it shall close. */
export function useKeyFigures(opportunity: Opportunity): KeyFigure[] {
  const { t } = useTranslation('opportunities');
  const { amount, weightedAmount, probabilityPercent, expectedCloseOn, closedOn, status } = opportunity;
  const isOpen = status === 'open';
  const day = isOpen ? expectedCloseOn : closedOn;
  return [
    {
      id: 'amount',
      label: t('record.amount'),
      value: <Money value={amount} isCompact />,
      note: isOpen && weightedAmount ? `${t('record.weighted')}: ${formatMoneyCompact(weightedAmount)}` : undefined,
    },
    {
      id: 'probability',
      label: t('record.probability'),
      value: probabilityPercent === null ? '—' : formatPercent(probabilityPercent, 0),
    },
    {
      id: 'day',
      label: t(isOpen ? 'record.expectedClose' : 'record.closedOn'),
      value: day ? formatDay(day) : '—',
      note: isOpen && day ? <Distance day={day} /> : undefined,
    },
  ];
}

export function KeyFigures({ opportunity }: { opportunity: Opportunity }) {
  const figures = useKeyFigures(opportunity);
  return (
    <div className="grid grid-cols-2 gap-4">
      {figures.map(({ id, ...figure }) => (
        <Stat key={id} {...figure} />
      ))}
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
