import { BaseRecord } from '../../../platform/records/base-record.js';
import {
  BooleanField,
  ChoiceField,
  DateField,
  DecimalField,
  InstantField,
  LinkField,
  LinksField,
  LongTextField,
  MoneyField,
  PercentField,
  TagsField,
  TextField,
} from '../../../platform/records/fields.js';
import { RecordType } from '../../../platform/records/record-type.js';
import { OPPORTUNITY_STATUSES, type OpportunityStatus, SOURCES } from './opportunity-choices.js';

/** A possible sale on its way through a pipeline (R23). */
@RecordType({
  name: 'opportunity',
  resource: 'opportunities',
  module: 'sales',
  labels: { one: { fa: 'فرصت فروش', en: 'Opportunity' }, many: { fa: 'فرصت‌های فروش', en: 'Opportunities' } },
  title: 'name',
  open: { field: 'status', op: 'eq', value: 'open' },
  icon: 'target',
  shareable: true,
  example: {
    name: 'فروش دو دستگاه برش',
    accountId: '0199c0de-0000-7000-8000-000000000001',
    amount: { amount: '17000000000', currency: 'IRR' },
    expectedCloseOn: '2027-01-20',
    externalId: 'O-77',
  },
})
export class Opportunity extends BaseRecord {
  @TextField({ fa: 'نام', en: 'Name', required: true, max: 200, search: true, sort: true })
  name!: string;

  @LinkField('account', { fa: 'طرف حساب', en: 'Account', group: 'who' })
  accountId!: string | null;

  @LinkField('contact', { fa: 'مخاطب', en: 'Contact', group: 'who' })
  contactId!: string | null;

  /** The first active pipeline when it isn't given. */
  @LinkField('pipeline', { fa: 'کاریز فروش', en: 'Pipeline', group: 'pipeline' })
  pipelineId!: string;

  /** The first stage of the pipeline when it isn't given. */
  @LinkField('stage', { fa: 'مرحله', en: 'Stage', group: 'pipeline' })
  stageId!: string;

  /** Whole Rial, before tax. Follows the lines when `amountFromLines` is on. */
  @MoneyField({ fa: 'مبلغ', en: 'Amount', min: 0, sort: true, group: 'value' })
  amount!: string | null;

  @BooleanField({ fa: 'مبلغ از جمع کالاها', en: 'Amount from lines', required: true, default: false, group: 'value' })
  amountFromLines!: boolean;

  /** The stage's unless it is given; 100 when won and 0 when lost. */
  @PercentField({ fa: 'احتمال موفقیت', en: 'Probability', group: 'value' })
  probabilityPercent!: string | null;

  /** Amount times probability, whole Rial. */
  @MoneyField({
    fa: 'مبلغ وزنی',
    en: 'Weighted amount',
    readonly: true,
    madeOf: ['amount', 'probabilityPercent'],
    group: 'value',
  })
  weightedAmount!: string | null;

  @DateField({ fa: 'تاریخ پیش‌بینی بستن', en: 'Expected close', sort: true, group: 'value' })
  expectedCloseOn!: string | null;

  /** The main product; lines say the rest. */
  @LinkField('product', { fa: 'کالای اصلی', en: 'Main product', group: 'value' })
  productId!: string | null;

  @ChoiceField({
    fa: 'وضعیت',
    en: 'Status',
    choices: OPPORTUNITY_STATUSES,
    required: true,
    readonly: true,
    importable: true,
    restorable: true,
    default: 'open',
  })
  status!: OpportunityStatus;

  /** When the talks began; the sales cycle runs from here. Today when it isn't given. */
  @DateField({ fa: 'تاریخ شروع گفت‌وگو', en: 'Engaged on', group: 'value' })
  engagedOn!: string | null;

  /** Day on which it was won or lost. */
  @DateField({
    fa: 'تاریخ بسته شدن',
    en: 'Closed on',
    readonly: true,
    importable: true,
    restorable: true,
    group: 'result',
  })
  closedOn!: string | null;

  /** Instant of winning or losing; the start of `closedOn` in Tehran when that day isn't today. */
  @InstantField({ fa: 'زمان بسته شدن', en: 'Closed at', readonly: true, restorable: true, group: 'result' })
  closedAt!: string | null;

  @LinkField('lossReason', {
    fa: 'دلیل شکست',
    en: 'Loss reason',
    readonly: true,
    importable: true,
    restorable: true,
    group: 'result',
  })
  lossReasonId!: string | null;

  @LongTextField({
    fa: 'توضیح شکست',
    en: 'Loss note',
    max: 2000,
    readonly: true,
    importable: true,
    restorable: true,
    group: 'result',
  })
  lossNote!: string | null;

  /** The competitor that got the order. */
  @LinkField('account', {
    fa: 'برنده',
    en: 'Lost to',
    readonly: true,
    importable: true,
    restorable: true,
    group: 'result',
  })
  lostToId!: string | null;

  @TextField({
    fa: 'دلیل موفقیت',
    en: 'Win reason',
    max: 500,
    readonly: true,
    importable: true,
    restorable: true,
    group: 'result',
  })
  wonReason!: string | null;

  @ChoiceField({ fa: 'منبع آشنایی', en: 'Source', choices: SOURCES, group: 'origin' })
  source!: string | null;

  @TextField({ fa: 'کمپین', en: 'Campaign', max: 200, group: 'origin' })
  campaign!: string | null;

  /** Accounts that bid for the same order. */
  @LinksField('account', { fa: 'رقبا', en: 'Competitors' })
  competitorIds!: string[];

  @TagsField({ fa: 'برچسب‌ها', en: 'Tags' })
  tags!: string[];

  @LongTextField({ fa: 'توضیحات', en: 'Description' })
  description!: string | null;

  @InstantField({ fa: 'ورود به مرحله', en: 'Stage entered at', readonly: true, restorable: true, group: 'pipeline' })
  stageEnteredAt!: string;

  /** Last finished activity about it; kept by the database. */
  @InstantField({ fa: 'آخرین فعالیت', en: 'Last activity at', readonly: true, group: 'pipeline' })
  lastActivityAt!: string | null;

  /** Due time of its earliest open activity: the next step; empty when there is none. Kept by the database. */
  @InstantField({ fa: 'گام بعدی', en: 'Next step at', readonly: true, group: 'pipeline' })
  nextStepAt!: string | null;

  /** Place in the column of the board, smallest on top. */
  @DecimalField({ fa: 'جای کارت', en: 'Board rank', readonly: true, restorable: true, group: 'pipeline' })
  boardRank!: string;
}
