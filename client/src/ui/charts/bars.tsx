import { formatNumber } from '~/lib/format';
import { cn } from '~/lib/cn';
import { ChartFrame, type ChartPoint, PointName } from './frame';

interface BarChartProps {
  title: string;
  points: readonly ChartPoint[];
  format?: (value: number) => string;
  /** Bars that lie down read better with long names. */
  isHorizontal?: boolean;
  onSelect?: (id: string) => void;
}

/** Values side by side. Time runs with the text: the first point stands at the start side. */
export function BarChart({ title, points, format = formatNumber, isHorizontal, onSelect }: BarChartProps) {
  const max = Math.max(1, ...points.map((point) => point.value));
  return (
    <ChartFrame title={title} points={points} format={format} onSelect={onSelect}>
      {isHorizontal ? (
        <ul className="flex flex-col gap-2">
          {points.map((point) => (
            <li key={point.id} className="grid grid-cols-[7rem_1fr_auto] items-center gap-2 text-xs">
              <PointName point={point} onSelect={onSelect} className="truncate text-muted" />
              <span className="h-5 rounded-md bg-surface-tertiary">
                <span
                  className="block h-full min-w-1 rounded-md bg-accent"
                  style={{ width: `${(point.value / max) * 100}%` }}
                />
              </span>
              <span>{format(point.value)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <ul className="flex h-44 items-stretch gap-1.5">
          {points.map((point) => (
            <li key={point.id} className="flex min-w-0 flex-1 flex-col items-center gap-1">
              <span className="flex w-full grow items-end justify-center">
                <span
                  className={cn('w-full max-w-10 rounded-t-md bg-accent')}
                  style={{ height: `${Math.max(1, (point.value / max) * 100)}%` }}
                  title={format(point.value)}
                />
              </span>
              <PointName point={point} onSelect={onSelect} className="max-w-full truncate text-2xs text-muted" />
            </li>
          ))}
        </ul>
      )}
    </ChartFrame>
  );
}
