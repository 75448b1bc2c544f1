import type { RecordBase } from '~/api/records';
import type { Money } from '~/lib/format';

export type LeadStatus = 'new' | 'working' | 'qualified' | 'converted' | 'disqualified';

/** One fact that counted for the score of a lead. */
export interface ScoreReason {
  /** Key of the rule; its words are `score.<reason>`. */
  reason: string;
  points: number;
  /** The source, or the least amount of the band in whole Rial. */
  value?: string;
}

/** Somebody who may become a customer, as the API gives it. */
export interface Lead extends RecordBase {
  fullName: string;
  firstName: string | null;
  lastName: string | null;
  companyName: string | null;
  jobTitle: string | null;
  mobile: string | null;
  phone: string | null;
  email: string | null;
  source: string | null;
  status: LeadStatus;
  score: number;
  scoreReasons: ScoreReason[];
  estimatedAmount: Money | null;
  productInterest: string | null;
  city: string | null;
  disqualifiedReason: string | null;
  assignedByRule: string | null;
  nextStepAt: string | null;
  convertedAccountId: string | null;
  convertedContactId: string | null;
  convertedOpportunityId: string | null;
}

export function isOpenLead(lead: Pick<Lead, 'status'>): boolean {
  return lead.status !== 'converted' && lead.status !== 'disqualified';
}

/** How promising a score is, for its colour; the number says it in words. */
export function scoreTone(score: number): 'success' | 'warning' | 'neutral' {
  if (score >= 60) return 'success';
  return score >= 30 ? 'warning' : 'neutral';
}

/** A record that may be the same as the lead. */
export interface Duplicate {
  type: 'lead' | 'contact' | 'account';
  id: string;
  title: string;
  because: Array<'mobile' | 'phone' | 'email' | 'companyName'>;
}
