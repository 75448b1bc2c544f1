import {
  containsForbidden,
  normalizeLine,
  normalizeStore,
  parseLegalId,
  parseNationalId,
  parsePhone,
  toAsciiDigits,
} from '../persian/index.js';
import type { About } from './about.js';
import type { FieldDefinition, FieldTypeName } from './field-definition.js';
import { FieldFault } from './field-fault.js';

/** How a value of one type is read from input, kept in a column, shown in JSON and described in the API document. */
export interface FieldType {
  /** Postgres type of the column. */
  readonly sql: string;
  /** Reads a value of the input into the value for the column. @throws FieldFault */
  parse(value: unknown, field: FieldDefinition): unknown;
  /** The value of the column as the API shows it. */
  toJson(value: unknown): unknown;
  readonly schema: (field: FieldDefinition) => Record<string, unknown>;
  /** Kind of comparison that the filter language allows. */
  readonly compare: 'text' | 'order' | 'equal' | 'set' | 'none';
}

const same = (value: unknown): unknown => value;

function text(value: unknown): string {
  if (typeof value !== 'string') throw new FieldFault('field.notText');
  if (containsForbidden(value)) throw new FieldFault('field.forbiddenCharacters');
  return value;
}

function bounded(value: string, field: FieldDefinition, max: number): string {
  const limit = field.max ?? max;
  if (value.length > limit) throw new FieldFault('field.tooLong', { max: limit });
  return value;
}

function oneLine(value: unknown, field: FieldDefinition): string | null {
  return bounded(normalizeLine(text(value)), field, 500) || null;
}

function lines(value: unknown, field: FieldDefinition): string | null {
  return bounded(normalizeStore(text(value)), field, 20_000) || null;
}

function code(value: unknown, field: FieldDefinition, max: number): string | null {
  return bounded(toAsciiDigits(text(value)).trim(), field, max) || null;
}

function inRange(value: number, field: FieldDefinition): number {
  if (field.min !== undefined && value < field.min) throw new FieldFault('field.tooSmall', { min: field.min });
  if (field.max !== undefined && value > field.max) throw new FieldFault('field.tooLarge', { max: field.max });
  return value;
}

