import { toPersianDigits } from '../../platform/persian/index.js';
import {
  ACCOUNT_TAGS,
  PARTNERS,
  PERSON_TITLES,
  RIVALS,
  SECOND_STEMS,
  STEMS,
  SUPPLIERS,
  TRADES,
  type Trade,
} from '../data/company-words.js';
import { FEMALE_NAMES, MALE_NAMES } from '../data/first-names.js';
import { CITIES, type City, STREETS } from '../data/places.js';
import { SURNAMES } from '../data/surnames.js';
import { Random, Weighted } from '../random.js';
import { seedOf } from '../sample-ids.js';
import type { WorkingDays } from '../working-days.js';
import type { SampleCompany } from './company.js';

const trades = new Weighted(TRADES, (trade) => trade.weight);
const cities = new Weighted(CITIES, (city) => city.weight);
const NAMED = [...RIVALS, ...SUPPLIERS, ...PARTNERS];
const tradeNamed = (industry: string): Trade => TRADES.find((trade) => trade.industry === industry) as Trade;
const TRADE_OF = {
  competitor: tradeNamed('بازرگانی تجهیزات پزشکی'),
  supplier: tradeNamed('تولیدی و صنعتی'),
  partner: tradeNamed('خدمات و مشاوره'),
};
/** The first accounts are the trade's well-known firms; nobody sells to them. */
export const NAMED_ACCOUNTS = NAMED.length;

/** What the other rows need to know of an account; any account can be made again from its number. */
export interface SampleAccount {
  readonly index: number;
  readonly name: string;
  readonly person: boolean;
  readonly relation: 'competitor' | 'supplier' | 'partner' | undefined;
  readonly trade: Trade;
  readonly city: City;
  /** Number of the salesperson. */
  readonly owner: number;
  /** Working day on which it was made. */
  readonly day: number;
  readonly createdMs: number;
  readonly medical: boolean;
  /** Word for the domain of its e-mail addresses. */
  readonly domain: string;
}

/** Makes accounts by number. */
export class AccountMaker {
  constructor(
    private readonly company: SampleCompany,
    private readonly days: WorkingDays,
  ) {}

  make(index: number): SampleAccount {
    const random = new Random().at(seedOf('account'), index);
    const drawn = trades.pick(random);
    const city = cities.pick(random);
    const named = NAMED[index];
    const relation = named === undefined ? undefined : relationOf(index);
    const trade = relation === undefined ? drawn : TRADE_OF[relation];
    const person = named === undefined && random.chance(0.1);
    // Most customers were there before the first opportunity.
    const day = random.chance(0.55) ? 0 : this.days.draw(random.next() * 0.9);
    return {
      index,
      name: named ?? (person ? personName(random) : companyName(random, trade, city)),
      person,
      relation,
      trade,
      city,
      owner: this.company.seller(random, city),
      day,
      createdMs: this.days.instant(day, random.next()),
      medical: TRADES.indexOf(trade) < 6,
      domain: `c${index.toString(36)}.example`,
    };
  }

  /** Address, numbers and marks, which only the account's own row needs. */
  details(account: SampleAccount) {
    const random = new Random().at(seedOf('account') + 0x800, account.index);
    const { city } = account;
    return {
      phone: `+98${city.area}${random.between(2, 8)}${String(random.below(10_000_000)).padStart(7, '0')}`,
      address: `${city.name}، ${random.pick(STREETS)}، پلاک ${toPersianDigits(random.between(1, 320))}`,
      postalCode: `${city.postal}${random.between(3, 9)}${random.between(3, 9)}${String(random.below(100_000)).padStart(5, '0')}`,
      group:
        account.person || random.chance(0.8)
          ? 'final'
          : random.pick(['intermediary', 'intermediary', 'staff', 'forgotten']),
      tags: random.chance(0.25) ? [random.pick(ACCOUNT_TAGS)] : [],
      registrationNo: account.person ? null : String(random.between(1_000, 599_999)),
      parent:
        account.index > NAMED_ACCOUNTS + 20 && random.chance(0.03)
          ? random.between(NAMED_ACCOUNTS, account.index - 1)
          : null,
      title: random.pick(PERSON_TITLES),
      known: random.chance(0.7),
    };
  }
}

function relationOf(index: number): 'competitor' | 'supplier' | 'partner' {
  if (index < RIVALS.length) return 'competitor';
  return index < RIVALS.length + SUPPLIERS.length ? 'supplier' : 'partner';
}

function personName(random: Random): string {
  const first = random.pick(random.chance(0.5) ? FEMALE_NAMES : MALE_NAMES);
  return `${random.chance(0.6) ? 'دکتر ' : ''}${first} ${random.pick(SURNAMES).fa}`;
}

function companyName(random: Random, trade: Trade, city: City): string {
  const parts = [random.pick(trade.prefixes), random.pick(STEMS)];
  if (random.chance(0.55)) parts.push(random.pick(SECOND_STEMS));
  const ending = random.pick(trade.endings);
  if (ending) parts.push(ending);
  if (random.chance(0.2)) parts.push(city.name);
  return parts.join(' ');
}
