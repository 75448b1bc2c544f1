import { useNavigate } from '@tanstack/react-router';
import { Kanban, Rows3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ListMode } from '~/app/list-search';
import { cn } from '~/lib/cn';

const MODES: ReadonlyArray<{ mode: ListMode; icon: typeof Rows3 }> = [
  { mode: 'table', icon: Rows3 },
  { mode: 'board', icon: Kanban },
];

/** «جدول | کانبان», kept in the address as `mode`; filters stay. */
export function ModeSwitch({ mode }: { mode: ListMode }) {
  const { t } = useTranslation('records');
  const navigate = useNavigate();
  const go = (next: ListMode) =>
    void navigate({
      to: '.',
      search: ((before: object) => ({ ...before, mode: next === 'table' ? undefined : next })) as never,
      resetScroll: false,
    });
  return (
    <div role="group" aria-label={t('mode.label')} className="flex rounded-lg bg-surface-tertiary p-0.5">
      {MODES.map(({ mode: value, icon: Icon }) => (
        <button
          key={value}
          type="button"
          aria-pressed={mode === value}
          onClick={() => go(value)}
          className={cn(
            'flex min-h-8 cursor-pointer items-center gap-1.5 rounded-md px-3 text-sm pointer-coarse:min-h-10',
            mode === value ? 'bg-surface font-medium shadow-surface' : 'text-muted hover:text-foreground',
          )}
        >
          <Icon aria-hidden className="size-4" />
          <span className="max-sm:sr-only">{t(`mode.${value}`)}</span>
        </button>
      ))}
    </div>
  );
}
