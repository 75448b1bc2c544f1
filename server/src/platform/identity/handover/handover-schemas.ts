type Schema = Record<string, unknown>;

const id: Schema = { type: 'string', format: 'uuid' };
const target = (kind: string, member?: string): Schema => ({
  type: 'object',
  required: ['kind', ...(member ? [member] : [])],
  additionalProperties: false,
  properties: { kind: { type: 'string', enum: [kind] }, ...(member ? { [member]: id } : {}) },
});

/** Body of a handover and of its preview. */
export const handoverBody: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    rules: {
      type: 'array',
      description: 'One per record type; what has no rule stays.',
      items: {
        type: 'object',
        required: ['recordType', 'to'],
        additionalProperties: false,
        properties: {
          recordType: { type: 'string', example: 'opportunity' },
          to: {
            oneOf: [
              target('user', 'userId'),
              target('team', 'teamId'),
              target('orgUnit', 'otherwiseUserId'),
              target('keep'),
            ],
            description:
              '`user`: everything to one person. `team`: to the active people of a team in turn. `orgUnit`: to the active people of each record’s branch in turn, else to `otherwiseUserId`. `keep`: stays.',
            example: { kind: 'user', userId: '0199c0de-0000-7000-8000-000000000003' },
          },
          what: {
            type: 'string',
            enum: ['open', 'all'],
            default: 'open',
            description: '`open`: only what still asks for work.',
          },
        },
      },
    },
    reason: {
      type: ['string', 'null'],
      maxLength: 200,
      description: 'The history of each record tells it.',
      example: 'پایان همکاری',
    },
    disable: { type: 'boolean', default: false, description: 'Disable the account when everything has moved.' },
  },
};

const count: Schema = { type: 'integer', example: 128 };

export const handoverPreviewSchema: Schema = {
  type: 'object',
  required: ['userId', 'types', 'moving'],
  properties: {
    userId: id,
    moving: { ...count, description: 'Records that move, of all types.' },
    types: {
      type: 'array',
      items: {
        type: 'object',
        required: ['recordType', 'total', 'open', 'moving', 'outOfReach', 'receivers'],
        properties: {
          recordType: { type: 'string', example: 'opportunity' },
          total: count,
          open: { ...count, description: 'What still asks for work.' },
          moving: count,
          outOfReach: { ...count, description: 'Meant by the rule and not yours to give away: they stay.' },
          receivers: {
            type: 'array',
            items: { type: 'object', required: ['userId', 'count'], properties: { userId: id, count } },
          },
        },
      },
    },
  },
};
