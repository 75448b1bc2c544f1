import { weightedAmount } from '../../modules/sales/opportunities/weighted-amount.js';
import { CATALOGUE, type CatalogueItem } from '../data/catalogue.js';
import { RIVALS } from '../data/company-words.js';
import { CAMPAIGNS, LOSS_NOTES, WON_REASONS } from '../data/phrases.js';
import type { SampleOpportunity, SampleStage, SampleStep } from '../content/opportunities.js';
import type { SampleWorld } from '../content/world.js';
import { arrayText, type CopyValue, instantText } from '../copy/copy-rows.js';
import { Random } from '../random.js';
import { sampleId, seedOf } from '../sample-ids.js';
import { STANDARD_COLUMNS, standardValues, type SampleTable } from './standard-columns.js';

/** How customers came; the first are the most frequent. */
export const SOURCE_DRAW = [
  'referral',
  'referral',
  'exhibition',
  'exhibition',
  'website',
  'website',
  'inboundCall',
  'advertising',
  'socialMedia',
  'other',
];
const OPPORTUNITY_TAGS = ['فوری', 'مناقصه', 'تمدید', 'پروژه‌ای'];

/** The opportunities with their result. Made after the activities, which tell when something happened last. */
export function opportunityTable(world: SampleWorld): SampleTable {
  return {
    name: 'opportunities',
    columns: [
      ...STANDARD_COLUMNS,
      'name',
      'account_id',
      'contact_id',
      'pipeline_id',
      'stage_id',
      'amount',
      'amount_from_lines',
      'probability_percent',
      'weighted_amount',
      'expected_close_on',
      'product_id',
      'status',
      'engaged_on',
      'closed_on',
      'closed_at',
      'loss_reason_id',
      'loss_note',
      'lost_to_id',
      'won_reason',
      'source',
      'campaign',
      'competitor_ids',
      'tags',
      'stage_entered_at',
      'last_activity_at',
      'next_step_at',
      'board_rank',
    ],
    count: world.plan.opportunities,
    *rows() {
      for (const opportunity of world.opportunities()) yield opportunityRow(world, opportunity);
    },
  };
}

function opportunityRow(world: SampleWorld, opportunity: SampleOpportunity): CopyValue[] {
  const { index, account, steps, status, closedMs, amount, lines } = opportunity;
  const { days } = world;
  const random = new Random().at(seedOf('opportunity') + 0x400, index);
  const [first] = steps as [SampleStep];
  const last = steps[steps.length - 1] as SampleStep;
  const stage = opportunity.pipeline.stages[last.stage] as SampleStage;
  const probability = status === 'won' ? 100 : status === 'lost' ? 0 : stage.probabilityPercent;
  const contact = world.contactOf(account, index);
  const rivals = random.chance(0.3) ? [random.below(RIVALS.length)] : [];
  const lostTo = status === 'lost' && rivals.length > 0 && random.chance(0.7) ? (rivals[0] as number) : null;
  const source = random.pick(SOURCE_DRAW);
  return [
    ...standardValues(
      world.company,
      world.id('opportunity', index),
      account.owner,
      first.ms,
      closedMs ?? last.ms,
      steps.length + (closedMs === null ? 0 : 1),
    ),
    `${(CATALOGUE[opportunity.product] as CatalogueItem).name} برای ${account.name}`,
    world.id('account', account.index),
    contact === undefined ? null : world.id('contact', contact),
    opportunity.pipeline.id,
    stage.id,
    amount,
    lines.length > 0,
    probability,
    weightedAmount(amount, probability),
    days.date(opportunity.expectedDay),
    sampleId('product', opportunity.product),
    status,
    days.date(opportunity.firstDay),
    closedMs === null ? null : days.date(opportunity.lastDay),
    instantText(closedMs),
    status === 'lost' ? random.pick(world.lists.lossReasonIds) : null,
    status === 'lost' && random.chance(0.5) ? random.pick(LOSS_NOTES) : null,
    lostTo === null ? null : world.id('account', lostTo),
    status === 'won' ? random.pick(WON_REASONS) : null,
    source,
    source === 'exhibition' || source === 'advertising' ? random.pick(CAMPAIGNS) : null,
    arrayText(rivals.map((rival) => world.id('account', rival))),
    random.chance(0.12) ? arrayText([random.pick(OPPORTUNITY_TAGS)]) : '{}',
    instantText(last.ms),
    instantText(world.opportunityLast[index] || null),
    instantText(world.opportunityNext[index] || null),
    -last.ms,
  ];
}

/** The way of each opportunity through its stages. */
export function stageMoveTable(world: SampleWorld): SampleTable {
  return {
    name: 'opportunity_stage_moves',
    columns: ['opportunity_id', 'from_stage_id', 'to_stage_id', 'from_status', 'to_status', 'at', 'by', 'amount'],
    // A beginning, about two moves, and an end for most.
    count: world.plan.opportunities * 4,
    *rows() {
      for (const opportunity of world.opportunities()) yield* moves(world, opportunity);
    },
  };
}

function* moves(world: SampleWorld, opportunity: SampleOpportunity): Generator<CopyValue[]> {
  const { steps, pipeline, closedMs, amount, status } = opportunity;
  const id = world.id('opportunity', opportunity.index);
  const by = world.company.person(opportunity.account.owner).id;
  let from: string | null = null;
  for (const { stage, ms } of steps) {
    const to = (pipeline.stages[stage] as SampleStage).id;
    yield [id, from, to, from === null ? null : 'open', 'open', instantText(ms), by, amount];
    from = to;
  }
  if (closedMs !== null) yield [id, from, from, 'open', status, instantText(closedMs), by, amount];
}

/** What was ordered, for the opportunities whose amount comes from it. */
export function lineTable(world: SampleWorld): SampleTable {
  return {
    name: 'opportunity_lines',
    columns: [
      ...STANDARD_COLUMNS,
      'opportunity_id',
      'product_id',
      'description',
      'quantity',
      'unit_price',
      'discount_percent',
      'total',
      'position',
    ],
    count: Math.round(world.plan.opportunities * world.plan.linesShare * 2),
    *rows() {
      for (const { index, account, lines, steps } of world.opportunities())
        for (const [position, line] of lines.entries())
          yield [
            ...standardValues(
              world.company,
              sampleId('opportunityLine', index * 4 + position),
              account.owner,
              (steps[0] as SampleStep).ms,
            ),
            world.id('opportunity', index),
            sampleId('product', line.product),
            (CATALOGUE[line.product] as CatalogueItem).name,
            line.quantity,
            line.unitPrice,
            line.discountPercent,
            line.total,
            position,
          ];
    },
  };
}
