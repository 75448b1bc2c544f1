/** Money of an answer: whole Rial, or with decimals for an average. */
export interface RialValue {
  readonly amount: string;
  readonly currency: 'IRR';
}

/** The money value of a column or sum; null stays null. */
export function rial(amount: string | number | null | undefined): RialValue | null {
  return amount === null || amount === undefined ? null : { amount: String(amount), currency: 'IRR' };
}
