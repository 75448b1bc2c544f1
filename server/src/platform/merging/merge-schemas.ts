type Schema = Record<string, unknown>;

const id: Schema = { type: 'string', format: 'uuid' };
const children: Schema = {
  type: 'array',
  items: {
    type: 'object',
    required: ['recordType', 'count'],
    properties: { recordType: { type: 'string', example: 'activity' }, count: { type: 'integer', example: 12 } },
  },
};

/** Body of a merge. */
export const mergeBody: Schema = {
  type: 'object',
  required: ['ids', 'into'],
  additionalProperties: false,
  properties: {
    ids: { type: 'array', minItems: 2, maxItems: 10, items: id, description: 'All of them.' },
    into: { ...id, description: 'The one that stays.' },
    fields: {
      type: 'object',
      additionalProperties: id,
      description: 'From which of them a field takes its value; the others keep what `into` has.',
      example: {},
    },
  },
};

export const mergeResultSchema: Schema = {
  type: 'object',
  required: ['operationId', 'status', 'into', 'moved'],
  properties: {
    operationId: { ...id, description: '`POST /operations/{operationId}/undo` takes it back within 30 days.' },
    status: { type: 'string', enum: ['done', 'running'] },
    into: id,
    moved: { ...children, description: 'What moves, of what you see.' },
  },
};

export const mergePreviewSchema: Schema = {
  type: 'object',
  required: ['data'],
  properties: {
    data: {
      type: 'array',
      items: {
        type: 'object',
        required: ['record', 'children'],
        properties: {
          record: { type: 'object', additionalProperties: true },
          children: { ...children, description: 'What hangs on it, of what you see.' },
        },
      },
    },
  },
};
