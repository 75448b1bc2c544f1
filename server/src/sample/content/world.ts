import { Random } from '../random.js';
import { sampleId, seedOf } from '../sample-ids.js';
import { Ranges, type SamplePlan } from '../sample-plan.js';
import { WorkingDays } from '../working-days.js';
import { AccountMaker, NAMED_ACCOUNTS, type SampleAccount } from './accounts.js';
import { ActivityMaker, type SampleActivity } from './activities.js';
import { AGENDA } from './agenda.js';
import { SampleCompany } from './company.js';
import { LeadMaker, type SampleLead } from './leads.js';
import { OpportunityMaker, type SampleOpportunity, type SamplePipeline, type SampleStep } from './opportunities.js';
import { type RankedKind, ranksOf } from './ranks.js';

/** Lists of the company that sample rows point to, as they are in the database. */
export interface SampleLists {
  readonly pipelines: readonly SamplePipeline[];
  readonly lossReasonIds: readonly string[];
}

/** What an activity is about. */
export type ActivitySubject =
  | { readonly kind: 'opportunity'; readonly opportunity: SampleOpportunity; readonly account: SampleAccount }
  | { readonly kind: 'account'; readonly account: SampleAccount }
  | { readonly kind: 'lead'; readonly lead: SampleLead };

/**
 * All of the sample company, made row by row when asked: what is kept are a few numbers for each account and opportunity,
 * gathered while the activities are written, for the columns that follow from them.
 */
export class SampleWorld {
  readonly days: WorkingDays;
  readonly company: SampleCompany;
  readonly accountMaker: AccountMaker;
  readonly leadMaker: LeadMaker;
  /** Numbers of an account's contacts and opportunities, and of an opportunity's activities. */
  readonly contactsOf: Ranges;
  readonly opportunitiesOf: Ranges;
  private readonly activitiesOf: Ranges;
  /** Milliseconds of the last call or meeting and of the next step, 0 for none. */
  readonly accountLast: Float64Array;
  readonly accountNext: Float64Array;
  readonly accountWon: Uint8Array;
  readonly opportunityLast: Float64Array;
  readonly opportunityNext: Float64Array;
  readonly leadLast: Float64Array;
  readonly leadNext: Float64Array;
  private readonly activityMaker: ActivityMaker;
  private readonly opportunityMaker: OpportunityMaker;
  private readonly ranks: Partial<Record<RankedKind, Uint32Array>>;

  constructor(
    readonly plan: SamplePlan,
    readonly lists: SampleLists,
    now: Date,
    loaderId?: string,
  ) {
    this.days = new WorkingDays(now, plan.recency);
    this.company = new SampleCompany(plan, loaderId);
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
    this.leadMaker = new LeadMaker(
      plan,
      this.company,
      this.accountMaker,
      this.days,
      (account) => this.opportunitiesOf.count(account) > 0,
    );
    const others = plan.leads + (this.company.loader === undefined ? 0 : AGENDA.length);
    this.activitiesOf = new Ranges(plan.activities - others, plan.opportunities, (i) => 0.5 + draw('activity', i));
    this.accountLast = new Float64Array(plan.accounts);
    this.accountNext = new Float64Array(plan.accounts);
    this.accountWon = new Uint8Array(plan.accounts);
    this.opportunityLast = new Float64Array(plan.opportunities);
    this.opportunityNext = new Float64Array(plan.opportunities);
    this.leadLast = new Float64Array(plan.leads);
    this.leadNext = new Float64Array(plan.leads);
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

  *leads(): Generator<SampleLead> {
    for (let i = 0; i < this.plan.leads; i += 1) yield this.leadMaker.make(i);
  }

  /** All activities by number: about opportunities, about leads, and the agenda of whoever loads the sample. */
  *activities(): Generator<readonly [SampleActivity, ActivitySubject]> {
    let next = 0;
    for (const opportunity of this.opportunities()) {
      const { index, account, status } = opportunity;
      if (status === 'won') this.accountWon[account.index] = 1;
      next = this.activitiesOf.end(index);
      for (const activity of this.activityMaker.of(opportunity, this.activitiesOf.start(index), next))
        yield [
          activity,
          activity.ofAccount ? { kind: 'account', account } : { kind: 'opportunity', opportunity, account },
        ];
    }
    for (const lead of this.leads()) yield [this.activityMaker.ofLead(lead, next++), { kind: 'lead', lead }];
    const own = this.ownSubjects();
    for (let place = 0; own.length > 0 && next < this.plan.activities; place += 1)
      yield [this.activityMaker.ofAgenda(place, next++), own[place % own.length] as ActivitySubject];
  }

  /** The open opportunities of whoever loads the sample, or else their customers. */
  private ownSubjects(): ActivitySubject[] {
    const { loader } = this.company;
    const opportunities: ActivitySubject[] = [];
    const accounts: ActivitySubject[] = [];
    if (loader === undefined) return [];
    for (const account of this.accounts()) {
      if (account.owner !== loader) continue;
      accounts.push({ kind: 'account', account });
      for (let i = this.opportunitiesOf.start(account.index); i < this.opportunitiesOf.end(account.index); i += 1) {
        const opportunity = this.opportunityMaker.make(i, account);
        const { status, stale } = opportunity;
        if (status === 'open' && !stale) opportunities.push({ kind: 'opportunity', opportunity, account });
      }
      if (opportunities.length >= AGENDA.length) break;
    }
    return opportunities.length > 0 ? opportunities : accounts;
  }

  /** Number of a contact of the account; undefined when it has none. */
  contactOf(account: SampleAccount, turn = 0): number | undefined {
    const count = this.contactsOf.count(account.index);
    return count === 0 ? undefined : this.contactsOf.start(account.index) + (turn % count);
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

  private rank(): Record<RankedKind, Uint32Array> {
    const created: Record<RankedKind, number[]> = { account: [], contact: [], opportunity: [], activity: [], lead: [] };
    for (const account of this.accounts()) {
      created.account.push(account.createdMs);
      for (let i = this.contactsOf.start(account.index); i < this.contactsOf.end(account.index); i += 1)
        created.contact.push(this.contactMs(account, i));
    }
    for (const { steps } of this.opportunities()) created.opportunity.push((steps[0] as SampleStep).ms);
    for (const [{ createdMs }] of this.activities()) created.activity.push(createdMs);
    for (const { createdMs } of this.leads()) created.lead.push(createdMs);
    const ranked = Object.entries(created).map(([kind, ms]) => [kind, ranksOf(ms)]);
    return Object.fromEntries(ranked) as Record<RankedKind, Uint32Array>;
  }
}
