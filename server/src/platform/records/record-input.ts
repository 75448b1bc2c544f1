import type { Principal } from '../access/principal.js';
import { Problem, type Fault } from '../errors/problem.js';
import { containsForbidden } from '../persian/index.js';
import type { FieldDefinition } from './field-definition.js';
import { FieldFault } from './field-fault.js';
import { FIELD_TYPES } from './field-types.js';
import type { RecordValues } from './record-rules.js';
import type { RecordType } from './record-type.js';

export interface ReadInput {
  /** Column values of the fields that the caller named. */
  readonly values: RecordValues;
  readonly given: ReadonlySet<string>;
}

/** Fields that a write may name besides the writable ones; they are compared, not written. */
const ECHOED = new Set(['id', 'version']);

/**
 * Reads the body of a create or an update against the registry: types, limits, required fields, the caller's field
 * rights. All faults are told at once.
 * @throws Problem 400 `body.invalid`, 403 `field.notWritable`
 */
export function readInput(type: RecordType, body: unknown, principal: Principal, mode: 'create' | 'update'): ReadInput {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw Problem.invalid('body.invalid', [{ path: '', code: 'body.notAnObject' }]);
  const faults: Fault[] = [];
  const values: RecordValues = {};
  const given = new Set<string>();
  for (const [name, value] of Object.entries(body)) {
    const field = Object.hasOwn(body, name) ? writable(type, name, principal, faults) : undefined;
    if (!field || (mode === 'update' && ECHOED.has(name))) continue;
    const kept = keptAs(type, field);
    given.add(name).add(kept);
    try {
      values[kept] = parseValue(field, value);
    } catch (error) {
      if (!(error instanceof FieldFault)) throw error;
      faults.push({ path: name, code: error.code, params: error.params });
    }
  }
  if (mode === 'create') fillDefaults(type, values);
  for (const field of type.fields.values()) {
    const missing = values[field.name] === null || values[field.name] === undefined;
    if (!field.required || field.readonly || !missing) continue;
    if (mode === 'create' || given.has(field.name)) faults.push({ path: field.name, code: 'field.required' });
  }
  const seen = new Set<string>();
  const first = faults.filter(({ path }) => !seen.has(path) && seen.add(path));
  if (first.length > 0) throw Problem.invalid('body.invalid', first);
  return { values, given };
}

function writable(type: RecordType, name: string, principal: Principal, faults: Fault[]): FieldDefinition | undefined {
  const field = type.fields.get(name);
  if (!field || field.secret || principal.fieldLevel(type.name, name) === 'hidden') {
    faults.push({ path: name, code: 'field.unknown' });
    return undefined;
  }
  if (field.readonly && !ECHOED.has(name)) {
    faults.push({ path: name, code: 'field.readonly' });
    return undefined;
  }
  if (principal.fieldLevel(type.name, name) !== 'write') {
    throw new Problem(403, 'field.notWritable', { faults: [{ path: name, code: 'field.notWritable' }] });
  }
  return field;
}

/** The standard field that `field` is a second name of (an activity's assignee is its owner), else the field itself. */
function keptAs(type: RecordType, field: FieldDefinition): string {
  if (field.standard) return field.name;
  for (const other of type.fields.values()) if (other.standard && other.column === field.column) return other.name;
  return field.name;
}

/** Reads one value; null and an empty text clear the field. @throws FieldFault */
export function parseValue(field: FieldDefinition, value: unknown): unknown {
  if (value === null || value === undefined || value === '') return emptyOf(field);
  if (field.name === 'custom') return parseCustom(value);
  if (field.writeOnly && field.type === 'text') return verbatim(value, field);
  return FIELD_TYPES[field.type].parse(value, field);
}

/** Secrets are taken to the letter: a space or a letter more or less is another one. */
function verbatim(value: unknown, field: FieldDefinition): string {
  if (typeof value !== 'string') throw new FieldFault('field.notText');
  if (containsForbidden(value)) throw new FieldFault('field.forbiddenCharacters');
  if (value.length > (field.max ?? 500)) throw new FieldFault('field.tooLong', { max: field.max ?? 500 });
  return value;
}

function parseCustom(value: unknown): string {
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : ['?'];
  if (names.length > 0) throw new FieldFault('custom.unknown', { name: names[0] });
  return '{}';
}

function emptyOf(field: FieldDefinition): unknown {
  if (field.type === 'tags' || field.type === 'links' || field.type === 'multiChoice') return [];
  if (field.name === 'custom') return '{}';
  return null;
}

function fillDefaults(type: RecordType, values: RecordValues): void {
  for (const field of type.fields.values()) {
    if (values[field.name] !== undefined && values[field.name] !== null) continue;
    if (field.default !== undefined) values[field.name] = field.default;
    else if (emptyOf(field) !== null && !field.standard) values[field.name] = emptyOf(field);
  }
}
