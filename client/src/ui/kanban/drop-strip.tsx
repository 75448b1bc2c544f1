import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { useDrag } from './drag-state';

export interface StripTarget {
  id: string;
  name: string;
  color: string;
  hint?: string;
}

/**
 * Places that are in reach wherever the board is scrolled, shown at its end while a card is moved: the outcomes, and on
 * phones, where one column fills the screen, the columns too.
 */
export function DropStrip({ targets }: { targets: readonly StripTarget[] }) {
  const { t } = useTranslation();
  const isOpen = useDrag((drag) => drag !== undefined);
  if (!isOpen || targets.length === 0) return null;
  return (
    <div
      data-strip
      role="group"
      aria-label={t('board.strip')}
      className="absolute inset-x-0 bottom-0 z-10 grid auto-cols-fr grid-cols-2 gap-2 rounded-xl bg-overlay p-2 shadow-overlay md:grid-flow-col md:grid-cols-none"
    >
      {targets.map((target) => (
        <StripPlace key={target.id} target={target} />
      ))}
    </div>
  );
}

function StripPlace({ target: { id, name, color, hint } }: { target: StripTarget }) {
  const isOver = useDrag((drag) => drag?.place?.targetId === id);
  return (
    <div
      data-target={id}
      className={cn(
        'flex min-h-12 min-w-0 flex-col items-center justify-center rounded-lg border-2 border-dashed px-2 py-1 text-center',
        isOver && 'border-solid',
      )}
      style={{
        borderColor: color,
        background: `color-mix(in oklab, ${color} ${isOver ? 26 : 10}%, transparent)`,
      }}
    >
      <span className="max-w-full truncate text-sm font-bold">{name}</span>
      {hint ? <span className="max-w-full truncate text-xs text-muted max-md:hidden">{hint}</span> : null}
    </div>
  );
}
