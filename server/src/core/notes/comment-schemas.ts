import { REACTIONS } from './reactions.js';

const ID = '0199c0de-0000-7000-8000-000000000021';
const NAMED = {
  type: 'object',
  required: ['type', 'id', 'name'],
  properties: {
    type: { type: 'string', example: 'user' },
    id: { type: 'string', format: 'uuid' },
    name: { type: 'string', example: 'سارا مرادی' },
  },
};

const reaction = {
  type: 'object',
  required: ['reaction', 'count', 'mine', 'names'],
  properties: {
    reaction: { type: 'string', enum: [...REACTIONS], example: 'agree' },
    count: { type: 'integer', example: 2 },
    mine: { type: 'boolean' },
    names: { type: 'array', items: { type: 'string', example: 'سارا مرادی' } },
  },
};

const comment = {
  type: 'object',
  required: ['id', 'version', 'body', 'removed', 'mine', 'mentions', 'files', 'reactions', 'replies'],
  properties: {
    id: { type: 'string', format: 'uuid', example: ID },
    version: { type: 'integer' },
    body: {
      type: ['string', 'null'],
      description: 'Plain text; `@[user id]` and `@[team:team id]` are people and teams. Null when it was removed.',
      example: 'تحویل در دو نوبت خواسته شد.',
    },
    createdAt: { type: ['string', 'null'], format: 'date-time' },
    updatedAt: { type: ['string', 'null'], format: 'date-time' },
    createdBy: { type: ['string', 'null'], format: 'uuid' },
    authorName: { type: ['string', 'null'], example: 'سارا مرادی' },
    replyToId: { type: ['string', 'null'], format: 'uuid' },
    removed: { type: 'boolean' },
    mine: { type: 'boolean' },
    mentions: { type: 'array', items: NAMED },
    files: { type: 'array', items: NAMED },
    reactions: { type: 'array', items: reaction },
    replies: {
      type: 'array',
      description: 'Answers, the earliest first, each in the same form.',
      items: { type: 'object', additionalProperties: true, example: { id: ID, version: 1, body: 'انجام شد.' } },
    },
  },
};

export const commentPageSchema = {
  type: 'object',
  required: ['data', 'nextCursor'],
  properties: { data: { type: 'array', items: comment }, nextCursor: { type: ['string', 'null'] } },
};

export const reactionsSchema = {
  type: 'object',
  required: ['data'],
  properties: { data: { type: 'array', items: reaction } },
};

export const mentionableSchema = {
  type: 'object',
  required: ['data'],
  properties: {
    data: {
      type: 'array',
      items: {
        ...NAMED,
        required: [...NAMED.required, 'sees'],
        properties: { ...NAMED.properties, sees: { type: 'boolean', description: 'Whether they may see the record.' } },
      },
    },
  },
};
