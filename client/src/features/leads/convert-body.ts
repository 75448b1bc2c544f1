import type { Money } from '~/lib/format';
import type { Lead } from './lead';

/** What the reader has chosen for the conversion of a lead. */
export interface ConvertDraft {
  /** An account that is there already; null makes one. */
  accountId: string | null;
  /** A contact that is there already; null makes one. */
  contactId: string | null;
  hasOpportunity: boolean;
  opportunityName: string;
  amount: Money | null;
  expectedCloseOn: string | null;
}

/** The draft that a lead suggests. */
export function draftOf(lead: Lead): ConvertDraft {
  const who = lead.companyName ?? lead.fullName;
  return {
    accountId: null,
    contactId: null,
    hasOpportunity: true,
    opportunityName: (lead.productInterest ? `${lead.productInterest}، ${who}` : who).slice(0, 200),
    amount: lead.estimatedAmount,
    expectedCloseOn: null,
  };
}

/** Body of `POST /leads/:id/convert`: only what differs from what the lead itself says. */
export function convertBody(draft: ConvertDraft): Record<string, unknown> {
  const { accountId, contactId, hasOpportunity, opportunityName, amount, expectedCloseOn } = draft;
  return {
    ...(accountId ? { accountId } : {}),
    ...(contactId ? { contactId } : {}),
    opportunity: hasOpportunity
      ? { name: opportunityName.trim(), amount, ...(expectedCloseOn ? { expectedCloseOn } : {}) }
      : null,
  };
}
