let collator: Intl.Collator | undefined;

/**
 * Persian dictionary order with numbers by value, the same as the database collation `fa` (ICU `fa-IR-u-kn-true`).
 * Compare stored (normalised) text: ي and ی are different letters to ICU.
 */
export function compareFa(a: string, b: string): number {
  collator ??= new Intl.Collator('fa-IR', { numeric: true });
  return collator.compare(a, b);
}
