import { SURNAMES } from '../data/surnames.js';
import { CONTACT_TAGS, PERSON_TITLES } from '../data/company-words.js';
import { FEMALE_NAMES, MALE_NAMES } from '../data/first-names.js';
import { COMMON_FEMALE, COMMON_MALE } from '../data/surnames.js';
import { NOTES } from '../data/phrases.js';
import { type SampleAccount, NAMED_ACCOUNTS } from '../content/accounts.js';
import { legalId, nationalCode } from '../content/identity-numbers.js';
import type { SampleWorld } from '../content/world.js';
import { arrayText, type CopyValue, instantText } from '../copy/copy-rows.js';
import { Random } from '../random.js';
import { sampleId, seedOf } from '../sample-ids.js';
import { STANDARD_COLUMNS, standardValues, type SampleTable } from './standard-columns.js';

const MOBILE_PREFIXES = [
  '910',
  '912',
  '912',
  '913',
  '914',
  '915',
  '917',
  '919',
  '935',
  '936',
  '937',
  '901',
  '902',
  '990',
];
/** National codes of people who are accounts start after those of contacts. */
const FIRST_PERSON_CODE = 2_000_000;
const ROLES = ['decisionMaker', 'influencer', 'user', 'technical', 'procurement', 'payer'];

/** Customers, competitors, suppliers and partners. Made after the activities, which tell when they were dealt with. */
export function accountTable(world: SampleWorld): SampleTable {
  return {
    name: 'accounts',
    columns: [
      ...STANDARD_COLUMNS,
      'name',
      'kind',
      'relation',
      'customer_group',
      'parent_id',
      'national_id',
      'registration_no',
      'economic_code',
      'phone',
      'email',
      'website',
      'industry',
      'province',
      'city',
      'address',
      'postal_code',
      'tags',
      'last_contacted_at',
      'next_activity_at',
    ],
    count: world.plan.accounts,
    *rows() {
      for (const account of world.accounts()) yield accountRow(world, account);
    },
  };
}

function accountRow(world: SampleWorld, account: SampleAccount): CopyValue[] {
  const { index, person, city, relation } = account;
  const details = world.accountMaker.details(account);
  const customer = relation === undefined && world.accountWon[index] === 1;
  const nationalId = !details.known ? null : person ? nationalCode(FIRST_PERSON_CODE + index) : legalId(index);
  return [
    ...standardValues(world.company, world.id('account', index), account.owner, account.createdMs),
    account.name,
    person ? 'person' : 'company',
    relation ?? (customer ? 'customer' : 'prospect'),
    relation ? null : details.group,
    details.parent === null || person ? null : world.id('account', details.parent),
    nationalId,
    details.known ? details.registrationNo : null,
    person ? null : nationalId,
    details.phone,
    `info@${account.domain}`,
    person ? null : `https://www.${account.domain}`,
    person ? 'پزشکان و اشخاص' : account.trade.industry,
    city.province,
    city.name,
    details.address,
    details.postalCode,
    arrayText(details.tags),
    instantText(world.accountLast[index] || null),
    instantText(world.accountNext[index] || null),
  ];
}

/** The people at the accounts. */
export function contactTable(world: SampleWorld): SampleTable {
  return {
    name: 'contacts',
    columns: [
      ...STANDARD_COLUMNS,
      'full_name',
      'first_name',
      'last_name',
      'job_title',
      'account_id',
      'mobile',
      'phone',
      'email',
      'national_id',
      'birth_on',
      'tags',
    ],
    count: world.plan.contacts,
    *rows() {
      for (const account of world.accounts())
        for (let i = world.contactsOf.start(account.index); i < world.contactsOf.end(account.index); i += 1)
          yield contactRow(world, account, i);
    },
  };
}

/** Name and reach of somebody outside the company; the same for the same number. */
export function stranger(random: Random) {
  const female = random.chance(0.45);
  const usual = random.chance(0.6);
  const firstName = usual
    ? random.pick(female ? COMMON_FEMALE : COMMON_MALE).fa
    : random.pick(female ? FEMALE_NAMES : MALE_NAMES);
  const surname = random.pick(SURNAMES);
  const mobile = `+98${random.pick(MOBILE_PREFIXES)}${String(random.below(10_000_000)).padStart(7, '0')}`;
  return { firstName, lastName: surname.fa, latin: surname.latin, mobile };
}

function contactRow(world: SampleWorld, account: SampleAccount, index: number): CopyValue[] {
  const random = new Random().at(seedOf('contact'), index);
  const { firstName, lastName, latin, mobile } = stranger(random);
  return [
    ...standardValues(world.company, world.id('contact', index), account.owner, world.contactMs(account, index)),
    `${firstName} ${lastName}`,
    firstName,
    lastName,
    random.pick(account.person ? PERSON_TITLES : account.trade.titles),
    world.id('account', account.index),
    random.chance(0.9) ? mobile : null,
    random.chance(0.3) ? world.accountMaker.details(account).phone : null,
    random.chance(0.6) ? `${latin}.${index.toString(36)}@${account.domain}` : null,
    random.chance(0.25) ? nationalCode(index) : null,
    random.chance(0.2)
      ? `${random.between(1955, 2000)}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`
      : null,
    random.chance(0.1) ? arrayText([random.pick(CONTACT_TAGS)]) : '{}',
  ];
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** As what a contact has to do with their account. */
export function accountContactTable(world: SampleWorld): SampleTable {
  return {
    name: 'account_contacts',
    columns: [...STANDARD_COLUMNS, 'account_id', 'contact_id', 'role', 'main'],
    count: Math.round(world.plan.contacts * world.plan.rolesShare),
    *rows() {
      const random = new Random();
      for (const account of world.accounts())
        for (let i = world.contactsOf.start(account.index); i < world.contactsOf.end(account.index); i += 1) {
          random.at(seedOf('accountContact'), i);
          if (random.next() >= world.plan.rolesShare) continue;
          yield [
            ...standardValues(world.company, sampleId('accountContact', i), account.owner, account.createdMs),
            world.id('account', account.index),
            world.id('contact', i),
            random.pick(ROLES),
            i === world.contactsOf.start(account.index),
          ];
        }
    },
  };
}

/** What people wrote down about accounts. */
export function noteTable(world: SampleWorld): SampleTable {
  return {
    name: 'notes',
    columns: [...STANDARD_COLUMNS, 'body', 'about_type', 'about_id', 'account_id', 'pinned'],
    count: world.plan.notes,
    *rows() {
      const random = new Random();
      for (let i = 0; i < world.plan.notes; i += 1) {
        random.at(seedOf('note'), i);
        const account = world.accountMaker.make(NAMED_ACCOUNTS + random.below(world.plan.accounts - NAMED_ACCOUNTS));
        const id = world.id('account', account.index);
        const day = world.days.draw(random.next(), account.day);
        const createdMs = Math.max(account.createdMs, world.days.instant(day, random.next()));
        yield [
          ...standardValues(world.company, sampleId('note', i), account.owner, createdMs),
          random.pick(NOTES),
          'account',
          id,
          id,
          random.chance(0.08),
        ];
      }
    },
  };
}
