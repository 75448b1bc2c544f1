const STANDS_FOR_ANY = /^0199c0de-/;
const NAMES = new Set(['name', 'username', 'code', 'externalId', 'resource']);
/** A name of the company's own type or field takes letters and digits only. */
const IDENTIFIER = /^[a-z][a-zA-Z0-9]*$/;

/** An example with ids of this world, and with names that are nobody else's. */
export function ownExample(value, random, world, name = '') {
  if (Array.isArray(value)) return value.map((member) => ownExample(member, random, world, name));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        key,
        ownExample(member, random, world, key === 'id' ? `${value.type}Id` : key),
      ]),
    );
  if (typeof value !== 'string') return value;
  if (STANDS_FOR_ANY.test(value)) return world.ids.get(world.resourceOf(name))?.[0] ?? value;
  if (!NAMES.has(name)) return value;
  return `${value}${IDENTIFIER.test(value) ? '' : '.'}${random.int(1e6)}`;
}
