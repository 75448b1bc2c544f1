import { CITIES, type City } from '../data/places.js';
import { Random, Weighted } from '../random.js';
import { seedOf } from '../sample-ids.js';
import type { WorkingDays } from '../working-days.js';
import { type AccountMaker, NAMED_ACCOUNTS, type SampleAccount } from './accounts.js';
import type { SampleCompany } from './company.js';

const cities = new Weighted(CITIES, (city) => city.weight);
/** Working days after which nobody still calls a lead new. */
const NEW_DAYS = 12;

/** Somebody who may become a customer; any lead can be made again from its number. */
export interface SampleLead {
  readonly index: number;
  readonly city: City;
  readonly status: 'new' | 'working' | 'qualified' | 'converted' | 'disqualified';
  /** Number of the salesperson. */
  readonly owner: number;
  /** Working day and instant on which it was made. */
  readonly day: number;
  readonly createdMs: number;
  /** What a converted one became. */
  readonly became: SampleAccount | undefined;
}

/** Makes leads by number. */
export class LeadMaker {
  constructor(
    private readonly count: { readonly accounts: number },
    private readonly company: SampleCompany,
    private readonly accounts: AccountMaker,
    private readonly days: WorkingDays,
    /** Whether an account has opportunities: only such a one can be what a lead became. */
    private readonly hasOpportunities: (account: number) => boolean,
  ) {}

  make(index: number): SampleLead {
    const { day, createdMs } = this.start(index);
    const random = new Random().at(seedOf('lead') + 0x200, index);
    const city = cities.pick(random);
    const status = statusOf(random, this.days.today - day);
    const became = status === 'converted' ? this.account(random) : undefined;
    const owner = became?.owner ?? this.company.seller(random, city);
    return { index, city, status, owner, day, createdMs, became };
  }

  private start(index: number): { readonly day: number; readonly createdMs: number } {
    const random = new Random().at(seedOf('lead') + 0x400, index);
    const day = this.days.draw(random.next() ** 0.5);
    return { day, createdMs: this.days.instant(day, random.next()) };
  }

  private account(random: Random): SampleAccount | undefined {
    for (let tries = 0; tries < 20; tries += 1) {
      const index = NAMED_ACCOUNTS + random.below(this.count.accounts - NAMED_ACCOUNTS);
      if (this.hasOpportunities(index)) return this.accounts.make(index);
    }
    return undefined;
  }
}

function statusOf(random: Random, ageDays: number): SampleLead['status'] {
  if (ageDays < NEW_DAYS) return random.pick(['new', 'new', 'working']);
  return random.pick(['working', 'qualified', 'converted', 'converted', 'disqualified']);
}
