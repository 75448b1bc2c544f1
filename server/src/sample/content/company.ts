import { toPersianDigits } from '../../platform/persian/index.js';
import { REGIONS, CITIES, type City } from '../data/places.js';
import { COMMON_FEMALE, COMMON_MALE, SURNAMES } from '../data/surnames.js';
import { Random } from '../random.js';
import { sampleId, seedOf } from '../sample-ids.js';
import type { SamplePlan } from '../sample-plan.js';

/** Branch or agency; `parent` is its number, null right below the company's root. */
export interface SampleUnit {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly parent: number | null;
  readonly region: number;
}

export interface SamplePerson {
  readonly id: string;
  readonly fullName: string;
  readonly username: string;
  readonly mobile: string;
  readonly jobTitle: string;
  readonly manager: boolean;
  readonly unit: number;
}

/** Whoever loads the sample sells for the first branch; the user itself is not the sample's and stays as it is. */
const LOADER = { fullName: '', username: '', mobile: '', jobTitle: '', manager: false, unit: 0 };

/** Branches, agencies and the people of the sample company. */
export class SampleCompany {
  readonly units: readonly SampleUnit[];
  /** The people of the sample, and whoever loads it as the last one. */
  readonly people: readonly SamplePerson[];
  /** Number of the person who loads the sample; undefined when nobody does. */
  readonly loader: number | undefined;
  private readonly unitsOfRegion: number[][];
  private readonly sellersOfUnit: number[][];

  /** @param loaderId the user who loads the sample and takes a share of the customers; undefined when nobody does */
  constructor(
    private readonly plan: SamplePlan,
    loaderId: string | undefined,
  ) {
    this.units = makeUnits(plan.agencies);
    const staff = makePeople(this.units, plan.people);
    this.loader = loaderId === undefined ? undefined : staff.length;
    this.people = loaderId === undefined ? staff : [...staff, { ...LOADER, id: loaderId }];
    this.unitsOfRegion = REGIONS.map((_, region) =>
      this.units.flatMap((unit, i) => (unit.region === region ? [i] : [])),
    );
    this.sellersOfUnit = this.units.map((_, unit) =>
      staff.flatMap((person, i) => (person.unit === unit && !person.manager ? [i] : [])),
    );
  }

  /** Number of the salesperson who looks after a customer in `city`. */
  seller(random: Random, city: City): number {
    const isOwn = random.chance(this.plan.ownShare);
    if (isOwn && this.loader !== undefined) return this.loader;
    const units = this.unitsOfRegion[city.region] as number[];
    const sellers = this.sellersOfUnit[random.pick(units)] as number[];
    return random.pick(sellers);
  }

  /** Those whom the sample brings along. */
  get staff(): readonly SamplePerson[] {
    return this.people.slice(0, this.loader);
  }

  person(index: number): SamplePerson {
    return this.people[index] as SamplePerson;
  }

  unitIdOf(person: number): string {
    return (this.units[this.person(person).unit] as SampleUnit).id;
  }

  managerOf(person: number): SamplePerson {
    return this.person(this.person(person).unit * STAFF_OF_UNIT.length);
  }

  /** The team of a branch has the same number as the branch. */
  teamId(unit: number): string {
    return sampleId('team', unit);
  }
}

function makeUnits(agencies: number): SampleUnit[] {
  const units: SampleUnit[] = REGIONS.map((name, region) => ({
    id: sampleId('orgUnit', region),
    name,
    code: `B${region + 1}`,
    parent: null,
    region,
  }));
  for (let i = 0; i < agencies; i += 1) {
    const city = CITIES[(i * 7) % CITIES.length] as City;
    const round = Math.floor(i / CITIES.length);
    const number = round === 0 ? '' : ` ${toPersianDigits(round + 1)}`;
    units.push({
      id: sampleId('orgUnit', units.length),
      name: `نمایندگی ${city.name}${number}`,
      code: `A${i + 1}`,
      parent: city.region,
      region: city.region,
    });
  }
  return units;
}

/** The manager of a unit comes first, then its first salespeople. */
const STAFF_OF_UNIT = [true, false, false];

/** At least a manager and two salespeople in each unit; the rest at the main branches, half of it in Tehran. */
function makePeople(units: readonly SampleUnit[], count: number): SamplePerson[] {
  const people: SamplePerson[] = [];
  const taken = new Map<string, number>();
  const add = (unit: number, manager: boolean) => people.push(makePerson(people.length, unit, manager, taken));
  for (let unit = 0; unit < units.length; unit += 1) for (const manager of STAFF_OF_UNIT) add(unit, manager);
  for (let i = 0; people.length < count; i += 1) {
    const spread = units.length > REGIONS.length ? i % units.length : i % 2 === 0 ? 0 : i % REGIONS.length;
    add(spread, false);
  }
  return people;
}

function makePerson(index: number, unit: number, manager: boolean, taken: Map<string, number>): SamplePerson {
  const random = new Random().at(seedOf('user'), index);
  const first = random.pick(random.chance(0.45) ? COMMON_FEMALE : COMMON_MALE);
  const last = random.pick(SURNAMES);
  const base = `${first.latin}.${last.latin}`;
  const times = (taken.get(base) ?? 0) + 1;
  taken.set(base, times);
  return {
    id: sampleId('user', index),
    fullName: `${first.fa} ${last.fa}`,
    username: times === 1 ? base : `${base}${times}`,
    mobile: `+98912${String(2_000_000 + index * 37).padStart(7, '0')}`,
    jobTitle: manager ? (unit === 0 ? 'مدیر فروش' : 'مدیر شعبه') : random.pick(['کارشناس فروش', 'کارشناس ارشد فروش']),
    manager,
    unit,
  };
}
