/** Beginning of the names of fields that the company has added: `custom.fleetSize`. */
const PREFIX = 'custom.';

/**
 * Gives each custom field of a record its full name beside the others, as filters, columns and forms name it: what the API
 * answers in `custom` is then read like any field. Bodies may name them so as well. Takes a record, or a page of them.
 */
export function withCustomNames(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  if (Array.isArray((body as { data?: unknown }).data))
    return { ...body, data: (body as { data: unknown[] }).data.map(named) };
  return named(body);
}

function named(record: unknown): unknown {
  const custom = (record as { custom?: unknown } | null)?.custom;
  if (typeof custom !== 'object' || custom === null || Array.isArray(custom)) return record;
  const entries = Object.entries(custom);
  if (entries.length === 0) return record;
  return { ...(record as object), ...Object.fromEntries(entries.map(([name, value]) => [PREFIX + name, value])) };
}

/** Whether the company has added the field. */
export function isCustomField(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** Its name within `custom`. */
export function customKey(name: string): string {
  return name.slice(PREFIX.length);
}
