import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';

export interface ChartPoint {
  id: string;
  label: string;
  value: number;
}

interface ChartFrameProps {
  /** Says the finding, not the subject: «بیشترین ریزش در مذاکره است». */
  title: string;
  points: readonly ChartPoint[];
  format: (value: number) => string;
  /** Makes the names buttons that lead to the rows behind them. */
  onSelect?: ((id: string) => void) | undefined;
  children: ReactNode;
}

/** A drawing with its twin as a table, for screen readers and for copying. */
export function ChartFrame({ title, points, format, onSelect, children }: ChartFrameProps) {
  const { t } = useTranslation();
  return (
    <figure className="relative m-0 min-w-0">
      <div aria-hidden={onSelect === undefined}>{children}</div>
      <div className="sr-only">
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t('chart.label')}</th>
              <th scope="col">{t('chart.value')}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.id}>
                <th scope="row">{point.label}</th>
                <td>{format(point.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

interface PointNameProps {
  point: ChartPoint;
  onSelect: ((id: string) => void) | undefined;
  className: string;
}

/** The name of a point, which leads to its rows when there is somewhere to go. */
export function PointName({ point, onSelect, className }: PointNameProps) {
  if (!onSelect) return <span className={className}>{point.label}</span>;
  return (
    <button
      type="button"
      onClick={() => onSelect(point.id)}
      className={cn('cursor-pointer text-start hover:underline', className)}
    >
      {point.label}
    </button>
  );
}
