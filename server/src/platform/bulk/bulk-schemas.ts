type Schema = Record<string, unknown>;

const selection: Schema = {
  q: { type: 'string', maxLength: 200, description: 'Free text, as in the list.' },
  filter: {
    type: 'object',
    additionalProperties: true,
    description: 'A condition in the filter language, as in the list; `{}` means all records.',
    example: { field: 'city', op: 'eq', value: 'یزد' },
  },
};

/** Body of a bulk edit; `changes` are those of an update of one record. */
export const bulkEditBody = (update: Schema): Schema => ({
  type: 'object',
  required: ['filter'],
  additionalProperties: false,
  properties: {
    ...selection,
    changes: update,
    addTags: { type: 'array', maxItems: 50, items: { type: 'string' } },
    removeTags: { type: 'array', maxItems: 50, items: { type: 'string' } },
  },
});

export const bulkDeleteBody: Schema = {
  type: 'object',
  required: ['filter'],
  additionalProperties: false,
  properties: selection,
};

const progress: Schema = {
  operationId: {
    type: 'string',
    format: 'uuid',
    description: 'Undoes everything: `POST /changes/{operationId}/undo`.',
  },
  status: { type: 'string', enum: ['done', 'running', 'failed'] },
  total: { type: 'integer', description: 'Records of the list when it began.' },
  changed: { type: 'integer', description: 'Records changed so far.' },
};

export const bulkProgressSchema: Schema = {
  type: 'object',
  required: ['operationId', 'status', 'total', 'changed'],
  properties: progress,
};

export const bulkResultSchema: Schema = {
  type: 'object',
  required: ['operationId', 'status', 'total', 'changed'],
  properties: {
    ...progress,
    unchanged: { type: 'integer', description: 'Records that were as wanted already.' },
    refused: { type: 'integer', description: 'Records left as they are: no right, or a rule of theirs.' },
    refusals: {
      type: 'array',
      maxItems: 20,
      items: {
        type: 'object',
        required: ['id', 'problem'],
        properties: { id: { type: 'string', format: 'uuid' }, problem: { $ref: '#/components/schemas/Problem' } },
      },
    },
  },
};
