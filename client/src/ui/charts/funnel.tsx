import { useTranslation } from 'react-i18next';
import { formatNumber, formatPercent } from '~/lib/format';
import { stageColor } from '../chip';
import { ChartFrame, type ChartPoint, PointName } from './frame';

interface FunnelProps {
  title: string;
  stages: readonly ChartPoint[];
  format?: (value: number) => string;
  onSelect?: (stageId: string) => void;
}

/** Stages of a pipeline as centred bars, with the share that goes on from each to the next. */
export function Funnel({ title, stages, format = formatNumber, onSelect }: FunnelProps) {
  const { t } = useTranslation();
  const max = Math.max(1, ...stages.map((stage) => stage.value));
  return (
    <ChartFrame title={title} points={stages} format={format} onSelect={onSelect}>
      <ul className="flex flex-col gap-1">
        {stages.map((stage, index) => {
          const before = stages[index - 1]?.value;
          const rate = before ? formatPercent((stage.value / before) * 100, 0) : null;
          return (
            <li key={stage.id} className="grid grid-cols-[7rem_1fr_4.5rem] items-center gap-2 text-xs">
              <PointName point={stage} onSelect={onSelect} className="truncate text-muted" />
              <span className="flex h-7 justify-center">
                <span
                  className="grid min-w-10 place-items-center rounded-md px-1 font-medium text-foreground"
                  style={{
                    width: `${(stage.value / max) * 100}%`,
                    background: `color-mix(in oklab, ${stageColor(index)} 38%, var(--surface))`,
                  }}
                >
                  {format(stage.value)}
                </span>
              </span>
              <span className="text-2xs text-muted">{rate ? t('chart.conversion', { rate }) : ''}</span>
            </li>
          );
        })}
      </ul>
    </ChartFrame>
  );
}
