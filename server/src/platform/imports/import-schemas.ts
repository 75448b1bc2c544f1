import type { ApiResponseSchemaHost } from '@nestjs/swagger';
import { DATE_ORDERS } from './import-mapping.js';

type SchemaObject = Exclude<ApiResponseSchemaHost['schema'], { $ref: string }>;

const integer: SchemaObject = { type: 'integer' };
const text: SchemaObject = { type: 'string' };
const counts = { created: integer, updated: integer, unchanged: integer, failed: integer };

const MAPPING_ENTRY: SchemaObject = {
  type: 'object',
  required: ['field'],
  description: 'Where the value of one field comes from: `column` (a heading) or `constant`.',
  properties: {
    field: { type: 'string', example: 'accountId' },
    column: { type: 'string', example: 'شرکت' },
    constant: text,
    link: {
      type: 'object',
      properties: {
        by: {
          type: 'string',
          default: 'title',
          description: '`title`, `externalId`, `id` or another field of the linked record.',
        },
        createMissing: { type: 'boolean', default: false },
      },
      additionalProperties: false,
    },
    dates: { type: 'string', enum: [...DATE_ORDERS], default: 'auto' },
    moneyUnit: { type: 'string', enum: ['IRR', 'IRT'], default: 'IRR' },
    values: {
      type: 'object',
      additionalProperties: { type: 'string', nullable: true },
      description: 'Other words for what stands in the cells; null leaves the field empty.',
    },
  },
  additionalProperties: false,
};

/** Body of `PATCH /imports/:id`. */
export const IMPORT_REQUEST: SchemaObject = {
  type: 'object',
  properties: {
    mapping: { type: 'array', items: MAPPING_ENTRY, maxItems: 300 },
    mode: { type: 'string', enum: ['create', 'update', 'upsert'] },
    keyFields: {
      type: 'array',
      items: text,
      maxItems: 5,
      description: 'Mapped fields by which a row finds its record.',
    },
    options: {
      type: 'object',
      properties: { clearEmpty: { type: 'boolean', default: false } },
      additionalProperties: false,
    },
    encoding: { type: 'string', enum: ['utf-8', 'utf-16le', 'utf-16be', 'windows-1256'] },
    delimiter: { type: 'string', enum: [',', ';', '\t', '|', '؛'] },
    saveMappingAs: { type: 'string', maxLength: 120 },
  },
  additionalProperties: false,
};

/** An import with its progress. */
export const IMPORT_VIEW: SchemaObject = {
  allOf: [
    { $ref: '#/components/schemas/Import' },
    {
      type: 'object',
      properties: {
        progress: {
          type: 'object',
          nullable: true,
          properties: { read: integer, ...counts, rowsPerSecond: integer, cancelled: { type: 'boolean' } },
        },
      },
    },
  ],
};

/** Answer of `POST /imports/:id/preview`. */
export const PREVIEW: SchemaObject = {
  type: 'object',
  required: ['rows', 'tried', 'unknownWords', ...Object.keys(counts)],
  properties: {
    tried: { ...integer, description: 'Rows that were tried; the first of them are shown.' },
    ...counts,
    rows: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          line: integer,
          cells: { type: 'array', items: text },
          status: { type: 'string', enum: Object.keys(counts) },
          record: { type: 'object', nullable: true, additionalProperties: true },
          errors: {
            type: 'array',
            items: {
              type: 'object',
              properties: { path: text, column: text, code: text, message: text },
              additionalProperties: true,
            },
          },
        },
      },
    },
    unknownWords: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          field: text,
          column: text,
          text,
          count: integer,
          suggestions: {
            type: 'array',
            items: { type: 'object', properties: { id: { type: 'string', format: 'uuid' }, title: text } },
          },
        },
      },
    },
  },
};
