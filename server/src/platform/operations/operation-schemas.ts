import { OPERATION_KINDS, OPERATION_STATUSES } from './operation-view.js';

type Schema = Record<string, unknown>;

const id: Schema = { type: 'string', format: 'uuid' };
const text: Schema = { type: ['string', 'null'] };
const count: Schema = { type: 'integer', example: 412 };
const instant: Schema = { type: 'string', format: 'date-time' };
const maybeInstant: Schema = { type: ['string', 'null'], format: 'date-time' };

/** An operation, in lists and alone. */
export const operationSchema: Schema = {
  type: 'object',
  required: [
    'id',
    'kind',
    'status',
    'ownerId',
    'total',
    'done',
    'changed',
    'unchanged',
    'refused',
    'createdAt',
    'undoUntil',
  ],
  properties: {
    id: { ...id, description: 'Operation id of all its changes.' },
    kind: { type: 'string', enum: [...OPERATION_KINDS] },
    status: { type: 'string', enum: [...OPERATION_STATUSES] },
    ownerId: { ...id, description: 'Who began it.' },
    ownerName: { ...text, example: 'سارا مرادی' },
    recordType: { ...text, description: 'Null when it is about several types.', example: 'account' },
    about: {
      type: ['object', 'null'],
      description: 'The import, or the user who was handed over.',
      required: ['type', 'id'],
      properties: { type: { type: 'string', example: 'user' }, id },
    },
    title: { ...text, example: 'مشتریان.xlsx' },
    params: {
      type: 'object',
      additionalProperties: true,
      example: { task: { kind: 'edit', changes: { city: 'یزد' } } },
    },
    total: { ...count, description: 'Rows that it was to go through when it began.' },
    done: { ...count, description: 'Rows that it has gone through.' },
    changed: count,
    unchanged: count,
    refused: { ...count, description: 'Left as they are; see `/errors`.' },
    problem: { ...text, description: 'Code of what ended it.', example: 'operation.brokenOff' },
    createdAt: instant,
    updatedAt: instant,
    finishedAt: maybeInstant,
    undoUntil: { ...instant, description: 'It can be taken back until then.' },
    undoneAt: maybeInstant,
    undo: {
      type: ['object', 'null'],
      required: ['total', 'done', 'undone', 'kept'],
      properties: {
        total: count,
        done: count,
        undone: count,
        kept: { ...count, description: 'Conflicts; see `/errors`.' },
      },
    },
  },
};

const page = (items: Schema): Schema => ({
  type: 'object',
  required: ['data', 'nextCursor'],
  properties: { data: { type: 'array', items }, nextCursor: text },
});

export const operationPageSchema = page(operationSchema);

/** Changes of an operation with the names of their records. */
export const operationRowsSchema = page({
  type: 'object',
  required: ['id', 'recordType', 'recordId', 'recordTitle', 'action'],
  properties: {
    id: { type: 'string', example: '4711' },
    at: instant,
    recordType: { type: 'string', example: 'account' },
    recordId: id,
    recordTitle: { ...text, example: 'بازرگانی آرمان' },
    action: { type: 'string', example: 'update' },
    before: { type: ['object', 'null'], additionalProperties: true, example: { city: 'تهران' } },
    after: { type: ['object', 'null'], additionalProperties: true, example: { city: 'یزد' } },
  },
});

/** Records that an operation or its undo left as they are. */
export const operationFaultsSchema = page({
  type: 'object',
  required: ['phase', 'recordType', 'recordId', 'reason'],
  properties: {
    phase: { type: 'string', enum: ['run', 'undo'] },
    recordType: { type: 'string', example: 'account' },
    recordId: id,
    recordTitle: { ...text, example: 'بازرگانی آرمان' },
    reason: { type: 'string', enum: ['changedSince', 'readonly', 'refused'] },
    fields: { type: 'array', items: { type: 'string' } },
    problem: { oneOf: [{ $ref: '#/components/schemas/Problem' }, { type: 'null' }] },
  },
});
