import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';

/** A grey place for what is still on its way; give it the real size, so that nothing jumps. */
export function SkeletonBlock({ className }: { className?: string }) {
  return <span aria-hidden className={cn('block animate-pulse rounded-lg bg-default', className)} />;
}

export function SkeletonText({ lines = 3 }: { lines?: number }) {
  return (
    <span aria-hidden className="flex flex-col gap-2">
      {Array.from({ length: lines }, (_, line) => (
        <SkeletonBlock key={line} className={cn('h-4', line === lines - 1 ? 'w-2/3' : 'w-full')} />
      ))}
    </span>
  );
}

/** A page that is loading: blank for 300 ms, then said and drawn quietly. */
export function LoadingPage() {
  const { t } = useTranslation();
  const isLate = useLate(300);
  if (!isLate) return null;
  return (
    <div role="status" aria-label={t('states.loading')} className="flex flex-col gap-4 p-6">
      <SkeletonBlock className="h-8 w-56" />
      <SkeletonBlock className="h-24 w-full rounded-xl" />
      <SkeletonBlock className="h-64 w-full rounded-xl" />
    </div>
  );
}

/** True once `delay` milliseconds have passed since mount. */
export function useLate(delay: number): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), delay);
    return () => clearTimeout(timer);
  }, [delay]);
  return isLate;
}