function number(value: unknown, field: FieldDefinition): number {
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(toAsciiDigits(value)) : value;
  if (typeof parsed !== 'number' || !Number.isFinite(parsed)) throw new FieldFault('field.notNumber');
  return inRange(parsed, field);
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A calendar day `YYYY-MM-DD` that exists. @throws FieldFault */
export function parseIsoDate(value: unknown): string {
  const match = typeof value === 'string' ? ISO_DATE.exec(toAsciiDigits(value)) : null;
  if (!match) throw new FieldFault('field.notDate');
  const iso = match[0];
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1800 || year > 2300 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    throw new FieldFault('field.impossibleDate', { value: iso });
  return iso;
}

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/** An instant in ISO 8601 with its offset, as UTC. @throws FieldFault */
export function parseInstant(value: unknown): string {
  if (typeof value !== 'string' || !ISO_INSTANT.test(value)) throw new FieldFault('field.notInstant');
  parseIsoDate(value.slice(0, 10));
  const instant = new Date(value);
  if (Number.isNaN(instant.getTime())) throw new FieldFault('field.notInstant');
  return instant.toISOString();
}

const MAX_RIAL = 9_000_000_000_000_000_000n;

function money(value: unknown, field: FieldDefinition): string {
  const { amount, currency, ...rest } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  if (typeof amount !== 'string' || !/^-?\d{1,19}$/.test(amount) || Object.keys(rest).length > 0)
    throw new FieldFault('money.invalid');
  if (currency !== undefined && currency !== 'IRR') throw new FieldFault('money.currency', { currency });
  const rial = BigInt(amount);
  if (rial > MAX_RIAL || rial < -MAX_RIAL) throw new FieldFault('money.tooLarge');
  if (field.min !== undefined && rial < BigInt(field.min))
    throw new FieldFault(field.min === 0 ? 'money.negative' : 'money.tooSmall', { min: field.min });
  if (field.max !== undefined && rial > BigInt(field.max)) throw new FieldFault('field.tooLarge', { max: field.max });
  return rial.toString();
}

function choice(value: unknown, field: FieldDefinition): string {
  if (typeof value !== 'string' || !field.choices?.some((c) => c.value === value))
    throw new FieldFault('field.notAChoice', { choices: field.choices?.map((c) => c.value).join(', ') });
  return value;
}

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new FieldFault('field.notList');
  if (value.length > 200) throw new FieldFault('field.tooMany', { max: 200 });
  return value;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

function link(value: unknown): string {
  if (!isUuid(value)) throw new FieldFault('field.notId');
  return value.toLowerCase();
}

/** The record that this one is about. Whether it is there, and visible, is checked with the links. */
function about(value: unknown): About {
  const { type, id, ...rest } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (typeof type !== 'string' || !/^[a-zA-Z]{1,60}$/.test(type) || Object.keys(rest).length > 0)
    throw new FieldFault('field.notAbout');
  return { type, id: link(id) };
}

function phone(value: unknown, field: FieldDefinition): string | null {
  const raw = code(value, field, 60);
  if (raw === null) return null;
  const parsed = parsePhone(raw);
  if (!parsed.ok) throw new FieldFault(parsed.error);
  const { digits, extension } = parsed.value;
  return extension ? `${digits};ext=${extension}` : digits;
}

const EMAIL = /^[^\s@<>()",;:\\[\]]{1,64}@[^\s@<>()",;:\\[\]]{1,189}\.[^\s@<>()",;:\\[\].]{2,63}$/u;

function email(value: unknown, field: FieldDefinition): string | null {
  const raw = code(value, field, 254);
  if (raw !== null && !EMAIL.test(raw)) throw new FieldFault('email.invalid');
  return raw?.toLowerCase() ?? null;
}

function url(value: unknown, field: FieldDefinition): string | null {
  const raw = code(value, field, 2000);
  if (raw === null) return null;
  const full = /^[a-z][a-z0-9+.-]*:/i.test(raw) ? raw : `https://${raw}`;
  if (!/^https?:\/\//i.test(full) || !URL.canParse(full)) throw new FieldFault('url.invalid');
  return full;
}

/** National id of a person (10 digits) or of a company (11); which one is wanted is a rule of the record type. */
function anyNationalId(value: unknown, field: FieldDefinition): string | null {
  const raw = code(value, field, 20);
  if (raw === null) return null;
  const checked = raw.replace(/\D/g, '').length === 11 ? parseLegalId(raw) : parseNationalId(raw);
  if (!checked.ok) throw new FieldFault(checked.error);
  return checked.value;
}

function companyId(value: unknown, field: FieldDefinition): string | null {
  const raw = code(value, field, 20);
  if (raw === null) return null;
  const checked = parseLegalId(raw);
  if (!checked.ok) throw new FieldFault(checked.error);
  return checked.value;
}

function postalCode(value: unknown, field: FieldDefinition): string | null {
  const raw = code(value, field, 20)?.replace(/[\s-]/g, '') ?? null;
  if (raw !== null && !/^\d{10}$/.test(raw)) throw new FieldFault('postalCode.invalid');
  return raw;
}

function json(value: unknown): string {
  const body = JSON.stringify(value);
  if (body === undefined || body.length > 100_000) throw new FieldFault('field.tooLong', { max: 100_000 });
  if (containsForbidden(body) || body.includes('\\u0000')) throw new FieldFault('field.forbiddenCharacters');
  return body;
}

const instantJson = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);
const string =
  (extra: Record<string, unknown> = {}) =>
  () => ({ type: 'string', ...extra });

/** The closed set of field types. */
export const FIELD_TYPES: Readonly<Record<FieldTypeName, FieldType>> = {
  text: {
    sql: 'text',
    parse: oneLine,
    toJson: same,
    compare: 'text',
    schema: (f) => ({ type: 'string', maxLength: f.max ?? 500 }),
  },
  longText: {
    sql: 'text',
    parse: lines,
    toJson: same,
    compare: 'text',
    schema: (f) => ({ type: 'string', maxLength: f.max ?? 20_000 }),
  },
  integer: {
    sql: 'integer',
    parse: (value, field) => {
      const parsed = number(value, field);
      if (!Number.isInteger(parsed) || Math.abs(parsed) > 2_147_483_647) throw new FieldFault('field.notInteger');
      return parsed;
    },
    toJson: same,
    compare: 'order',
    schema: (f) => ({ type: 'integer', minimum: f.min, maximum: f.max }),
  },
  decimal: {
    sql: 'numeric(20,4)',
    parse: (value, field) => {
      const parsed = number(value, field);
      if (Math.abs(parsed) >= 1e15) throw new FieldFault('field.tooLarge', { max: 1e15 });
      if (field.decimals !== undefined && Number(parsed.toFixed(field.decimals)) !== parsed)
        throw new FieldFault('field.tooManyDecimals', { max: field.decimals });
      return parsed;
    },
    toJson: (value) => (value === null ? null : Number(value)),
    compare: 'order',
    schema: (f) => ({ type: 'number', minimum: f.min, maximum: f.max }),
  },
  percent: {
    sql: 'numeric(5,2)',
    parse: (value, field) => number(value, { ...field, min: field.min ?? 0, max: field.max ?? 100 }),
    toJson: (value) => (value === null ? null : Number(value)),
    compare: 'order',
    schema: (f) => ({ type: 'number', minimum: f.min ?? 0, maximum: f.max ?? 100 }),
  },
  money: {
    sql: 'bigint',
    parse: money,
    toJson: (value) => (value === null || value === undefined ? null : { amount: String(value), currency: 'IRR' }),
    compare: 'order',
    schema: () => ({ $ref: '#/components/schemas/Money' }),
  },
  date: { sql: 'date', parse: parseIsoDate, toJson: same, compare: 'order', schema: string({ format: 'date' }) },
  instant: {
    sql: 'timestamptz(3)',
    parse: parseInstant,
    toJson: instantJson,
    compare: 'order',
    schema: string({ format: 'date-time' }),
  },
  choice: {
    sql: 'text',
    parse: choice,
    toJson: same,
    compare: 'equal',
    schema: (f) => ({ type: 'string', enum: f.choices?.map((c) => c.value) }),
  },
  multiChoice: {
    sql: 'text[]',
    parse: (value, field) => [...new Set(list(value).map((v) => choice(v, field)))],
    toJson: same,
    compare: 'set',
    schema: (f) => ({ type: 'array', items: { type: 'string', enum: f.choices?.map((c) => c.value) } }),
  },
  boolean: {
    sql: 'boolean',
    parse: (value) => {
      if (typeof value !== 'boolean') throw new FieldFault('field.notBoolean');
      return value;
    },
    toJson: same,
    compare: 'equal',
    schema: () => ({ type: 'boolean' }),
  },
  link: { sql: 'uuid', parse: link, toJson: same, compare: 'equal', schema: string({ format: 'uuid' }) },
  links: {
    sql: 'uuid[]',
    parse: (value) => [...new Set(list(value).map(link))],
    toJson: same,
    compare: 'set',
    schema: () => ({ type: 'array', items: { type: 'string', format: 'uuid' } }),
  },
  about: {
    sql: 'uuid',
    parse: about,
    toJson: same,
    compare: 'equal',
    schema: () => ({
      type: 'object',
      required: ['type', 'id'],
      properties: { type: { type: 'string', example: 'opportunity' }, id: { type: 'string', format: 'uuid' } },
      additionalProperties: false,
    }),
  },
  phone: {
    sql: 'text',
    parse: phone,
    toJson: same,
    compare: 'text',
    schema: string({ description: 'Any common writing; kept as E.164.' }),
  },
  email: { sql: 'text', parse: email, toJson: same, compare: 'text', schema: string({ format: 'email' }) },
  url: { sql: 'text', parse: url, toJson: same, compare: 'text', schema: string({ format: 'uri' }) },
  nationalId: {
    sql: 'text',
    parse: anyNationalId,
    toJson: same,
    compare: 'text',
    schema: string({ pattern: '^\\d{10,11}$' }),
  },
  legalId: { sql: 'text', parse: companyId, toJson: same, compare: 'text', schema: string({ pattern: '^\\d{11}$' }) },
  postalCode: {
    sql: 'text',
    parse: postalCode,
    toJson: same,
    compare: 'text',
    schema: string({ pattern: '^\\d{10}$' }),
  },
  tags: {
    sql: 'text[]',
    parse: (value, field) =>
      [...new Set(list(value).map((tag) => oneLine(tag, { ...field, max: 60 })))].filter((tag) => tag !== null),
    toJson: same,
    compare: 'set',
    schema: () => ({ type: 'array', items: { type: 'string', maxLength: 60 } }),
  },
  json: {
    sql: 'jsonb',
    parse: json,
    toJson: same,
    compare: 'none',
    schema: () => ({ type: 'object', additionalProperties: true }),
  },
};
