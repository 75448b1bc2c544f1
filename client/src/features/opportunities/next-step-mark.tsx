import { CalendarCheck, CalendarX, CircleDashed } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { formatInstantLong, formatInstantNear } from '~/lib/format';
import type { BoardCard } from './board/board-data';

const MARKS = {
  none: { icon: CircleDashed, tone: 'text-warning-soft-foreground' },
  overdue: { icon: CalendarX, tone: 'text-danger-soft-foreground' },
  planned: { icon: CalendarCheck, tone: 'text-success-soft-foreground' },
} as const;

/** Whether something is planned: a mark whose words are there for the pointer and for screen readers. */
export function NextStepMark({
  nextStep,
  at,
  hasText,
  isShort,
}: {
  nextStep: BoardCard['nextStep'];
  at: string | null;
  hasText?: boolean;
  /** Where a heading says already that it is the next step. */
  isShort?: boolean;
}) {
  const { t } = useTranslation('opportunities');
  const { icon: Icon, tone } = MARKS[nextStep];
  const words = t(`nextStep.${isShort ? 'short.' : ''}${nextStep}`, { at: at ? formatInstantNear(at) : '' });
  return (
    <span className={cn('inline-flex min-w-0 items-center gap-1', tone)} title={at ? formatInstantLong(at) : words}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className={hasText ? 'truncate' : 'sr-only'}>{words}</span>
    </span>
  );
}
