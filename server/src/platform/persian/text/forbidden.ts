/** True when text holds what no column can keep: NUL, or a surrogate without its partner. */
export function containsForbidden(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}
