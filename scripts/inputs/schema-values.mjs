import { ownExample } from './own-example.mjs';

/** A value that a JSON schema of the API document allows, or nearly: what a caller who read it would send. */
export function schemaValue(schema, random, world, name = '') {
  const found = world.resolve(schema);
  if (found.enum) return random.pick(found.enum);
  const choices = found.oneOf ?? found.anyOf;
  if (choices) return schemaValue(random.pick(choices), random, world, name);
  if (found.allOf) return schemaValue(found.allOf[0], random, world, name);
  if (found.example !== undefined && random.chance(0.5)) return fromExample(found, random, world);
  const type = Array.isArray(found.type) ? (random.chance(0.1) ? 'null' : found.type[0]) : found.type;
  return BY_TYPE[type ?? 'object']?.(found, random, world, name) ?? null;
}

/** The example of a schema, with ids and names of this world and now and then one more member. */
function fromExample({ example, properties = {} }, random, world) {
  const own = ownExample(example, random, world);
  const names = Object.keys(properties);
  if (names.length === 0 || random.chance(0.5)) return own;
  const name = random.pick(names);
  return { ...own, [name]: schemaValue(properties[name], random, world, name) };
}

const BY_TYPE = {
  null: () => null,
  boolean: (_, random) => random.chance(0.5),
  integer: (schema, random) => whole(schema, random),
  number: (schema, random) => whole(schema, random) + (random.chance(0.3) ? 0.25 : 0),
  string: (schema, random, world, name) => text(schema, random, world, name),
  array: (schema, random, world, name) =>
    Array.from({ length: random.int(4) }, () => schemaValue(schema.items ?? {}, random, world, name)),
  object: (schema, random, world) => objectValue(schema, random, world),
};

function objectValue(schema, random, world) {
  const entries = Object.entries(schema.properties ?? {}).filter(
    ([name]) => schema.required?.includes(name) || random.chance(0.35),
  );
  return Object.fromEntries(entries.map(([name, member]) => [name, schemaValue(member, random, world, name)]));
}

/** Inside the limits, or on them. */
function whole({ minimum = 0, maximum = 1000 }, random) {
  const edge = random.int(4);
  if (edge === 0) return minimum;
  if (edge === 1) return maximum;
  return minimum + random.int(Math.max(1, maximum - minimum));
}

const year = (random) => 2015 + random.int(15);

function text({ format, pattern, maxLength }, random, world, name) {
  if (format === 'uuid') return world.idFor(name, random);
  if (format === 'date') return `${year(random)}-0${1 + random.int(9)}-1${random.int(10)}`;
  if (format === 'date-time') return `${year(random)}-0${1 + random.int(9)}-1${random.int(10)}T08:30:00.000Z`;
  if (format === 'email') return `kasi-${random.int(1e9)}@example.ir`;
  if (format === 'uri') return `https://example.ir/${random.int(1e6)}`;
  if (/\\d\{10,11\}/.test(pattern ?? '')) return random.pick(['14005893875', '0013542419', '0000000000']);
  if (/\\d\{11\}/.test(pattern ?? '')) return random.pick(['14005893875', '10380284790', '12345678901']);
  if (/\\d\{10\}/.test(pattern ?? '')) return random.pick(['1619735744', '1111111111']);
  if (/\\d/.test(pattern ?? '')) return String(random.int(2e9));
  if (/phone|mobile/i.test(name)) return `0912${String(1_000_000 + random.int(8_999_999))}`;
  const words = random.pick(['آرمان', 'بازرگانی نمونه', 'پیگیری قرارداد', 'تهران', 'order 12', 'ي‌ك']);
  if (maxLength && random.chance(0.1)) return 'ن'.repeat(maxLength + random.int(2));
  return `${words} ${random.int(1e6)}`.slice(0, maxLength ?? 500);
}
