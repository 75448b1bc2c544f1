import { oneOf, textParam } from '~/app/list-search';

/** Why an opportunity is about to be forgotten. */
export const ATTENTION_KINDS = ['noNextStep', 'quiet', 'rotten'] as const;
export type AttentionKind = (typeof ATTENTION_KINDS)[number];

export interface AttentionSearch {
  kind?: AttentionKind | undefined;
  sort?: string | undefined;
}

export function attentionSearch(raw: Record<string, unknown>): AttentionSearch {
  return { kind: oneOf(raw.kind, ATTENTION_KINDS), sort: textParam(raw.sort) };
}
