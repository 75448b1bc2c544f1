/** A good value, or a stable error code (`<field>.<reason>`) that the i18n files turn into a sentence. */
export type Check<T> = { ok: true; value: T; warning?: string } | { ok: false; error: string };

/** Wraps a checked value; `warning` is a code for input that is accepted but looks odd. */
export function accept<T>(value: T, warning?: string): Check<T> {
  return warning === undefined ? { ok: true, value } : { ok: true, value, warning };
}

/** Refuses a value with a stable error code. */
export function refuse(error: string): { ok: false; error: string } {
  return { ok: false, error };
}
