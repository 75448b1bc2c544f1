import { STRUCTURES, TEXTS } from './hostile-values.mjs';
import { NAME_INJECTIONS, VALUE_INJECTIONS } from './injections.mjs';
import { jsonText } from './json-text.mjs';
import { schemaValue } from './schema-values.mjs';

const OPERATORS = 'eq ne lt lte gt gte in nin contains startsWith empty notEmpty between within'.split(' ');
const HOSTILE_OPERATORS = [
  '=',
  'or 1=1',
  'LIKE',
  '__proto__',
  'constructor',
  '',
  null,
  1,
  ['eq'],
  { eq: 1 },
  'eq;--',
  '~',
  '@>',
  '->>',
];
const PERIODS = ['thisJalaliMonth', 'today', 'constructor', '__proto__', '', "x'"];

/** One condition on a field: a good one, a wrong one, or one whose name or operator is hostile. */
function leaf(random, fields) {
  const field = random.chance(0.6) ? random.pick(fields) : random.pick([...NAME_INJECTIONS, ...TEXTS.slice(0, 12)]);
  const op = random.chance(0.8) ? random.pick(OPERATORS) : random.pick(HOSTILE_OPERATORS);
  const value = random.pick([
    ...[
      random.pick(VALUE_INJECTIONS),
      random.pick(TEXTS),
      random.pick(STRUCTURES),
      1,
      '1',
      true,
      null,
      [1, 2],
      ['a', 'b'],
      random.uuid(),
    ],
    ...[
      { ago: { days: random.pick([1, -1, 1e9, 'x', null, 0.5]) } },
      { in: { months: 1e6 } },
      { period: random.pick(PERIODS) },
      { me: true },
    ],
    ...[
      '2026-11-21',
      ['2026-01-01', '2026-02-30'],
      ['1', '2'],
      { amount: '5' },
      { ago: {} },
      { ago: { __x: 1 } },
      { constructor: 1 },
    ],
  ]);
  if (random.chance(0.1))
    return {
      related: random.pick([...fields, 'opportunities', 'contacts', '__proto__']),
      agg: random.pick(['count', 'max', 'sum', 'x', null]),
      field,
      op,
      value,
    };
  return { field, op, value };
}

function condition(random, fields, depth = 0) {
  const kind = depth > 3 ? 0 : random.int(10);
  if (kind < 6) return leaf(random, fields);
  const list = Array.from({ length: random.int(4) }, () => condition(random, fields, depth + 1));
  if (kind === 6) return { and: list };
  if (kind === 7) return { or: list };
  if (kind === 8) return { not: random.chance(0.8) ? condition(random, fields, depth + 1) : list };
  return random.pick([
    {},
    [],
    null,
    'x',
    { and: {} },
    { or: [] },
    { and: [], or: [] },
    { field: 'id' },
    { not: [] },
    { __proto__x: 1 },
  ]);
}

/** The text of a filter, from nearly right to not JSON at all. */
export function filterText(random, fields) {
  const kind = random.int(20);
  if (kind === 0) return `{"and":[${`{"and":[`.repeat(3000)}${']}'.repeat(3000)}]}`;
  if (kind === 1) return `${'{"not":'.repeat(25)}{"field":"id","op":"notEmpty"}${'}'.repeat(25)}`;
  if (kind === 2) return jsonText({ or: Array.from({ length: 201 }, () => ({ field: 'id', op: 'notEmpty' })) });
  if (kind === 3)
    return random.pick([
      '{',
      '[]',
      'null',
      '1',
      '"x"',
      'undefined',
      "{'field':'id'}",
      '{"field":"id"',
      '{"__proto__":{"field":"id"}}',
    ]);
  return jsonText(condition(random, fields));
}

const cursorText = (random) =>
  random.pick([
    ...[
      'x',
      '',
      'AAAA',
      '%%%',
      Buffer.from('[]').toString('base64url'),
      Buffer.from('["a","b",{}]').toString('base64url'),
      '0',
      '-1',
      '1e999',
    ],
    ...[
      'latest',
      '99999999999999999999',
      Buffer.from(`["x","${'0'.repeat(36)}"]`).toString('base64url'),
      random.pick(VALUE_INJECTIONS),
      random.pick(TEXTS),
    ],
  ]);

const sortText = (random, fields) =>
  random.pick([
    ...[
      random.pick(NAME_INJECTIONS),
      `-${random.pick(NAME_INJECTIONS)}`,
      `${random.pick(fields)},${random.pick(NAME_INJECTIONS)}`,
    ],
    ...[
      random.pick(fields),
      `-${random.pick(fields)}`,
      random.some(fields, 0.2).join(','),
      random.pick(TEXTS),
      ',,,',
      '--id',
      '-',
      '+id',
      'id,id',
    ],
  ]);

/** A value for one documented parameter. */
function valueFor({ name, schema }, random, world, fields) {
  if (random.chance(0.12)) return random.pick(TEXTS);
  if (random.chance(0.08)) return random.pick(VALUE_INJECTIONS);
  if (name === 'filter') return filterText(random, fields);
  if (name === 'sort') return sortText(random, fields);
  if (name === 'cursor' || name === 'after') return cursorText(random);
  if (['include', 'columns', 'types', 'kinds', 'groupBy', 'type'].includes(name))
    return random.pick([
      random.pick(NAME_INJECTIONS),
      random.pick(fields),
      random.some(fields, 0.1).join(','),
      'owner,__proto__',
      'account',
    ]);
  return String(schemaValue(schema ?? { type: 'string' }, random, world, name));
}

/** The query string of a route: documented parameters with good and hostile values, some twice, some unknown. */
export function queryString(parameters, random, world, fields) {
  const pairs = [];
  for (const parameter of random.some(parameters, Math.min(0.5, 2 / Math.max(1, parameters.length)))) {
    const name = encodeURIComponent(parameter.name);
    pairs.push(`${name}=${encoded(valueFor(parameter, random, world, fields), random)}`);
    if (random.chance(0.06)) pairs.push(`${name}=${encoded(valueFor(parameter, random, world, fields), random)}`);
    if (random.chance(0.03)) pairs.push(`${name}[${random.pick(['a', '__proto__', '0', ''])}]=1`);
  }
  if (random.chance(0.06))
    pairs.push(
      random.pick([
        'x=1',
        '__proto__=1',
        'constructor[prototype]=1',
        '=',
        '&&&',
        'limit',
        '%00=1',
        'page=1',
        'q[$ne]=',
        'a'.repeat(3000),
      ]),
    );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

/** Percent-encoded; sometimes badly, and never longer than a request line may be. */
export function encoded(value, random) {
  if (random.chance(0.02))
    return random.pick(['%', '%zz', '%00', '%c3%28', '%ff', '%ed%a0%80', '%u0041', '+', '%2525', '%0d%0ax:1']);
  return encodeURIComponent(value.toWellFormed().slice(0, 6000));
}
