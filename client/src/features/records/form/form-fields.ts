import type { FieldInfo, RecordTypeInfo } from '~/api/record-types';
import { isWritable } from '../parts/fields';

const OFFERED_STANDARD = new Set(['ownerId']);
const MOST_MAIN = 6;

export interface FormFields {
  /** What matters first. */
  main: FieldInfo[];
  /** Under «بیشتر». */
  more: FieldInfo[];
}

/** Fields of a form: required and named ones first, in the named order; the others below. */
export function formFields(
  type: RecordTypeInfo,
  named: readonly string[] = [],
  hidden: readonly string[] = [],
): FormFields {
  const usable = type.fields.filter(
    (field) =>
      isWritable(field) &&
      // A file belongs to a record, so it comes when there is one.
      (field.custom?.kind !== 'file' || field.required) &&
      !hidden.includes(field.name) &&
      (!field.standard || OFFERED_STANDARD.has(field.name)),
  );
  const byName = new Map(usable.map((field) => [field.name, field]));
  const first = named.map((name) => byName.get(name)).filter((field) => field !== undefined);
  const required = usable.filter(
    (field) => field.required && field.default === undefined && !named.includes(field.name),
  );
  const start = [...required, ...first];
  const main =
    named.length > 0 ? start : [...start, ...usable.filter((field) => !start.includes(field))].slice(0, MOST_MAIN);
  return { main, more: usable.filter((field) => !main.includes(field)) };
}

/** What a new record begins with: the defaults of the registry, then what the caller knows. */
export function initialValues(type: RecordTypeInfo, given: Record<string, unknown> = {}): Record<string, unknown> {
  const defaults = type.fields
    .filter((field) => isWritable(field) && field.default !== undefined && field.default !== null)
    .map((field) => [field.name, field.default]);
  return { ...Object.fromEntries(defaults), ...given };
}

/** Body of the request: what is empty is left out of a new record. */
export function bodyOf(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isBlank(value)));
}

export function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Field that an error of the API is about: `amount` of `amount.currency`, `tags` of `tags[2]`; custom fields keep both parts. */
export function fieldOfPath(path: string): string {
  const [, own] = /^(custom\.[^.[]+)/.exec(path) ?? [];
  return own ?? path.split(/[.[]/, 1)[0] ?? path;
}
