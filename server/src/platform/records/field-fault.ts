/** A value that its field type refuses. `code` has a sentence in every locale. */
export class FieldFault extends Error {
  constructor(
    readonly code: string,
    readonly params: Record<string, unknown> = {},
  ) {
    super(code);
  }
}
