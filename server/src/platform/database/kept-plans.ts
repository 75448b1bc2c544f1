/** Each connection holds the plan of each name, so there is an end to them. */
const MOST = 150;

const names = new Map<string, string>();

/**
 * The name under which connections keep the plan of a statement, so that Postgres plans it only in the beginning;
 * undefined for statements that come when there are enough. Only for texts of which there are few: one per record type
 * and set of visible fields, not one per filter.
 */
export function planName(sql: string): string | undefined {
  const known = names.get(sql);
  if (known !== undefined || names.size >= MOST) return known;
  const name = `kept_${names.size}`;
  names.set(sql, name);
  return name;
}
