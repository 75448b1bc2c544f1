import { CATALOGUE, type CatalogueItem } from '../data/catalogue.js';
import { Random } from '../random.js';
import { seedOf } from '../sample-ids.js';
import type { SamplePlan } from '../sample-plan.js';
import type { WorkingDays } from '../working-days.js';
import type { SampleAccount } from './accounts.js';

const MEDICAL = CATALOGUE.filter((item) => item.medical);
const OFFICE = CATALOGUE.filter((item) => !item.medical);

export interface SampleStage {
  readonly id: string;
  readonly probabilityPercent: number;
}

/** A pipeline that opportunities go through, as it is in the database. */
export interface SamplePipeline {
  readonly id: string;
  readonly stages: readonly SampleStage[];
}

export interface SampleLine {
  readonly product: number;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly discountPercent: number;
  readonly total: number;
}

/** One step on the way: the stage it came to and when. */
export interface SampleStep {
  readonly stage: number;
  readonly ms: number;
}

/** An opportunity with its whole way, made from its number and its account. */
export interface SampleOpportunity {
  readonly index: number;
  readonly account: SampleAccount;
  readonly pipeline: SamplePipeline;
  readonly status: 'open' | 'won' | 'lost';
  /** Working days of the beginning and of the end; the end of an open one is today or when it went quiet. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly steps: readonly SampleStep[];
  readonly closedMs: number | null;
  /** Nothing has happened for long and nothing is planned. */
  readonly stale: boolean;
  readonly product: number;
  readonly lines: readonly SampleLine[];
  readonly amount: number;
  readonly expectedDay: number;
}

/** Makes opportunities by number. */
export class OpportunityMaker {
  constructor(
    private readonly plan: SamplePlan,
    private readonly days: WorkingDays,
    private readonly pipelines: readonly SamplePipeline[],
  ) {}

  make(index: number, account: SampleAccount): SampleOpportunity {
    const random = new Random().at(seedOf('opportunity'), index);
    const pipeline = this.pipelines[random.chance(0.85) ? 0 : this.pipelines.length - 1] as SamplePipeline;
    const { product, lines, amount } = order(random, account, random.chance(this.plan.linesShare));
    const firstDay = this.days.draw(random.next(), account.day);
    // Large orders take longer; some take very long.
    const cycle = 10 + random.next() ** 2 * 95 + Math.min(30, amount / 2e9);
    const endDay = this.days.after(firstDay, cycle);
    const over = endDay < this.days.today;
    const stale = over && random.chance(0.05);
    const closed = over && !stale;
    const status = closed ? (random.chance(0.46) ? 'won' : 'lost') : 'open';
    const lastDay = closed
      ? endDay
      : stale
        ? this.days.after(firstDay, cycle * 0.4)
        : Math.max(firstDay, this.days.today - 1);
    const reached = reachedStage(
      random,
      pipeline,
      status,
      closed ? 1 : (this.days.today - firstDay) / Math.max(1, endDay - firstDay),
    );
    const steps = this.steps(random, firstDay, lastDay, reached);
    return {
      index,
      account,
      pipeline,
      status,
      firstDay,
      lastDay,
      steps,
      closedMs: closed
        ? Math.max(this.days.instant(endDay, random.next()), (steps[steps.length - 1] as SampleStep).ms + 300_000)
        : null,
      stale,
      product,
      lines,
      amount,
      expectedDay: closed ? endDay : Math.max(endDay, this.days.today - random.below(12)),
    };
  }

  private steps(random: Random, firstDay: number, lastDay: number, reached: number): SampleStep[] {
    const steps: SampleStep[] = [{ stage: 0, ms: this.days.instant(firstDay, random.next()) }];
    const span = lastDay - firstDay;
    for (let stage = 1; stage <= reached; stage += 1) {
      // A stage is skipped now and then.
      if (stage < reached && random.chance(0.35)) continue;
      const day = firstDay + Math.floor((span * (stage - random.next() * 0.6)) / (reached + 0.5));
      const before = (steps[steps.length - 1] as SampleStep).ms;
      steps.push({ stage, ms: Math.max(this.days.instant(day, random.next()), before + 600_000) });
    }
    return steps;
  }
}

function reachedStage(random: Random, pipeline: SamplePipeline, status: string, progress: number): number {
  const last = pipeline.stages.length - 1;
  if (status === 'won') return last;
  if (status === 'lost') return Math.min(last, Math.floor(random.next() ** 0.8 * (last + 1)));
  return Math.min(last, Math.floor(Math.min(1, progress) * random.between(2, last + 1)));
}

function order(random: Random, account: SampleAccount, withLines: boolean) {
  const items = account.medical ? MEDICAL : OFFICE;
  const product = random.pick(items);
  const count = withLines ? random.between(1, 3) : 1;
  const lines: SampleLine[] = [];
  for (let i = 0; i < count; i += 1) lines.push(line(random, i === 0 ? product : random.pick(items)));
  const amount = lines.reduce((sum, { total }) => sum + total, 0);
  // Without lines the amount is what somebody guessed, a round number.
  return {
    product: CATALOGUE.indexOf(product),
    lines: withLines ? lines : [],
    amount: withLines ? amount : Math.max(1, Math.round(amount / 1e7)) * 1e7,
  };
}

function line(random: Random, item: CatalogueItem): SampleLine {
  const quantity = Math.max(1, Math.round(item.most * random.next() ** 2));
  const discountPercent = random.pick([0, 0, 0, 3, 5, 8, 10]);
  return {
    product: CATALOGUE.indexOf(item),
    quantity,
    unitPrice: item.price,
    discountPercent,
    total: Math.round((item.price * quantity * (100 - discountPercent)) / 100),
  };
}
