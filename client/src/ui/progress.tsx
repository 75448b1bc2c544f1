import { cn } from '~/lib/cn';

/** A bar that fills from the start side. `value` is 0 to 1; undefined means that the end is not known. */
export function Progress({ label, value, className }: { label: string; value?: number; className?: string }) {
  const percent = value === undefined ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={cn('h-1.5 w-full overflow-hidden rounded-full bg-default', className)}
    >
      <div
        className={cn(
          'h-full rounded-full bg-accent transition-[width] duration-200',
          percent === undefined && 'w-1/3 animate-pulse',
        )}
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
