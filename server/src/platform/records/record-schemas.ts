import type { FieldDefinition } from './field-definition.js';
import { FIELD_TYPES } from './field-types.js';
import { recordTypes, type RecordType } from './record-type.js';

type Schema = Record<string, unknown>;

/** Name of a type's schema in the API document: `account` is `Account`. */
export function schemaName(type: RecordType): string {
  const name = type.name.charAt(0).toUpperCase() + type.name.slice(1);
  return type.company ? `Company${name}` : name;
}

function property(field: FieldDefinition): Schema {
  const schema = FIELD_TYPES[field.type].schema(field);
  const described = { ...schema, description: `${field.en} (${field.fa})${field.help ? `. ${field.help.en}` : ''}` };
  const shown = '$ref' in schema ? { allOf: [schema], description: described.description } : described;
  const value = Object.fromEntries(Object.entries(shown).filter(([, v]) => v !== undefined));
  if (field.required) return value;
  return 'allOf' in value
    ? { oneOf: [schema, { type: 'null' }], description: described.description }
    : { ...value, type: [value.type, 'null'], ...(value.enum ? { enum: [...(value.enum as unknown[]), null] } : {}) };
}

function objectOf(fields: readonly FieldDefinition[], required: readonly string[]): Schema {
  const own = fields.filter((field) => field.custom);
  const ofProduct = fields.filter((field) => !field.custom);
  const properties: Schema = Object.fromEntries(ofProduct.map((field) => [field.name, property(field)]));
  if (own.length > 0) properties.custom = customOf(own, required);
  const needed = required.filter((name) => !name.startsWith('custom.'));
  const needsCustom = needed.length < required.length ? ['custom'] : [];
  return {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required: [...needed, ...needsCustom] } : {}),
    additionalProperties: false,
  };
}

/** The schema of `custom`: the fields that the company has added. */
function customOf(fields: readonly FieldDefinition[], required: readonly string[]): Schema {
  const needed = fields.filter((field) => required.includes(field.name)).map((field) => field.custom?.name);
  return {
    type: 'object',
    description: 'Fields that the company has added.',
    properties: Object.fromEntries(fields.map((field) => [field.custom?.name, property(field)])),
    ...(needed.length > 0 ? { required: needed } : {}),
    additionalProperties: false,
  };
}

const ID = '0199c0de-0000-7000-8000-000000000001';

/** What the system fills in, as a record of an example has it. */
const FILLED: Schema = {
  id: ID,
  version: 1,
  createdAt: '2026-11-21T08:30:00.000Z',
  createdBy: '0199c0de-0000-7000-8000-000000000003',
  updatedAt: '2026-11-21T08:30:00.000Z',
  updatedBy: '0199c0de-0000-7000-8000-000000000003',
  ownerId: '0199c0de-0000-7000-8000-000000000003',
  orgUnitId: null,
  externalId: null,
  custom: {},
};

/** The record that the example of a type creates, as it is answered. */
function recordExample(type: RecordType): Schema {
  const shown = Object.entries(type.example ?? {}).filter(([name]) => !type.fields.get(name)?.writeOnly);
  return { ...FILLED, ...Object.fromEntries(shown) };
}

/** A change of one field: what names the record to people, or else the first field of its example. */
function changeExample(type: RecordType): Schema {
  const example = type.example ?? {};
  const name = type.title in example ? type.title : Object.keys(example)[0];
  return name === undefined ? {} : { [name]: example[name] };
}

