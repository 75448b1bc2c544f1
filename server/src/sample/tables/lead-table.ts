import { DEFAULT_SCORING, leadScore } from '../../modules/sales/leads/lead-score.js';
import { CATALOGUE } from '../data/catalogue.js';
import { STEMS } from '../data/company-words.js';
import { CITIES } from '../data/places.js';
import { CAMPAIGNS, DISQUALIFIED, LEAD_COMPANIES } from '../data/phrases.js';
import { NAMED_ACCOUNTS } from '../content/accounts.js';
import type { SampleWorld } from '../content/world.js';
import { type CopyValue, instantText } from '../copy/copy-rows.js';
import { Random, Weighted } from '../random.js';
import { seedOf } from '../sample-ids.js';
import { stranger } from './party-tables.js';
import { SOURCE_DRAW } from './sales-tables.js';
import { STANDARD_COLUMNS, standardValues, type SampleTable } from './standard-columns.js';

const cities = new Weighted(CITIES, (city) => city.weight);
/** Working days after which nobody still calls a lead new. */
const NEW_DAYS = 12;

/** People who may become customers, scored by the rules that a new installation has. */
export function leadTable(world: SampleWorld): SampleTable {
  return {
    name: 'leads',
    columns: [
      ...STANDARD_COLUMNS,
      'full_name',
      'first_name',
      'last_name',
      'company_name',
      'job_title',
      'mobile',
      'email',
      'source',
      'campaign',
      'status',
      'score',
      'score_reasons',
      'estimated_amount',
      'product_interest',
      'province',
      'city',
      'disqualified_reason',
      'converted_at',
      'converted_account_id',
      'converted_contact_id',
      'converted_opportunity_id',
    ],
    count: world.plan.leads,
    *rows() {
      for (let i = 0; i < world.plan.leads; i += 1) yield leadRow(world, i);
    },
  };
}

function leadRow(world: SampleWorld, index: number): CopyValue[] {
  const random = new Random().at(seedOf('lead'), index);
  const { days } = world;
  const city = cities.pick(random);
  const person = stranger(random);
  const { day, ms: createdMs } = world.leadStart(index);
  const status = statusOf(random, days.today - day);
  const became = status === 'converted' ? convertedTo(world, random) : undefined;
  const source = random.pick(SOURCE_DRAW);
  const product = random.pick(CATALOGUE);
  const lead = {
    mobile: random.chance(0.9) ? person.mobile : null,
    email: random.chance(0.4) ? `${person.latin}.${index.toString(36)}@lead.example` : null,
    companyName: became?.name ?? (random.chance(0.75) ? `${random.pick(LEAD_COMPANIES)} ${random.pick(STEMS)}` : null),
    jobTitle: random.chance(0.5) ? random.pick(['مدیر خرید', 'مدیر داخلی', 'پزشک', 'کارشناس تجهیزات']) : null,
    productInterest: random.chance(0.7) ? product.name : null,
    city: city.name,
    source,
    estimatedAmount: random.chance(0.6) ? String(product.price * random.between(1, 4)) : null,
  };
  const { score, reasons } = leadScore(lead, DEFAULT_SCORING, new Date(days.nowMs));
  const closedMs =
    status === 'converted'
      ? Math.min(days.instant(Math.min(day + 5, days.today - 1), random.next()), days.nowMs)
      : createdMs;
  return [
    ...standardValues(
      world.company,
      world.id('lead', index),
      became?.owner ?? world.company.seller(random, city),
      createdMs,
      Math.max(createdMs, closedMs),
    ),
    `${person.firstName} ${person.lastName}`,
    person.firstName,
    person.lastName,
    lead.companyName,
    lead.jobTitle,
    lead.mobile,
    lead.email,
    source,
    source === 'exhibition' || source === 'advertising' ? random.pick(CAMPAIGNS) : null,
    status,
    score,
    JSON.stringify(reasons),
    lead.estimatedAmount,
    lead.productInterest,
    city.province,
    city.name,
    status === 'disqualified' ? random.pick(DISQUALIFIED) : null,
    became ? instantText(Math.max(createdMs, closedMs)) : null,
    became?.accountId,
    became?.contactId,
    became?.opportunityId,
  ];
}

function statusOf(random: Random, ageDays: number): string {
  if (ageDays < NEW_DAYS) return random.pick(['new', 'new', 'working']);
  return random.pick(['working', 'qualified', 'converted', 'converted', 'disqualified']);
}

/** An account that has opportunities, as what the lead became. */
function convertedTo(world: SampleWorld, random: Random) {
  for (let tries = 0; tries < 20; tries += 1) {
    const account = world.accountMaker.make(NAMED_ACCOUNTS + random.below(world.plan.accounts - NAMED_ACCOUNTS));
    const { index, name, owner } = account;
    if (world.opportunitiesOf.count(index) === 0) continue;
    return {
      name,
      owner,
      accountId: world.id('account', index),
      contactId: world.contactsOf.count(index) > 0 ? world.id('contact', world.contactsOf.start(index)) : null,
      opportunityId: world.id('opportunity', world.opportunitiesOf.start(index)),
    };
  }
  return undefined;
}
