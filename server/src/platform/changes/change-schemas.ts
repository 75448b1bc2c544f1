import { ACCESS_ACTIONS, RECORD_ACTIONS } from './change-entry.js';

type Schema = Record<string, unknown>;

const fields: Schema = {
  type: ['object', 'null'],
  additionalProperties: true,
  description: 'Fields by their API names, only those that changed and that you may see.',
};

const entry: Schema = {
  type: 'object',
  required: ['id', 'at', 'recordType', 'recordId', 'action', 'version'],
  properties: {
    id: { type: 'string', example: '4711' },
    at: { type: 'string', format: 'date-time' },
    recordType: { type: 'string', example: 'account' },
    recordId: { type: 'string', format: 'uuid' },
    action: { type: 'string', enum: [...RECORD_ACTIONS, ...ACCESS_ACTIONS] },
    version: { type: 'integer', description: 'Version of the record after the change.' },
    actorId: { type: ['string', 'null'], format: 'uuid', description: 'Who did it; null for the server itself.' },
    source: { type: 'string', enum: ['web', 'api', 'import', 'job', 'system'] },
    operationId: {
      type: ['string', 'null'],
      format: 'uuid',
      description: 'Shared by all changes of one request or job.',
    },
    before: fields,
    after: fields,
    detail: {
      type: ['object', 'null'],
      additionalProperties: true,
      description:
        'Of an action that changes no field: with whom it was shared and until when (`share`, `unshare`), or which masked field was uncovered (`reveal`).',
    },
  },
};

/** Schemas of the answers, for the API document. */
export const feedSchema: Schema = {
  type: 'object',
  required: ['data', 'nextCursor'],
  properties: { data: { type: 'array', items: entry }, nextCursor: { type: 'string' } },
};

const historyEntry: Schema = {
  ...entry,
  properties: {
    ...(entry.properties as Schema),
    operation: {
      type: ['object', 'null'],
      description: 'The import, bulk edit or handover that it was part of.',
      required: ['kind', 'title'],
      properties: {
        kind: { type: 'string', example: 'handover' },
        title: { type: ['string', 'null'], example: 'پایان همکاری' },
      },
    },
  },
};

export const historySchema: Schema = {
  type: 'object',
  required: ['data', 'nextCursor'],
  properties: { data: { type: 'array', items: historyEntry }, nextCursor: { type: ['string', 'null'] } },
};

export const undoSchema: Schema = {
  type: 'object',
  required: ['operationId', 'status'],
  properties: {
    operationId: { type: 'string', format: 'uuid' },
    status: { type: 'string', enum: ['done', 'queued'] },
    undone: { type: 'integer' },
    skipped: {
      type: 'array',
      items: {
        type: 'object',
        required: ['recordType', 'recordId', 'reason'],
        properties: {
          recordType: { type: 'string' },
          recordId: { type: 'string', format: 'uuid' },
          reason: { type: 'string', enum: ['changedSince', 'readonly', 'refused'] },
          fields: { type: 'array', items: { type: 'string' } },
          problem: { $ref: '#/components/schemas/Problem' },
        },
      },
    },
  },
};

/** A record as it was at an instant. */
export const asOfSchema: Schema = {
  type: 'object',
  required: ['at', 'existed', 'removed', 'version', 'values', 'changed'],
  properties: {
    at: { type: 'string', format: 'date-time' },
    existed: { type: 'boolean', description: 'Whether the record had been made by then.' },
    removed: { type: 'boolean', description: 'Whether it was in the recycle bin then.' },
    version: { type: ['integer', 'null'], description: 'Its version then.', example: 3 },
    values: {
      type: ['object', 'null'],
      additionalProperties: true,
      description: 'The fields that you may see today, with their values of then.',
      example: { name: 'بازرگانی آرمان', phone: '+982188776644' },
    },
    changed: {
      type: 'array',
      items: { type: 'string' },
      description: 'Fields that have another value today.',
      example: ['phone'],
    },
  },
};
