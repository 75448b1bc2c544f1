import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { stageColor } from './chip';
import { ScrollRegion } from './scroll-region';

export interface Stage {
  id: string;
  name: string;
}

interface StagePathProps {
  stages: readonly Stage[];
  current: string;
  /** Without it the path only shows. */
  onMove?: (stageId: string) => void;
  isDisabled?: boolean;
}

/** The way through a pipeline, first stage at the start side (the right in Persian). */
export function StagePath({ stages, current, onMove, isDisabled }: StagePathProps) {
  const { t } = useTranslation();
  const at = stages.findIndex((stage) => stage.id === current);
  return (
    <ScrollRegion label={t('stagePath.label')} className="[scrollbar-width:none]">
      <ol aria-label={t('stagePath.label')} className="flex min-w-0 gap-1">
        {stages.map((stage, index) => {
          const isCurrent = index === at;
          const isPassed = index < at;
          const state = isCurrent ? t('stagePath.current') : isPassed ? t('stagePath.passed') : t('stagePath.ahead');
          return (
            <li key={stage.id} className="relative min-w-24 flex-1">
              <button
                type="button"
                aria-current={isCurrent ? 'step' : undefined}
                disabled={isDisabled || !onMove || isCurrent}
                onClick={() => onMove?.(stage.id)}
                className={cn(
                  'flex min-h-9 w-full items-center justify-center gap-1.5 px-4 text-xs [clip-path:polygon(0_0,calc(100%-10px)_0,100%_50%,calc(100%-10px)_100%,0_100%,10px_50%)] rtl:[clip-path:polygon(10px_0,100%_0,calc(100%-10px)_50%,100%_100%,10px_100%,0_50%)]',
                  onMove && !isCurrent && !isDisabled && 'cursor-pointer hover:brightness-95',
                  isCurrent ? 'font-bold text-white' : isPassed ? 'text-foreground' : 'bg-surface-tertiary text-muted',
                )}
                style={
                  isCurrent
                    ? { background: `color-mix(in oklab, ${stageColor(index)} 78%, black)` }
                    : isPassed
                      ? { background: `color-mix(in oklab, ${stageColor(index)} 24%, var(--surface))` }
                      : undefined
                }
              >
                {isPassed ? <Check aria-hidden className="size-3.5 shrink-0" /> : null}
                <span className="truncate">{stage.name}</span>
                <span className="sr-only">{state}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </ScrollRegion>
  );
}
