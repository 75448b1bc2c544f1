/** Joins class names, leaving out what is false, null or undefined. */
export function cn(...names: Array<string | false | null | undefined>): string {
  return names.filter(Boolean).join(' ');
}
