const MONEY = { oneOf: [{ $ref: '#/components/schemas/Money' }, { type: 'null' }] };
const MAYBE = (format?: string) => ({ type: ['string', 'null'] as unknown as 'string', ...(format ? { format } : {}) });
const ID = { type: 'string', format: 'uuid' };

const CARD = {
  type: 'object',
  required: ['id', 'version', 'stageDays', 'rotten', 'nextStep', 'tags'],
  properties: {
    id: ID,
    version: { type: 'integer' },
    name: MAYBE(),
    accountId: MAYBE('uuid'),
    accountName: MAYBE(),
    ownerId: MAYBE('uuid'),
    ownerName: MAYBE(),
    amount: MONEY,
    probabilityPercent: { type: ['number', 'null'] as unknown as 'number' },
    expectedCloseOn: MAYBE('date'),
    stageDays: { type: 'integer', description: 'Whole days in this stage.' },
    rotten: { type: 'boolean', description: 'Nothing has happened for longer than the stage allows.' },
    nextStep: { type: 'string', enum: ['none', 'overdue', 'planned'] },
    nextStepAt: MAYBE('date-time'),
    tags: { type: 'array', items: { type: 'string' } },
  },
};

/** Schema of the answer of GET /opportunities/board. */
export const BOARD_SCHEMA = {
  type: 'object',
  required: ['pipelineId', 'columns'],
  properties: {
    pipelineId: ID,
    columns: {
      type: 'array',
      items: {
        type: 'object',
        required: ['stageId', 'name', 'probabilityPercent', 'requiredFields', 'count', 'hasMore', 'cards'],
        properties: {
          stageId: ID,
          name: { type: 'string' },
          tone: MAYBE(),
          probabilityPercent: { type: 'number' },
          requiredFields: { type: 'array', items: { type: 'string' } },
          count: { type: 'integer', description: 'Exact.' },
          sum: MONEY,
          weightedSum: MONEY,
          hasMore: { type: 'boolean' },
          cards: { type: 'array', items: CARD },
        },
      },
    },
  },
};
