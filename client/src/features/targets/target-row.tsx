import { Pencil, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '~/api/session';
import { LinkName } from '~/features/records/parts/link-name';
import { formatMoneyCompact, formatNumber, formatPercent } from '~/lib/format';
import { IconButton } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { type TargetProgress, whoOf } from './target';

interface TargetRowProps {
  progress: TargetProgress;
  onEdit: () => void;
  onRemove: () => void;
}

/** One target of the month: how far it is, where it should be, and what each working day must bring. */
export function TargetRow({ progress, onEdit, onRemove }: TargetRowProps) {
  const { t } = useTranslation(['targets', 'common']);
  const canEdit = useCan('target', 'edit');
  const { target, goal, reached, percent, expectedPercent, neededPerWorkingDay, workingDaysLeft } = progress;
  const who = whoOf(target);
  const show = (value: string) =>
    target.metric === 'wonAmount' ? formatMoneyCompact({ amount: value, currency: 'IRR' }) : formatNumber(value);
  const isBehind = percent < expectedPercent;
  return (
    <li className="flex flex-col gap-2 border-b border-hairline py-3 last:border-0">
      <div className="flex items-center gap-2">
        <LinkName target={who.type} id={who.id} className="font-medium" />
        <span className="text-xs text-muted">{t(`targets:metrics.${target.metric}`)}</span>
        {percent >= 100 ? <Chip tone="success">{t('targets:reached')}</Chip> : null}
        <span className="ms-auto text-sm font-bold">{formatPercent(percent, 0)}</span>
        {canEdit ? (
          <>
            <IconButton label={t('common:actions.edit')} size="sm" onPress={onEdit}>
              <Pencil aria-hidden />
            </IconButton>
            <IconButton label={t('common:actions.remove')} size="sm" onPress={onRemove}>
              <X aria-hidden />
            </IconButton>
          </>
        ) : null}
      </div>
      <div
        role="img"
        aria-label={t('targets:bar', {
          percent: formatPercent(percent, 0),
          expected: formatPercent(expectedPercent, 0),
        })}
        className="relative h-3 rounded-full bg-surface-tertiary"
      >
        <span
          className="block h-full rounded-full"
          style={{
            width: `${Math.min(100, percent)}%`,
            background: isBehind ? 'var(--warning)' : 'var(--success)',
          }}
        />
        <span
          aria-hidden
          className="absolute -inset-y-0.5 w-0.5 bg-foreground"
          style={{ insetInlineStart: `${Math.min(100, expectedPercent)}%` }}
        />
      </div>
      <p className="flex flex-wrap gap-x-4 text-xs text-muted">
        <span>{t('targets:of', { reached: show(reached), goal: show(goal) })}</span>
        {percent < 100 && neededPerWorkingDay ? (
          <span className={isBehind ? 'text-warning-soft-foreground' : ''}>
            {t('targets:needed', { amount: show(neededPerWorkingDay), count: workingDaysLeft })}
          </span>
        ) : null}
      </p>
    </li>
  );
}
