import type { FieldDefinition } from '../../records/field-definition.js';
import { snakeCase } from '../../records/fields.js';
import { customName } from '../../records/record-input.js';
import type { RecordValues } from '../../records/record-rules.js';
import { FIELD_KINDS, type FieldKind } from './field-kinds.js';
import { jsonOf, readChoices } from './field-parts.js';

/** Record type that files are. */
const FILE = 'file';
const MOST_STARS = 5;

/** The field that a definition stands for. Takes the values of a `customField` record under the names of the API. */
export function toField(definition: Readonly<RecordValues>): FieldDefinition {
  const kind = definition.kind as FieldKind;
  const short = String(definition.name);
  const { type } = FIELD_KINDS[kind];
  const fa = String(definition.labelFa);
  const formula = jsonOf(definition.formula);
  const field: FieldDefinition = {
    name: customName(short),
    type,
    column: `c_${snakeCase(short)}`,
    fa,
    en: (definition.labelEn as string | null) ?? fa,
    required: definition.required === true && formula === null && kind !== 'autoNumber',
    readonly: formula !== null || kind === 'autoNumber',
    restorable: false,
    unique: definition.unique === true,
    sort: definition.indexed === true,
    search: definition.searchable === true,
    group: (definition.group as string | null) ?? undefined,
    help: helpOf(definition),
    choices: readChoices(definition.choices),
    target: kind === 'file' ? FILE : ((definition.linkTarget as string | null) ?? undefined),
    ...limits(kind, definition),
    custom: {
      id: String(definition.id),
      name: short,
      kind,
      visibleWhen: jsonOf(definition.visibleWhen) ?? undefined,
      formula: formula ?? undefined,
    },
  };
  return field;
}

function helpOf({ helpFa, helpEn }: Readonly<RecordValues>): FieldDefinition['help'] {
  if (!helpFa && !helpEn) return undefined;
  const text = String(helpFa ?? helpEn);
  return { fa: text, en: String(helpEn ?? text) };
}

function limits(kind: FieldKind, { min, max, decimals, maxLength }: Readonly<RecordValues>): Partial<FieldDefinition> {
  const number = (value: unknown) => (value === null || value === undefined ? undefined : Number(value));
  switch (kind) {
    case 'rating':
      return { min: 1, max: number(max) ?? MOST_STARS };
    case 'number':
      return { min: number(min), max: number(max), decimals: number(decimals) };
    case 'percent':
    case 'money':
      return { min: number(min), max: number(max) };
    case 'text':
    case 'longText':
      return { max: number(maxLength) };
    default:
      return {};
  }
}

/** The default of a field as its column keeps it; undefined without one. */
export function defaultOf(definition: Readonly<RecordValues>): unknown {
  const given = jsonOf(definition.default) as { value?: unknown } | null;
  return given?.value ?? undefined;
}