/** The schemas of every record type, from the registry, and those that all share. */
export function recordSchemas(): Record<string, Schema> {
  const schemas: Record<string, Schema> = { ...SHARED };
  for (const [name, schema] of Object.entries(anyRecord())) schemas[name] = schema;
  for (const type of recordTypes.all()) {
    const name = schemaName(type);
    const fields = [...type.fields.values()].filter((field) => !field.secret);
    const writable = fields.filter((field) => !field.readonly);
    schemas[name] = {
      ...objectOf(
        fields.filter((field) => !field.writeOnly),
        ['id', 'version'],
      ),
      additionalProperties: true,
      example: recordExample(type),
    };
    const needed = writable.filter(
      (field) => field.required && field.default === undefined && !field.custom?.visibleWhen,
    );
    const create = objectOf(
      writable,
      needed.map((field) => field.name),
    );
    schemas[`${name}Create`] = { ...create, ...(type.example && { example: type.example }) };
    schemas[`${name}Update`] = { ...objectOf(writable, []), example: changeExample(type) };
    schemas[`${name}List`] = listOf(name);
  }
  return schemas;
}

function listOf(name: string): Schema {
  return {
    type: 'object',
    required: ['data', 'nextCursor'],
    properties: {
      data: { type: 'array', items: { $ref: `#/components/schemas/${name}` } },
      nextCursor: { type: ['string', 'null'] },
      total: { type: 'integer' },
      totalIs: { type: 'string', enum: ['exact', 'estimate'] },
      searchedFor: {
        type: 'string',
        description: 'What was searched instead, when the query looked typed on the other keyboard layout.',
      },
    },
  };
}

/** Stands for the records of any type that the company adds; on its own server each has schemas of its own. */
function anyRecord(): Record<string, Schema> {
  const body = {
    type: 'object',
    properties: {
      name: { type: 'string', maxLength: 300, description: 'What names the record to people.' },
      custom: { type: 'object', additionalProperties: true, description: 'Fields of the type.' },
    },
    additionalProperties: true,
  };
  const example = { name: 'دستگاه سونوگرافی', custom: { serialNo: 'SN-1042' } };
  return {
    AnyRecord: { ...body, required: ['id', 'version'], example: { ...FILLED, ...example } },
    AnyRecordCreate: { ...body, required: ['name'], example },
    AnyRecordUpdate: { ...body, example: { custom: { serialNo: 'SN-1043' } } },
    AnyRecordList: listOf('AnyRecord'),
  };
}

const SHARED: Record<string, Schema> = {
  Money: {
    type: 'object',
    required: ['amount'],
    properties: {
      amount: { type: 'string', pattern: '^-?\\d{1,19}$', description: 'Whole Rial.', example: '1250000' },
      currency: { type: 'string', enum: ['IRR'], default: 'IRR' },
    },
    additionalProperties: false,
  },
  Problem: {
    type: 'object',
    description: 'RFC 9457 problem document, in the language of `Accept-Language` (fa, en).',
    required: ['type', 'title', 'status', 'detail', 'code'],
    properties: {
      type: { type: 'string', example: 'urn:peyvand:problem:body.invalid' },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string' },
      code: { type: 'string', example: 'body.invalid' },
      requestId: { type: 'string' },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['path', 'code', 'message'],
          properties: {
            path: { type: 'string', example: 'amount' },
            code: { type: 'string', example: 'money.negative' },
            message: { type: 'string' },
            params: { type: 'object', additionalProperties: true },
          },
        },
      },
      current: { type: 'object', additionalProperties: true, description: 'With 412: the record as it is now.' },
    },
  },
  BulkAnswer: {
    type: 'object',
    required: ['data', 'created', 'updated', 'failed'],
    properties: {
      data: {
        type: 'array',
        items: {
          type: 'object',
          required: ['index', 'status'],
          properties: {
            index: { type: 'integer' },
            status: { type: 'string', enum: ['created', 'updated', 'unchanged', 'failed'] },
            id: { type: 'string', format: 'uuid' },
            externalId: { type: 'string' },
            version: { type: 'integer' },
            problem: { $ref: '#/components/schemas/Problem' },
          },
        },
      },
      created: { type: 'integer' },
      updated: { type: 'integer' },
      failed: { type: 'integer' },
    },
  },
};
