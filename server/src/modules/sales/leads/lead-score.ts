/** Points that a fact about a lead is worth. A company's own numbers replace these (`lead.scoring` in the settings). */
export interface ScoringRules {
  readonly hasMobile: number;
  readonly hasPhone: number;
  readonly hasEmail: number;
  readonly hasCompany: number;
  readonly hasJobTitle: number;
  readonly hasProductInterest: number;
  readonly hasCity: number;
  /** By source; a source that isn't listed is worth nothing. */
  readonly sources: Readonly<Record<string, number>>;
  /** The highest band that the estimated amount reaches counts; `from` is whole Rial. */
  readonly amountBands: readonly { readonly from: string; readonly points: number }[];
  /** An activity in the last `recentDays` days. */
  readonly recentActivity: number;
  readonly recentDays: number;
}

export const DEFAULT_SCORING: ScoringRules = {
  hasMobile: 15,
  hasPhone: 5,
  hasEmail: 5,
  hasCompany: 15,
  hasJobTitle: 5,
  hasProductInterest: 10,
  hasCity: 5,
  sources: { referral: 20, exhibition: 15, inboundCall: 15, website: 10, socialMedia: 5, advertising: 5 },
  amountBands: [
    { from: '500000000', points: 5 },
    { from: '2000000000', points: 10 },
    { from: '10000000000', points: 15 },
  ],
  recentActivity: 10,
  recentDays: 7,
};

/** The facts of a lead that count. */
export interface ScoredLead {
  readonly mobile?: unknown;
  readonly phone?: unknown;
  readonly email?: unknown;
  readonly companyName?: unknown;
  readonly jobTitle?: unknown;
  readonly productInterest?: unknown;
  readonly city?: unknown;
  readonly source?: unknown;
  /** Whole Rial. */
  readonly estimatedAmount?: unknown;
  /** Instant. */
  readonly lastActivityAt?: unknown;
}

export interface ScoreReason {
  /** Key of the rule; screens have a sentence for each. */
  readonly reason: string;
  readonly points: number;
  /** What made it count: the source, or the least amount of the band in whole Rial. */
  readonly value?: string;
}

export interface LeadScore {
  /** 0..100 */
  readonly score: number;
  /** The greatest first. */
  readonly reasons: readonly ScoreReason[];
}

const FILLED = [
  ['hasMobile', 'mobile'],
  ['hasPhone', 'phone'],
  ['hasEmail', 'email'],
  ['hasCompany', 'companyName'],
  ['hasJobTitle', 'jobTitle'],
  ['hasProductInterest', 'productInterest'],
  ['hasCity', 'city'],
] as const;

/** How promising a lead is, and why (R18, R19). */
export function leadScore(lead: ScoredLead, rules: ScoringRules, now: Date): LeadScore {
  const reasons: ScoreReason[] = FILLED.flatMap(([reason, field]) =>
    lead[field] === null || lead[field] === undefined ? [] : [{ reason, points: rules[reason] }],
  );
  const source = typeof lead.source === 'string' ? lead.source : undefined;
  if (source !== undefined) reasons.push({ reason: 'source', points: rules.sources[source] ?? 0, value: source });
  const band = reachedBand(lead.estimatedAmount, rules);
  if (band) reasons.push({ reason: 'estimatedAmount', points: band.points, value: band.from });
  if (typeof lead.lastActivityAt === 'string') {
    const days = (now.getTime() - Date.parse(lead.lastActivityAt)) / 86_400_000;
    if (days <= rules.recentDays) reasons.push({ reason: 'recentActivity', points: rules.recentActivity });
  }
  const counting = reasons.filter(({ points }) => points !== 0).sort((a, b) => b.points - a.points);
  const total = counting.reduce((sum, { points }) => sum + points, 0);
  return { score: Math.min(100, Math.max(0, total)), reasons: counting };
}

function reachedBand(amount: unknown, { amountBands }: ScoringRules): ScoringRules['amountBands'][number] | undefined {
  if (amount === null || amount === undefined) return undefined;
  const rial = BigInt(amount as string);
  const reached = amountBands.filter(({ from }) => rial >= BigInt(from));
  return reached.sort((a, b) => (BigInt(a.from) < BigInt(b.from) ? 1 : -1))[0];
}
