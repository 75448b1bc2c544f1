interface SparklineProps {
  /** Oldest first; drawn from the start side. */
  values: readonly number[];
  label: string;
  width?: number;
  height?: number;
}

/** A trend in the size of a word. */
export function Sparkline({ values, label, width = 96, height = 28 }: SparklineProps) {
  if (values.length < 2) return null;
  const min = Math.min(...values);
  const span = Math.max(...values) - min || 1;
  const points = values.map((value, index) => {
    const x = width - 3 - (index / (values.length - 1)) * (width - 6);
    const y = height - 3 - ((value - min) / span) * (height - 6);
    return [x, y] as const;
  });
  const last = points.at(-1);
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="ltr:-scale-x-100"
    >
      <polyline
        points={points.map((point) => point.join(',')).join(' ')}
        fill="none"
        stroke="var(--accent)"
        strokeWidth="1.75"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {last ? <circle cx={last[0]} cy={last[1]} r="2.5" fill="var(--accent)" /> : null}
    </svg>
  );
}
