import type { z } from 'zod';
import type { FieldDefinition } from '../../records/field-definition.js';
import { FieldFault } from '../../records/field-fault.js';
import { parseValue } from '../../records/record-input.js';
import type { RecordChange } from '../../records/record-rules.js';
import { recordTypes, type RecordType } from '../../records/record-type.js';
import { nameFault } from '../names.js';
import { CHOICE_KINDS, type FieldKind, LINK_KINDS, SEARCHABLE_KINDS, UNIQUE_KINDS } from './field-kinds.js';
import { choicesSchema, defaultSchema, jsonOf, numberingSchema } from './field-parts.js';
import { defaultOf, toField } from './to-field.js';

const MOST_STARS = 10;
const MOST_TEXT = 500;

/** Types whose records are parts of the set-up and not of the company's trade. */
const SET_UP = new Set(['identity', 'platform']);

/** Whether a company may add fields to the type. */
export function isCustomisable(type: RecordType | undefined): type is RecordType {
  return type !== undefined && !type.internal && (type.name === 'user' || !SET_UP.has(type.module));
}

/** What a name may not be: of a field that the type has already, or of its second half. */
export function checkName(change: RecordChange, type: RecordType): void {
  const name = String(change.after.name);
  const wrong = nameFault(name);
  if (wrong) return change.fault('name', wrong.code, wrong.params);
  const taken = [...recordTypes.fieldsOfProduct(type).keys()].some((own) => own.toLowerCase() === name.toLowerCase());
  if (taken) return change.fault('name', 'customName.ofProduct', { name });
  if (LINK_KINDS.has(String(change.after.kind)) && !/[a-z0-9]Id$/.test(name))
    change.fault('name', 'customField.linkName');
}

/** A part of the definition that is kept as JSON; writes it back as it is understood. */
function part(change: RecordChange, name: string, schema: z.ZodType, code: string): void {
  const value = jsonOf(change.after[name]);
  if (value === null) return;
  const read = schema.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return change.fault([name, ...(issue?.path ?? [])].join('.'), code);
  }
  change.after[name] = JSON.stringify(read.data);
}

/** Checks what the kind of a field allows and demands; all faults are told at once. */
export function checkDefinition(change: RecordChange): void {
  const { after, fault } = change;
  const kind = after.kind as FieldKind;
  part(change, 'choices', choicesSchema, 'customField.choices');
  part(change, 'numbering', numberingSchema, 'customField.numbering');
  part(change, 'default', defaultSchema, 'customField.default');
  const named = (name: string) => after[name] !== null && after[name] !== undefined;
  if (CHOICE_KINDS.has(kind) !== named('choices'))
    fault('choices', CHOICE_KINDS.has(kind) ? 'field.required' : 'customField.notForKind');
  if ((kind === 'link') !== named('linkTarget'))
    fault('linkTarget', kind === 'link' ? 'field.required' : 'customField.notForKind');
  const target = named('linkTarget') ? recordTypes.find(String(after.linkTarget)) : undefined;
  if (named('linkTarget') && (!target || target.internal)) fault('linkTarget', 'customField.targetUnknown');
  if (named('numbering') && kind !== 'autoNumber') fault('numbering', 'customField.notForKind');
  if (after.unique === true && !UNIQUE_KINDS.has(kind)) fault('unique', 'customField.notForKind');
  if (after.searchable === true && !SEARCHABLE_KINDS.has(kind)) fault('searchable', 'customField.notForKind');
  if (after.indexed === true && kind === 'longText') fault('indexed', 'customField.notForKind');
  if (named('decimals') && kind !== 'number') fault('decimals', 'customField.notForKind');
  checkLimits(change, kind);
  if (change.after.default !== null && change.after.default !== undefined) checkDefault(change);
}

function checkLimits({ after, fault }: RecordChange, kind: FieldKind): void {
  const [min, max] = [after.min, after.max].map((value) =>
    value === null || value === undefined ? null : Number(value),
  );
  const ranged = kind === 'number' || kind === 'money' || kind === 'percent';
  if (min !== null && !ranged) fault('min', 'customField.notForKind');
  if (max !== null && !ranged && kind !== 'rating') fault('max', 'customField.notForKind');
  if (min !== null && max !== null && (min as number) > (max as number)) fault('max', 'customField.limits');
  if (kind === 'money') for (const name of ['min', 'max']) wholeAmount(name, after[name], fault);
  if (
    kind === 'rating' &&
    max !== null &&
    (!Number.isInteger(max) || (max as number) < 2 || (max as number) > MOST_STARS)
  )
    fault('max', 'customField.stars', { max: MOST_STARS });
  if (after.maxLength === null || after.maxLength === undefined) return;
  if (kind !== 'text' && kind !== 'longText') fault('maxLength', 'customField.notForKind');
  else if (kind === 'text' && Number(after.maxLength) > MOST_TEXT)
    fault('maxLength', 'field.tooLarge', { max: MOST_TEXT });
}

function wholeAmount(name: string, value: unknown, fault: RecordChange['fault']): void {
  if (value !== null && value !== undefined && !Number.isInteger(Number(value))) fault(name, 'field.notInteger');
}

/** The default must be a value that the field itself would take. */
function checkDefault(change: RecordChange): void {
  let field: FieldDefinition;
  try {
    field = toField({ ...change.after, id: change.id });
    if (field.readonly) return change.fault('default', 'customField.notForKind');
    parseValue(field, defaultOf(change.after));
  } catch (error) {
    if (error instanceof FieldFault) change.fault('default', error.code, error.params);
    // What makes the field unreadable has a fault of its own.
  }
}
