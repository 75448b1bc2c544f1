import { DEFAULT_SCORING, leadScore } from '../../modules/sales/leads/lead-score.js';
import { CATALOGUE } from '../data/catalogue.js';
import { STEMS } from '../data/company-words.js';
import { CAMPAIGNS, DISQUALIFIED, LEAD_COMPANIES } from '../data/phrases.js';
import type { SampleAccount } from '../content/accounts.js';
import type { SampleLead } from '../content/leads.js';
import type { SampleWorld } from '../content/world.js';
import { type CopyValue, instantText } from '../copy/copy-rows.js';
import { Random } from '../random.js';
import { seedOf } from '../sample-ids.js';
import { stranger } from './party-tables.js';
import { SOURCE_DRAW } from './sales-tables.js';
import { STANDARD_COLUMNS, standardValues, type SampleTable } from './standard-columns.js';

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
      'last_activity_at',
      'next_step_at',
      'converted_at',
      'converted_account_id',
      'converted_contact_id',
      'converted_opportunity_id',
    ],
    count: world.plan.leads,
    *rows() {
      for (const lead of world.leads()) yield leadRow(world, lead);
    },
  };
}

function leadRow(world: SampleWorld, sample: SampleLead): CopyValue[] {
  const { index, city, status, owner, day, createdMs, became } = sample;
  const random = new Random().at(seedOf('lead'), index);
  const { days } = world;
  const person = stranger(random);
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
    ...standardValues(world.company, world.id('lead', index), owner, createdMs, Math.max(createdMs, closedMs)),
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
    instantText(world.leadLast[index] || null),
    instantText(world.leadNext[index] || null),
    became ? instantText(Math.max(createdMs, closedMs)) : null,
    ...(became ? convertedTo(world, became) : [null, null, null]),
  ];
}

/** The account that the lead became, with its first contact and opportunity. */
function convertedTo(world: SampleWorld, account: SampleAccount): CopyValue[] {
  const contact = world.contactOf(account);
  return [
    world.id('account', account.index),
    contact === undefined ? null : world.id('contact', contact),
    world.id('opportunity', world.opportunitiesOf.start(account.index)),
  ];
}
