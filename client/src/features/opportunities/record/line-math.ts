import type { Money } from '~/lib/format';
import type { RecordBase } from '~/api/records';

/** One product of an opportunity. */
export interface OpportunityLine extends RecordBase {
  opportunityId: string;
  productId: string | null;
  description: string | null;
  /** Decimal, up to four places. */
  quantity: string | number;
  unitPrice: Money | null;
  discountPercent: string | number;
  total: Money | null;
  position: number;
}

/** What the total of a line is made of. */
export type LineFigures = Pick<OpportunityLine, 'quantity' | 'unitPrice' | 'discountPercent'>;

/**
 * Quantity times unit price less discount in whole Rial, half rounded up: the server's rule, so that totals are right while
 * one types.
 */
export function lineTotal(line: LineFigures): bigint {
  const tenThousandths = BigInt(Math.round(Number(line.quantity) * 10_000));
  const paidHundredths = 10_000n - BigInt(Math.round(Number(line.discountPercent) * 100));
  const price = BigInt(line.unitPrice?.amount ?? 0);
  return (price * tenThousandths * paidHundredths + 50_000_000n) / 100_000_000n;
}

/** Sum of the lines as money. */
export function linesTotal(lines: readonly LineFigures[]): Money {
  return { amount: lines.reduce((sum, line) => sum + lineTotal(line), 0n).toString(), currency: 'IRR' };
}
