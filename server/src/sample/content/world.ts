import { Random } from '../random.js';
import { sampleId, seedOf } from '../sample-ids.js';
import { Ranges, type SamplePlan } from '../sample-plan.js';
import { WorkingDays } from '../working-days.js';
import { AccountMaker, NAMED_ACCOUNTS, type SampleAccount } from './accounts.js';
import { ActivityMaker } from './activities.js';
import { SampleCompany } from './company.js';
import { OpportunityMaker, type SampleOpportunity, type SamplePipeline, type SampleStep } from './opportunities.js';
import { type RankedKind, ranksOf } from './ranks.js';

/** Lists of the company that sample rows point to, as they are in the database. */
export interface SampleLists {
  readonly pipelines: readonly SamplePipeline[];
  readonly lossReasonIds: readonly string[];
}

/**
 * All of the sample company, made row by row when asked: what is kept are a few numbers for each account and opportunity,
 * gathered while the activities are written, for the columns that follow from them.
 */
export class SampleWorld {
  readonly days: WorkingDays;
  readonly company: SampleCompany;
  readonly accountMaker: AccountMaker;
  readonly activityMaker: ActivityMaker;
  /** Numbers of an account's contacts and opportunities, and of an opportunity's activities. */
  readonly contactsOf: Ranges;
  readonly opportunitiesOf: Ranges;
  readonly activitiesOf: Ranges;
  /** Milliseconds of the last call or meeting and of the next step, 0 for none. */
  readonly accountLast: Float64Array;
  readonly accountNext: Float64Array;
  readonly accountWon: Uint8Array;
  readonly opportunityLast: Float64Array;
  readonly opportunityNext: Float64Array;
  private readonly opportunityMaker: OpportunityMaker;
  private readonly ranks: Partial<Record<RankedKind, Uint32Array>>;

  constructor(
    readonly plan: SamplePlan,
    readonly lists: SampleLists,
    now: Date,
  ) {
    this.days = new WorkingDays(now, plan.recency);
    this.company = new SampleCompany(plan);
    this.accountMaker = new AccountMaker(this.company, this.days);
    this.opportunityMaker = new OpportunityMaker(plan, this.days, lists.pipelines);
    this.activityMaker = new ActivityMaker(this.days);
    const random = new Random();
    const draw = (kind: 'contact' | 'opportunity' | 'activity', row: number) =>
      random.at(seedOf(kind) + 0x800, row).next();
    this.contactsOf = new Ranges(plan.contacts, plan.accounts, (i) => 0.4 + 4 * draw('contact', i) ** 3);
    this.opportunitiesOf = new Ranges(plan.opportunities, plan.accounts, (i) =>
      i < NAMED_ACCOUNTS ? 0 : 0.15 + 5 * draw('opportunity', i) ** 3,
    );
    this.activitiesOf = new Ranges(plan.activities, plan.opportunities, (i) => 0.5 + draw('activity', i));
    this.accountLast = new Float64Array(plan.accounts);
    this.accountNext = new Float64Array(plan.accounts);
    this.accountWon = new Uint8Array(plan.accounts);
    this.opportunityLast = new Float64Array(plan.opportunities);
    this.opportunityNext = new Float64Array(plan.opportunities);
    this.ranks = plan.bulk ? {} : this.rank();
  }

  *accounts(): Generator<SampleAccount> {
    for (let i = 0; i < this.plan.accounts; i += 1) yield this.accountMaker.make(i);
  }

  *opportunities(): Generator<SampleOpportunity> {
    for (const account of this.accounts())
      for (let i = this.opportunitiesOf.start(account.index); i < this.opportunitiesOf.end(account.index); i += 1)
        yield this.opportunityMaker.make(i, account);
  }

  /** Number of the contact whom the opportunity is talked over with, undefined when the account has none. */
  contactOf(opportunity: SampleOpportunity): number | undefined {
    const { index } = opportunity.account;
    const count = this.contactsOf.count(index);
    return count === 0 ? undefined : this.contactsOf.start(index) + (opportunity.index % count);
  }

  /** The id of a row by its number. */
  id(kind: RankedKind, index: number): string {
    return sampleId(kind, this.ranks[kind]?.[index] ?? index);
  }

  contactMs(account: SampleAccount, index: number): number {
    const random = new Random().at(seedOf('contact') + 0x400, index);
    const day = random.chance(0.5) ? account.day : this.days.draw(random.next(), account.day);
    return Math.max(account.createdMs, this.days.instant(day, random.next()));
  }

  /** Working day and instant of a lead's creation. */
  leadStart(index: number): { readonly day: number; readonly ms: number } {
    const random = new Random().at(seedOf('lead') + 0x400, index);
    const day = this.days.draw(random.next() ** 0.5);
    return { day, ms: this.days.instant(day, random.next()) };
  }

  private rank(): Record<RankedKind, Uint32Array> {
    const created: Record<RankedKind, number[]> = { account: [], contact: [], opportunity: [], activity: [], lead: [] };
    for (const account of this.accounts()) {
      created.account.push(account.createdMs);
      for (let i = this.contactsOf.start(account.index); i < this.contactsOf.end(account.index); i += 1)
        created.contact.push(this.contactMs(account, i));
    }
    for (const opportunity of this.opportunities()) {
      created.opportunity.push((opportunity.steps[0] as SampleStep).ms);
      const { index } = opportunity;
      for (const activity of this.activityMaker.of(
        opportunity,
        this.activitiesOf.start(index),
        this.activitiesOf.end(index),
      ))
        created.activity.push(activity.createdMs);
    }
    for (let i = 0; i < this.plan.leads; i += 1) created.lead.push(this.leadStart(i).ms);
    const ranked = Object.entries(created).map(([kind, ms]) => [kind, ranksOf(ms)]);
    return Object.fromEntries(ranked) as Record<RankedKind, Uint32Array>;
  }
}
