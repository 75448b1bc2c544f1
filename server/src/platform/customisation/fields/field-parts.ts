import { z } from 'zod';
import type { Choice } from '../../records/field-definition.js';

/** A JSON column as a value: rules and readers keep text, the database gives the value itself. */
export function jsonOf(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : (value ?? null);
}

const text = (max: number) => z.string().trim().min(1).max(max);
const labels = z.strictObject({ fa: text(200), en: text(200).optional() });
const labelled = labels.transform(({ fa, en }) => ({ fa, en: en ?? fa }));

const choice = z.strictObject({
  value: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,59}$/),
  label: labelled,
  tone: z.enum(['neutral', 'accent', 'success', 'warning', 'danger', 'information']).optional(),
  retired: z.boolean().optional(),
});

/** The choices of a field, in their order. */
export const choicesSchema = z
  .array(choice)
  .min(1)
  .max(500)
  .refine((all) => new Set(all.map(({ value }) => value)).size === all.length);

/** A rule of a field: a record for which `when` holds is refused with the message. */
export interface Validation {
  readonly when: unknown;
  readonly message: { readonly fa: string; readonly en: string };
}

export const validationsSchema = z
  .array(z.strictObject({ when: z.record(z.string(), z.unknown()), message: labelled }))
  .max(20);

export const numberingSchema = z.strictObject({
  prefix: z
    .string()
    .max(20)
    .regex(/^[^\u0000-\u001f\u007f]*$/)
    .default(''),
  digits: z.int().min(1).max(18).default(1),
  start: z.int().min(0).max(1_000_000_000_000).default(1),
  gapless: z.boolean().default(false),
});

/** How the numbers of an auto-number field are counted and written. */
export type Numbering = z.output<typeof numberingSchema>;

export const defaultSchema = z.strictObject({ value: z.unknown() });

/** The parts of a definition that are kept as JSON, read again after they were checked when it was saved. */
export const readChoices = (value: unknown): readonly Choice[] | undefined =>
  value === null || value === undefined ? undefined : choicesSchema.parse(jsonOf(value));
export const readValidations = (value: unknown): readonly Validation[] =>
  value === null || value === undefined ? [] : validationsSchema.parse(jsonOf(value));
export const readNumbering = (value: unknown): Numbering => numberingSchema.parse(jsonOf(value ?? {}));
