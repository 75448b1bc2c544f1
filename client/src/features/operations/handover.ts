import type { HandoverPreviewData, HandoverPreviewResponse } from '~/api/generated';

export type HandoverBody = NonNullable<HandoverPreviewData['body']>;
export type HandoverPreview = HandoverPreviewResponse;

/** What the reader has chosen for one record type. */
export interface RuleDraft {
  kind: 'user' | 'team' | 'orgUnit' | 'keep';
  /** The receiver, the team, or who gets what nobody in the branch could. */
  id: string | null;
  what: 'open' | 'all';
}

export const FRESH: RuleDraft = { kind: 'user', id: null, what: 'open' };

/** Whether the rule says whom the records go to. */
export function isComplete({ kind, id }: RuleDraft): boolean {
  return kind === 'keep' || id !== null;
}

type Rule = NonNullable<HandoverBody['rules']>[number];

/** The rules of the request, of what is complete. */
export function rulesOf(drafts: Readonly<Record<string, RuleDraft>>): Rule[] {
  return Object.entries(drafts)
    .filter(([, draft]) => isComplete(draft))
    .map(([recordType, { kind, id, what }]) => ({ recordType, to: targetOf(kind, id ?? ''), what }));
}

function targetOf(kind: RuleDraft['kind'], id: string): Rule['to'] {
  switch (kind) {
    case 'keep':
      return { kind };
    case 'team':
      return { kind, teamId: id };
    case 'orgUnit':
      return { kind, otherwiseUserId: id };
    case 'user':
      return { kind, userId: id };
  }
}
