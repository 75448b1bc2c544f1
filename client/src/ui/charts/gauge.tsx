import { useTranslation } from 'react-i18next';
import { formatNumber, formatPercent } from '~/lib/format';

interface GaugeProps {
  label: string;
  value: number;
  target: number;
  format?: (value: number) => string;
  /** Where one should be by today, 0 to 1. */
  expected?: number;
}

const RADIUS = 80;
const LENGTH = Math.PI * RADIUS;

/** How much of a target is reached, filling from the start side, with a mark for where today should be. */
export function Gauge({ label, value, target, format = formatNumber, expected }: GaugeProps) {
  const { t } = useTranslation();
  const share = target > 0 ? value / target : 0;
  const filled = Math.min(1, Math.max(0, share));
  const isBehind = expected !== undefined && share < expected;
  const angle = Math.PI * (expected ?? 0);
  const text = t('chart.gauge', { value: format(value), target: format(target) });
  return (
    <div role="img" aria-label={`${label}: ${text}`} className="flex flex-col items-center">
      <svg viewBox="0 0 200 112" className="w-full max-w-56 ltr:-scale-x-100" aria-hidden>
        <path
          d="M20 100a80 80 0 0 1 160 0"
          fill="none"
          stroke="var(--default)"
          strokeWidth="16"
          strokeLinecap="round"
          pathLength={LENGTH}
        />
        {filled > 0 ? (
          <path
            d="M180 100a80 80 0 0 0-160 0"
            fill="none"
            stroke={isBehind ? 'var(--warning)' : 'var(--success)'}
            strokeWidth="16"
            strokeLinecap="round"
            pathLength={LENGTH}
            strokeDasharray={`${filled * LENGTH} ${LENGTH}`}
          />
        ) : null}
        {expected === undefined ? null : (
          <line
            x1={100 + Math.cos(angle) * 66}
            y1={100 - Math.sin(angle) * 66}
            x2={100 + Math.cos(angle) * 94}
            y2={100 - Math.sin(angle) * 94}
            stroke="var(--foreground)"
            strokeWidth="2.5"
          />
        )}
      </svg>
      <div className="-mt-9 text-center">
        <div className="text-xl font-bold">{formatPercent(share * 100, 0)}</div>
        <div className="text-xs text-muted">{text}</div>
      </div>
    </div>
  );
}
