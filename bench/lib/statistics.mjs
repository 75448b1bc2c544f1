/** The middle of a list; the list stays as it is. */
export function median(values) {
  return quantile(values, 0.5);
}

/** The value below which `share` of the list lies. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Geometric mean: what ratios are averaged with. */
export function geometricMean(values) {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** Rounded for people: three digits that count. */
export function round(value) {
  return Number.isFinite(value) ? Number(value.toPrecision(3)) : null;
}
