import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

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
  children: ReactNode;
}

/** A drawing with its twin as a table, for screen readers and for copying. */
export function ChartFrame({ title, points, format, children }: ChartFrameProps) {
  const { t } = useTranslation();
  return (
    <figure className="relative m-0 min-w-0">
      <div aria-hidden>{children}</div>
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
