import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tone } from '~/api/record-types';
import { cn } from '~/lib/cn';

const TONES: Record<Tone, string> = {
  neutral: 'bg-default text-default-foreground',
  accent: 'bg-accent-soft text-accent-soft-foreground',
  success: 'bg-success-soft text-success-soft-foreground',
  warning: 'bg-warning-soft text-warning-soft-foreground',
  danger: 'bg-danger-soft text-danger-soft-foreground',
  information: 'bg-info-soft text-info-soft-foreground',
};

interface ChipProps {
  children: ReactNode;
  tone?: Tone;
  icon?: ReactNode;
  /** Draws a button that takes the chip away; `name` says what it takes away. */
  onRemove?: () => void;
  name?: string;
  className?: string;
}

/** A state or a tag. Its words say what its colour says. */
export function Chip({ children, tone = 'neutral', icon, onRemove, name, className }: ChipProps) {
  const { t } = useTranslation();
  return (
    <span
      className={cn(
        'inline-flex max-w-full items-center gap-1 rounded-full px-2 py-px text-2xs font-medium whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0',
        TONES[tone],
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
      {onRemove ? (
        <button
          type="button"
          onClick={onRemove}
          aria-label={t('picker.remove', { name: name ?? '' })}
          className="-me-1 grid size-5 cursor-pointer place-items-center rounded-full hover:bg-foreground/10"
        >
          <X aria-hidden />
        </button>
      ) : null}
    </span>
  );
}

/** One of seven steps on a single scale of hues, for stages of a pipeline; wraps after the seventh. */
export function stageColor(index: number): string {
  return `var(--stage-${(index % 7) + 1})`;
}

export function StageChip({ index, children }: { index: number; children: ReactNode }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 text-sm">
      <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: stageColor(index) }} />
      <span className="truncate">{children}</span>
    </span>
  );
}

/** A small count on the corner of an icon. */
export function CountBadge({ children }: { children: ReactNode }) {
  return (
    <span className="absolute -top-1 -end-1 grid h-4 min-w-4 place-items-center rounded-full bg-danger px-1 text-[0.625rem] leading-4 font-bold text-danger-foreground">
      {children}
    </span>
  );
}
