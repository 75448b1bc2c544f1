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

/** A body on its way through an {@link InputReader}: what was read of it so far. */
export interface InputDraft {
  /** Column values of the fields that the caller named. */
  readonly values: RecordValues;
  readonly given: Set<string>;
  readonly faults: Fault[];
  /** Why the whole body is refused, when it names a field that the caller may not write. */
  refused?: Problem;
}

/** What the reader knows of a name that a body may carry. */
interface Named {
  readonly field: FieldDefinition;
  /** The field that keeps the value. */
  readonly kept: string;
  readonly fault: string | undefined;
  readonly params?: Record<string, unknown>;
}

/**
 * Reads bodies of one caller for one record type against the registry: types, limits, required fields, the caller's field
 * rights. A file of many rows is read with one of these, so that each name is looked up once.
 */
export class InputReader {
  private readonly names = new Map<string, Named | undefined>();

  constructor(
    private readonly type: RecordType,
    private readonly principal: Principal,
  ) {}

  start(): InputDraft {
    return { values: {}, given: new Set(), faults: [] };
  }

  /** Reads one value of a body; what is wrong with it is noted in the draft. */
  read(draft: InputDraft, name: string, value: unknown): void {
    if (name === 'custom') return this.readCustom(draft, value);
    const named = this.named(name);
    if (!named) {
      draft.refused ??= new Problem(403, 'field.notWritable', { faults: [{ path: name, code: 'field.notWritable' }] });
      return;
    }
    if (named.fault !== undefined) {
      draft.faults.push({ path: name, code: named.fault, params: named.params });
      return;
    }
    draft.given.add(name).add(named.kept);
    try {
      draft.values[named.kept] = parseValue(named.field, value);
    } catch (error) {
      if (!(error instanceof FieldFault)) throw error;
      draft.faults.push({ path: name, code: error.code, params: error.params });
    }
  }

  /** Reads the custom fields of a body, each under its full name: `{ fleetSize: 3 }` is `custom.fleetSize`. */
  private readCustom(draft: InputDraft, value: unknown): void {
    if (value === null || value === undefined) return;
    if (typeof value !== 'object' || Array.isArray(value)) {
      draft.faults.push({ path: 'custom', code: 'body.notAnObject' });
      return;
    }
    for (const [name, inner] of Object.entries(value)) this.read(draft, customName(name), inner);
  }

  /**
   * What the draft comes to. All faults are told at once.
   * @throws Problem 400 `body.invalid`, 403 `field.notWritable`
   */
  finish({ values, given, faults, refused }: InputDraft, mode: 'create' | 'update'): ReadInput {
    if (refused) throw refused;
    if (mode === 'create') fillDefaults(this.type, values);
    for (const field of this.type.fields.values()) {
      // Whether a field with a condition is wanted is known when the record is complete (customisation/field-rules).
      if (!field.required || field.readonly || field.custom?.visibleWhen) continue;
      const missing = values[field.name] === null || values[field.name] === undefined;
      if (missing && (mode === 'create' || given.has(field.name)))
        faults.push({ path: field.name, code: 'field.required' });
    }
    const seen = new Set<string>();
    const first = faults.filter(({ path }) => !seen.has(path) && seen.add(path));
    if (first.length > 0) throw Problem.invalid('body.invalid', first);
    return { values, given };
  }

  /** What stands behind a name of a body; undefined when the caller may not write the field. */
  private named(name: string): Named | undefined {
    if (!this.names.has(name)) this.names.set(name, this.lookUp(name));
    return this.names.get(name);
  }

  private lookUp(name: string): Named | undefined {
    const field = this.type.fields.get(name);
    const level = this.principal.fieldLevel(this.type.name, name);
    const nowhere = { field: field as FieldDefinition, kept: name };
    if ((!field || level === 'hidden') && name.startsWith('custom.'))
      return { ...nowhere, fault: 'custom.unknown', params: { name: name.slice('custom.'.length) } };
    if (!field || field.secret || level === 'hidden') return { ...nowhere, fault: 'field.unknown' };
    if (field.readonly && !ECHOED.has(name)) return { ...nowhere, fault: 'field.readonly' };
    return level === 'write' ? { field, kept: keptAs(this.type, field), fault: undefined } : undefined;
  }
}

/**
 * Reads the body of a create or an update.
 * @throws Problem 400 `body.invalid`, 403 `field.notWritable`
 */
export function readInput(type: RecordType, body: unknown, principal: Principal, mode: 'create' | 'update'): ReadInput {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw Problem.invalid('body.invalid', [{ path: '', code: 'body.notAnObject' }]);
  const reader = new InputReader(type, principal);
  const draft = reader.start();
  for (const [name, value] of Object.entries(body))
    if (mode === 'create' || !ECHOED.has(name)) reader.read(draft, name, value);
  return reader.finish(draft, mode);
}

/** The full name of a custom field. */
export function customName(short: string): string {
  return `custom.${short}`;
}

/** A body with its custom fields under their full names, as forms and imports write them. */
export function flatBody(body: Readonly<RecordValues>): RecordValues {
  const { custom, ...rest } = body;
  if (typeof custom !== 'object' || custom === null || Array.isArray(custom)) return { ...body };
  const own = Object.entries(custom).map(([name, value]) => [customName(name), value]);
  return { ...rest, ...Object.fromEntries(own) };
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
