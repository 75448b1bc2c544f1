import { compactKey, normalizeKey, stripCompanyWords, stripTitles } from '../persian/index.js';
import type { DuplicateRule } from './duplicate-rule.js';

/** What of a rule the comparison needs. */
export type KeyRule = Pick<DuplicateRule, 'field' | 'match' | 'weight' | 'action'>;

/** Shorter names tell nothing. */
const SHORTEST_NAME = 3;
/** From this share on two records make a group. */
export const ONE_RECORD = 0.5;

/** The part of a name that tells one from another: without company words, titles and spaces. */
export function nameKey(name: string): string {
  return compactKey(stripCompanyWords(stripTitles(name)));
}

/** The last ten digits of a stored number, without its inner line. */
export function phoneTail(stored: unknown): string | undefined {
  const digits = typeof stored === 'string' ? (stored.split(';')[0] as string).replace(/\D/g, '') : '';
  return digits.length >= 10 ? digits.slice(-10) : undefined;
}

/** The key by which a value is compared; undefined when it tells nothing. */
export function keyOf(match: KeyRule['match'], value: unknown): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (match === 'phone') return phoneTail(value);
  if (match === 'email') return String(value).trim().toLowerCase() || undefined;
  const key = match === 'name' ? nameKey(String(value)) : normalizeKey(String(value));
  return key.length >= (match === 'name' ? SHORTEST_NAME : 1) ? key : undefined;
}

/** What several reasons together come to, 0..1: more than the strongest alone. */
export function together(shares: readonly number[]): number {
  const miss = shares.reduce((rest, share) => rest * (1 - Math.min(share, 0.999)), 1);
  return shares.length === 0 ? 0 : Math.round((1 - miss) * 1000) / 1000;
}
