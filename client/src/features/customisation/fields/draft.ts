import type { Filter } from '~/api/filter';
import type { FieldInfo } from '~/api/record-types';
import type { ChoiceDefinition, FieldDefinition, Numbering, ValidationRule } from '../definitions';
import type { DraftExpression } from '../formula/expression';
import { ALLOWS, FIELD_KINDS, type FieldKind } from '../kinds';
import { suggestName } from '../names';

/** A field while it is edited. Texts are never null, so that they can be typed into. */
export interface FieldDraft {
  kind: FieldKind;
  /** Empty until somebody types one of their own. */
  name: string;
  labelFa: string;
  labelEn: string;
  helpFa: string;
  helpEn: string;
  group: string;
  default: unknown;
  required: boolean;
  unique: boolean;
  indexed: boolean;
  searchable: boolean;
  choices: ChoiceDefinition[];
  linkTarget: string | null;
  min: string | null;
  max: string | null;
  decimals: string | null;
  maxLength: string | null;
  visibleWhen: Filter | undefined;
  validations: ValidationRule[];
  isCalculated: boolean;
  formula: DraftExpression;
  numbering: Numbering;
}

const NUMBERING: Numbering = { prefix: '', digits: 5, start: 1, gapless: false };
const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

/** What editing begins with: a field that is there, or a new one of a kind. */
export function draftOf(kind: FieldKind, field?: FieldDefinition): FieldDraft {
  return {
    kind,
    name: field?.name ?? '',
    labelFa: field?.labelFa ?? '',
    labelEn: field?.labelEn ?? '',
    helpFa: field?.helpFa ?? '',
    helpEn: field?.helpEn ?? '',
    group: field?.group ?? '',
    default: field?.default?.value ?? null,
    required: field?.required ?? false,
    unique: field?.unique ?? false,
    indexed: field?.indexed ?? ALLOWS.choices.has(kind),
    searchable: field?.searchable ?? false,
    choices: field?.choices ?? [],
    linkTarget: field?.linkTarget ?? null,
    min: text(field?.min),
    max: text(field?.max),
    decimals: text(field?.decimals),
    maxLength: text(field?.maxLength),
    visibleWhen: field?.visibleWhen ?? undefined,
    validations: field?.validations ?? [],
    isCalculated: Boolean(field?.formula),
    formula: field?.formula ?? null,
    numbering: field?.numbering ?? NUMBERING,
  };
}

/** The name that the field will have: the one that was typed, else one out of its label. */
export function nameOf(draft: FieldDraft): string {
  return draft.name || suggestName(draft.labelEn || draft.labelFa, ALLOWS.link.has(draft.kind) ? 'Id' : '');
}

/** Body of the request; what the kind has no use for is left out. */
export function bodyOf(draft: FieldDraft, recordType: string, isNew: boolean): Record<string, unknown> {
  const { kind } = draft;
  const number = (value: string | null) => (value === null ? null : Number(value));
  const isFilled = draft.default !== null && draft.default !== undefined && draft.default !== '';
  const isGiven = !draft.isCalculated && kind !== 'autoNumber';
  return {
    ...(isNew ? { recordType, kind, name: nameOf(draft) } : {}),
    labelFa: draft.labelFa.trim(),
    labelEn: draft.labelEn.trim() || null,
    helpFa: draft.helpFa.trim() || null,
    helpEn: draft.helpEn.trim() || null,
    group: draft.group.trim() || null,
    required: draft.required && isGiven,
    indexed: draft.indexed,
    visibleWhen: draft.visibleWhen ?? null,
    validations: draft.validations.length > 0 ? draft.validations : null,
    ...(isGiven && !ALLOWS.link.has(kind) ? { default: isFilled ? { value: draft.default } : null } : {}),
    ...(ALLOWS.unique.has(kind) ? { unique: draft.unique } : {}),
    ...(ALLOWS.search.has(kind) ? { searchable: draft.searchable } : {}),
    ...(ALLOWS.choices.has(kind) ? { choices: draft.choices } : {}),
    ...(kind === 'link' && isNew ? { linkTarget: draft.linkTarget } : {}),
    ...(ALLOWS.range.has(kind) ? { min: number(draft.min), max: number(draft.max) } : {}),
    ...(kind === 'rating' ? { max: number(draft.max) } : {}),
    ...(kind === 'number' ? { decimals: number(draft.decimals) } : {}),
    ...(ALLOWS.length.has(kind) ? { maxLength: number(draft.maxLength) } : {}),
    ...(ALLOWS.formula.has(kind) ? { formula: draft.isCalculated ? draft.formula : null } : {}),
    ...(kind === 'autoNumber' ? { numbering: draft.numbering } : {}),
  };
}

/** The draft as a field of the registry, to draw its input. */
export function infoOf(draft: FieldDraft): FieldInfo {
  return {
    name: nameOf(draft),
    type: FIELD_KINDS[draft.kind],
    label: { fa: draft.labelFa, en: draft.labelEn || draft.labelFa },
    choices: draft.choices,
    ...(draft.linkTarget ? { target: draft.linkTarget } : {}),
    ...(draft.kind === 'rating' ? { min: 1, max: Number(draft.max ?? 5) } : {}),
  };
}

/** Whether what must be told is told. */
export function isReady(draft: FieldDraft): boolean {
  if (draft.labelFa.trim() === '' || nameOf(draft) === '') return false;
  if (ALLOWS.choices.has(draft.kind) && draft.choices.every((choice) => choice.label.fa.trim() === '')) return false;
  return draft.kind !== 'link' || draft.linkTarget !== null;
}
