import { BODY_KINDS, BODY_WEIGHTS } from './bodies.mjs';
import { hostileValue, TEXTS } from './hostile-values.mjs';
import { NAME_INJECTIONS, VALUE_INJECTIONS } from './injections.mjs';
import { jsonText } from './json-text.mjs';
import { brokenUpload } from './uploads.mjs';
import { encoded, queryString } from './queries.mjs';
import { Dice } from './dice.mjs';

/**
 * The inputs of a run: as many for each route of the document, in an order that repeats with the seed.
 *
 * An input is `{ number, kind, name, method, path, headers, body, as, refused }`; `as` says who calls (`key`, `person`,
 * `nobody`, `garbage`), `refused` that a 2xx would be a fault.
 */
export function* inputs(world, seed, count) {
  const random = new Dice(seed);
  const operations = world.operations();
  for (let number = 0; number < count; number += 1) {
    const operation = operations[number % operations.length];
    yield { number, name: operation.name, ...oneInput(operation, random, world) };
  }
}

function oneInput(operation, random, world) {
  const hostilePath = operation.path.includes('{') && random.chance(0.12);
  const path = fillPath(operation.path, random, world, hostilePath);
  const query = queryString(operation.parameters, random, world, world.fieldsOf(operation.path));
  const bare = NEVER_IN_EARNEST.test(operation.path) && operation.body === undefined;
  const as = random.weighted(bare ? { nobody: 1, garbage: 1 } : { key: 86, person: 10, nobody: 2, garbage: 2 });
  const sent = bodyOf(operation, random, world);
  const kind = hostilePath ? 'path' : (sent.kind ?? (query === '' ? 'plain' : 'query'));
  const headers = { ...sent.headers, ...oddHeaders(operation, random) };
  return {
    kind,
    method: operation.method,
    path: path + query,
    headers,
    body: sent.body,
    as,
    refused: sent.refused ?? false,
    statuses: operation.statuses,
  };
}

/**
 * Taken at its word, one of these removes everybody at once, the check itself included, or brings and takes a whole
 * company while everything else waits: they get what must be refused, and without a body nobody whom they know.
 */
const NEVER_IN_EARNEST = /\/(users|roles)\/bulk-(edit|delete)$|\/setup\/(sample|empty)$/;
const SURELY_REFUSED = { massAssignment: 16, notAnObject: 5, brokenJson: 10 };

function bodyOf(operation, random, world) {
  if (operation.multipart) return { kind: 'upload', ...brokenUpload(random) };
  if (operation.body) {
    const kind = random.weighted(NEVER_IN_EARNEST.test(operation.path) ? SURELY_REFUSED : BODY_WEIGHTS);
    return { kind, ...BODY_KINDS[kind](operation.body, random, world) };
  }
  // A body where none is read must do no harm either.
  if (operation.method !== 'GET' && random.chance(0.3))
    return {
      kind: 'unasked',
      headers: { 'content-type': 'application/json' },
      body: jsonText({ x: hostileValue(random) }),
    };
  return { headers: {} };
}

function fillPath(path, random, world, hostile) {
  return path.replaceAll(/\{(\w+)\}/g, (_, name) => {
    if (hostile)
      return encoded(random.pick([...TEXTS, ...VALUE_INJECTIONS, ...NAME_INJECTIONS]).slice(0, 700), random) || '%20';
    if (name === 'resource') return random.pick(world.recordTypes).resource;
    return world.idFor(name, random, path.split('/')[3]);
  });
}

const ODD = {
  'if-match': ['"1"', '"0"', '*', 'W/"1"', '"x"', '1e3', '"99999999999999"', '"1","2"', '-1', "'"],
  'idempotency-key': ['a', 'x'.repeat(201), 'x'.repeat(200), "' or 1=1--", '../..', '%00', '{}', 'same'],
  'accept-language': ['fa', 'fa-IR', '*', 'xx', 'de;q=0.1', ';;;', 'x'.repeat(500)],
  accept: ['text/html', 'application/xml', '*/*', 'x', ';'],
  'x-forwarded-for': ['127.0.0.1', "' or 1=1--", 'x'.repeat(2000)],
  'x-http-method-override': ['DELETE', 'PUT'],
  origin: ['http://evil.example', 'null'],
};

function oddHeaders(operation, random) {
  const names = [...operation.headers.map(({ name }) => name.toLowerCase()), ...random.some(Object.keys(ODD), 0.04)];
  const given = names.filter((name) => name in ODD && random.chance(0.5));
  return Object.fromEntries(
    given.map((name) => [name, random.pick(ODD[name])]).map(([name, value]) => [name, fresh(name, value, random)]),
  );
}

/** Most keys stand for one request only, as in earnest. */
function fresh(name, value, random) {
  return name === 'idempotency-key' && random.chance(0.85) ? random.uuid() : value;
}
