import { z } from 'zod/mini';
import { type Filter, isFilter } from '~/api/filter';

/** An optional parameter; one that cannot be read is left out instead of failing the page. */
export function quiet<T extends z.ZodMiniType>(schema: T) {
  return z.catch(z.optional(schema), undefined);
}

/**
 * Search parameters of every list, so that the address tells the whole state. Extend it with what a screen adds:
 * `validateSearch: z.extend(listSearch, { mode: quiet(z.enum(['table', 'board'])) })`, with `z` from `zod/mini` (zod itself is
 * four times the size and stays out of the list routes).
 */
export const listSearch = z.object({
  q: quiet(z.string()),
  filter: quiet(z.custom<Filter>(isFilter)),
  sort: quiet(z.string()),
  /** Id of a saved view. */
  view: quiet(z.string()),
  /** Opens the sheet for a new record. */
  create: quiet(z.boolean()),
  /** Id of a record shown in the side sheet. */
  peek: quiet(z.string()),
});

export type ListSearch = z.infer<typeof listSearch>;
