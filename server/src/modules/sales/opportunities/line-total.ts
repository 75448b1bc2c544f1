/**
 * Quantity times unit price less discount, in whole Rial, half rounded up.
 *
 * @param quantity up to four decimals
 * @param unitPrice whole Rial
 * @param discountPercent 0..100 with two decimals
 */
export function lineTotal(quantity: unknown, unitPrice: unknown, discountPercent: unknown): string {
  const tenThousandths = BigInt(Math.round(Number(quantity ?? 0) * 10_000));
  const paidHundredths = 10_000n - BigInt(Math.round(Number(discountPercent ?? 0) * 100));
  const price = BigInt((unitPrice as string | null) ?? 0);
  return ((price * tenThousandths * paidHundredths + 50_000_000n) / 100_000_000n).toString();
}
