import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { isTyping } from '~/lib/keyboard';
import { dismissNotice, type Notice, notices, undoLatest, undoNotice } from '~/lib/notices';
import { useStore } from '~/lib/store';
import { Button, IconButton } from './button';

const ICONS = { neutral: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert };
const COLOURS = {
  neutral: 'text-muted',
  success: 'text-success-soft-foreground',
  warning: 'text-warning-soft-foreground',
  danger: 'text-danger-soft-foreground',
};

/** Where notices appear. Drawn once, by the app; anyone shows a notice with `notify`. Ctrl+Z takes the newest change back. */
export function ToastRegion() {
  const { t } = useTranslation();
  const shown = useStore(notices);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.code !== 'KeyZ' || !(event.ctrlKey || event.metaKey) || event.shiftKey || isTyping(event.target))
        return;
      if (undoLatest()) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <section
      aria-label={t('toast.region')}
      aria-live="polite"
      data-react-aria-top-layer="true"
      className="pointer-events-none fixed inset-x-0 bottom-20 z-[100001] flex flex-col items-center gap-2 px-4 in-data-card-held:invisible md:bottom-6"
    >
      {shown.map((notice) => (
        <Toast key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function Toast({ notice }: { notice: Notice }) {
  const { t } = useTranslation();
  const [isHeld, setHeld] = useState(false);
  const left = useRef(notice.duration);
  useEffect(() => {
    if (isHeld || notice.duration === 0) return;
    const started = Date.now();
    const timer = setTimeout(() => dismissNotice(notice.id), left.current);
    return () => {
      clearTimeout(timer);
      left.current -= Date.now() - started;
    };
  }, [isHeld, notice]);
  const Icon = ICONS[notice.tone];
  return (
    <div
      role={notice.tone === 'danger' ? 'alert' : 'status'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex w-full max-w-md animate-[slide-up_160ms_ease-out] items-center gap-3 rounded-xl bg-overlay py-2 ps-4 pe-2 text-sm text-overlay-foreground shadow-overlay"
    >
      <Icon aria-hidden className={cn('size-5 shrink-0', COLOURS[notice.tone])} />
      <span className="min-w-0 grow" dir="auto">
        {notice.text}
      </span>
      {notice.undo ? (
        <Button size="sm" variant="ghost" className="text-accent-soft-foreground" onPress={() => undoNotice(notice)}>
          {t('actions.undo')}
        </Button>
      ) : null}
      {notice.action ? (
        <Button size="sm" variant="ghost" className="text-accent-soft-foreground" onPress={notice.action.run}>
          {notice.action.label}
        </Button>
      ) : null}
      <IconButton label={t('actions.close')} size="sm" hasTooltip={false} onPress={() => dismissNotice(notice.id)}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
