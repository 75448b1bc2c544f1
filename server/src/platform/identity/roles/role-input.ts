import { FIELD_LEVELS } from '../../access/field-levels.js';
import { type FieldLimit, type Grant, SETTING_SUBJECTS } from '../../access/grants.js';
import { type Action, ACTIONS, type FieldLevel, type Scope, SCOPES } from '../../access/principal.js';
import { recordTypes } from '../../records/record-type.js';

type Fault = (path: string, code: string, params?: Record<string, unknown>) => void;

const MAX_ENTRIES = 2_000;

/** What a role's JSON column holds: text on the way in, a value when it comes from the database. */
export function listOf(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : (value ?? []);
}

function entries(value: unknown, path: string, keys: readonly string[], fault: Fault): Record<string, unknown>[] {
  if (!Array.isArray(value) || value.length > MAX_ENTRIES) {
    fault(path, Array.isArray(value) ? 'field.tooMany' : 'field.notList', { max: MAX_ENTRIES });
    return [];
  }
  return value.flatMap((entry: unknown, i) => {
    const object =
      typeof entry === 'object' && entry !== null && !Array.isArray(entry)
        ? (entry as Record<string, unknown>)
        : undefined;
    if (object && keys.every((key) => typeof object[key] === 'string') && Object.keys(object).length === keys.length)
      return [object];
    fault(`${path}[${i}]`, 'role.entryInvalid', { keys: keys.join(', ') });
    return [];
  });
}

function isSubject(name: string, known: boolean): boolean {
  return (
    name === '*' ||
    SETTING_SUBJECTS.has(name) ||
    recordTypes.find(name) !== undefined ||
    recordTypes.isRetired(name) ||
    known
  );
}

/**
 * Checks the grants of a role against the registry: known types, actions and scopes. `trusted` grants of the product's
 * own ready roles may name types of modules that are not installed.
 */
export function readGrants(value: unknown, trusted: boolean, fault: Fault): Grant[] {
  return entries(listOf(value), 'grants', ['recordType', 'action', 'scope'], fault).map((entry, i) => {
    const { recordType, action, scope } = entry as unknown as Grant;
    if (!isSubject(recordType, trusted)) fault(`grants[${i}].recordType`, 'role.unknownRecordType', { recordType });
    if (!ACTIONS.includes(action as Action)) fault(`grants[${i}].action`, 'role.unknownAction', { action });
    if (!SCOPES.includes(scope as Scope)) fault(`grants[${i}].scope`, 'role.unknownScope', { scope });
    // Keys in the order in which the database keeps them, so that an unchanged list compares equal.
    return { scope, action, recordType };
  });
}

/** Checks the field limits of a role: known types, known fields, known levels. */
export function readFieldLimits(value: unknown, trusted: boolean, fault: Fault): FieldLimit[] {
  return entries(listOf(value), 'fields', ['recordType', 'field', 'level'], fault).map((entry, i) => {
    const { recordType, field, level } = entry as unknown as FieldLimit;
    const type = recordTypes.find(recordType);
    if (!type && !trusted && !recordTypes.isRetired(recordType))
      fault(`fields[${i}].recordType`, 'role.unknownRecordType', { recordType });
    else if (type && !type.fields.has(field)) fault(`fields[${i}].field`, 'role.unknownField', { field });
    if (!FIELD_LEVELS.includes(level as FieldLevel)) fault(`fields[${i}].level`, 'role.unknownLevel', { level });
    return { field, level, recordType };
  });
}
