/**
 * Amount times probability, in whole Rial, half rounded up.
 *
 * @param amount whole Rial as the store holds it, or null
 * @param probabilityPercent 0..100 with two decimals, or null
 */
export function weightedAmount(amount: unknown, probabilityPercent: unknown): string | null {
  if (amount === null || amount === undefined || probabilityPercent === null || probabilityPercent === undefined)
    return null;
  const hundredths = BigInt(Math.round(Number(probabilityPercent) * 100));
  return ((BigInt(amount as string) * hundredths + 5_000n) / 10_000n).toString();
}
