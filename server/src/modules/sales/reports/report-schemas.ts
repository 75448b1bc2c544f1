type Schema = Record<string, unknown>;

const INTEGER = { type: 'integer' };
const NUMBER = { type: ['number', 'null'] };
const TEXT = { type: ['string', 'null'] };
const ID = { type: 'string', format: 'uuid' };
/** A stage always has an id and a name. */
const STAGE = { stageId: ID, name: { type: 'string' } };
const MONEY = { oneOf: [{ $ref: '#/components/schemas/Money' }, { type: 'null' }] };
const DECIMAL_MONEY = {
  type: ['object', 'null'],
  required: ['amount', 'currency'],
  properties: { amount: { type: 'string', example: '2360.91' }, currency: { type: 'string', enum: ['IRR'] } },
};
const object = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const list = (properties: Record<string, Schema>): Schema => ({ type: 'array', items: object(properties) });
const DAYS = { from: TEXT, to: TEXT };

const MEASURES = {
  count: INTEGER,
  open: INTEGER,
  won: INTEGER,
  lost: INTEGER,
  openAmount: MONEY,
  weightedAmount: MONEY,
  wonAmount: MONEY,
  lostAmount: MONEY,
  winRate: { ...NUMBER, description: 'Won of closed, 0..1.' },
  averageWon: { ...DECIMAL_MONEY, description: 'With two decimals.' },
  wonCycleDays: { ...NUMBER, description: 'Mean days from engaging to closing.' },
  lostCycleDays: NUMBER,
};

const SUMMARY_PARTS = {
  ...DAYS,
  totals: object(MEASURES),
  byStage: list({ ...STAGE, count: INTEGER, amount: MONEY }),
};
export const SUMMARY: Schema = {
  ...object(SUMMARY_PARTS),
  properties: { ...SUMMARY_PARTS, groups: list({ key: TEXT, label: TEXT, ...MEASURES }) },
};

export const FUNNEL: Schema = object({
  pipelineId: ID,
  ...DAYS,
  count: INTEGER,
  won: INTEGER,
  conversion: NUMBER,
  stages: list({
    ...STAGE,
    tone: TEXT,
    open: INTEGER,
    openAmount: MONEY,
    weightedAmount: MONEY,
    reached: INTEGER,
    conversion: NUMBER,
    lost: INTEGER,
    lostAmount: MONEY,
  }),
  topOfFunnel: object({ open: INTEGER, wonPerMonth: { type: 'number' }, needed: INTEGER, alarm: { type: 'boolean' } }),
});

export const STAGE_TIMES: Schema = object({
  pipelineId: ID,
  stages: list({ ...STAGE, stays: INTEGER, running: INTEGER, meanDays: NUMBER, medianDays: NUMBER }),
});

const SHARES = list({ key: TEXT, label: TEXT, count: INTEGER, amount: MONEY, share: NUMBER });
export const LOSS_REASONS: Schema = object({
  ...DAYS,
  lost: INTEGER,
  lostAmount: MONEY,
  reasons: SHARES,
  stages: SHARES,
  competitors: SHARES,
});

export const FORECAST: Schema = object({
  months: list({
    month: { type: 'string', example: '1405-08' },
    won: INTEGER,
    wonAmount: MONEY,
    open: INTEGER,
    openAmount: MONEY,
    weightedAmount: MONEY,
    historicalAmount: MONEY,
    byProbability: MONEY,
    byHistory: MONEY,
    late: INTEGER,
  }),
  stages: list({ ...STAGE, probabilityPercent: { type: 'number' }, closed: INTEGER, wonShare: NUMBER }),
});

export const OWNERS: Schema = object({
  ...DAYS,
  data: list({ ownerId: TEXT, name: TEXT, ...MEASURES, activities: INTEGER, wonShare: NUMBER }),
});
