import { Picks } from '../picks.mjs';
import { Canaries } from '../world/canaries.mjs';
import { bodySchema, sampleBody } from './bodies.mjs';
import { operationOf, shapeOf } from './coverage.mjs';
import { pathsOf, typeOf } from './requests.mjs';

/** They end the session that asks: tried by the checks of revocation, last of all. */
const ENDING = new Set(['auth/login', 'auth/refresh', 'auth/logout', 'auth/password', 'auth/sessions/revoke-others']);

/**
 * Everything that one principal is made to try to change: records of others by their address, and records of others in
 * the body of what is their own.
 *
 * @returns {Promise<{ method: string, path: string, body?: unknown, id?: string, whose?: string, planted?: string }[]>}
 *   `planted`: the id of somebody else's record that stands in the body
 */
export async function writeRequests(context, principal) {
  const { routes, world, document, oracle, random } = context;
  const picks = new Picks(oracle, principal, random);
  const requests = [];
  for (const route of routes) {
    if (route.method === 'GET') continue;
    const shape = shapeOf(route, world.registry);
    if (!shape || shape.shape === 'public' || ENDING.has(shape.prefix)) continue;
    const operation = operationOf(route, document);
    const schema = bodySchema(operation);
    const idFor = (name) => foreignFor(context, picks, name);
    const { method } = route;
    if (shape.shape === 'writeOne')
      for (const { path, id, whose, type } of await pathsOf(context, principal, picks, route, shape))
        requests.push(...oneBody(context, picks, { method, path, id, whose, type, schema, rest: shape.rest, idFor }));
    else if (shape.shape === 'writeMany')
      requests.push(...manyBodies(context, picks, route, typeOf(world, shape.prefix)));
    else if (shape.shape === 'writeList')
      requests.push(...listBodies(context, picks, route, typeOf(world, shape.prefix)));
    else requests.push({ method, path: route.path, body: sampleBody(schema, document, idFor), lone: true });
  }
  return requests;
}

/** The id of somebody else's record for a property: of the type that its name tells, else of any. */
function foreignFor({ world, random }, picks, name) {
  const stem = name.replace(/Ids?$/, '');
  const type =
    world.registry.types.find((one) => one.name === stem) ??
    world.registry.types.flatMap(({ fields }) => fields).find((field) => field.name === name && field.target);
  const target = type?.target ?? type?.name ?? random.pick(['account', 'contact', 'opportunity', 'lead']);
  return picks.ids(target, false)[0] ?? picks.ids('account', false)[0];
}

/** A write on one record: of others with a plain body, of one's own with an id of others in each place for one. */
function oneBody(context, picks, { method, path, id, whose, type, schema, rest, idFor }) {
  const { document } = context;
  if (method === 'DELETE' || !schema) return whose === 'own' ? [] : [{ method, path, id, whose }];
  const plain = rest.length === 0 && type ? plainBody(context, type) : sampleBody(schema, document, idFor);
  if (whose !== 'own') return [{ method, path, id, whose, body: plain }];
  if (rest.length > 0 || !type) return [{ method, path, id, whose, body: plain, planted: plantedIn(plain) }];
  return linkBodies(context, picks, type, {}).map((more) => ({ method, path, id, whose, ...more }));
}

function manyBodies(context, picks, { method, path }, type) {
  if (!type || type.name === 'file' || type.name === 'import') return [];
  const full = () => plainBody(context, type);
  const bodies = linkBodies(context, picks, type, full());
  // The number of somebody else's record under which an upsert could find it; each once, or it is one's own by then.
  const rows = picks
    .ids(type.name, false, 20)
    .map((id) => context.oracle.row(type.name, id).external_id)
    .filter((number) => number && !context.spent.has(number))
    .slice(0, 3);
  for (const number of rows) {
    context.spent.add(number);
    // What is made under it bears it as well, and others may see that.
    context.world.canaries.forget(number);
  }
  for (const externalId of rows) bodies.push({ body: { ...full(), externalId }, taken: true });
  if (path.endsWith('/bulk'))
    return bodies.map(({ body, ...rest }) => ({ method, path, body: { data: [body] }, ...rest }));
  return bodies.map((more) => ({ method, path, ...more }));
}

/** Writes on whole lists: on the records of others, and on one's own with an id of others. */
function listBodies(context, picks, { method, path }, type) {
  const only = (ids) => ({ field: 'id', op: 'in', value: ids });
  const [foreign, own] = [picks.ids(type.name, false, 5), picks.ids(type.name, true)];
  if (path.endsWith('/bulk-delete')) return [{ method, path, body: { filter: only(foreign) }, untouched: true }];
  if (path.endsWith('/merge')) {
    const pairs = [foreign.slice(0, 2), [own[0], foreign[0]]].filter((ids) => ids.length === 2 && ids.every(Boolean));
    return pairs.map((ids) => ({ method, path, body: { ids, into: ids[0] }, untouched: true }));
  }
  const plain = plainBody(context, type);
  const text = type.fields.find(({ name, unique }) => typeof plain[name] === 'string' && !unique)?.name;
  const changes = text ? { [text]: plain[text] } : {};
  return [
    { method, path, body: { filter: only(foreign), changes }, untouched: true },
    ...linkBodies(context, picks, type, {}).map(({ body, planted }) => ({
      method,
      path,
      body: { filter: only(own), changes: body },
      planted,
    })),
  ];
}

/** A sound body of a type, with words that nobody listens for. */
function plainBody({ world, random }, type) {
  const silent = Object.create(world, { canaries: { value: new Canaries(random) } });
  const body = silent.body(type.name, {}, silent.context(type.name, undefined), world.owners[0]);
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

/** `base` with somebody else's record in each of the places that take one. */
function linkBodies(context, picks, type, base) {
  const bodies = [];
  for (const field of type.fields) {
    if (field.readonly || field.name === 'id') continue;
    const target = field.type === 'about' ? 'account' : field.target;
    const [planted] = target ? picks.ids(target, false) : [];
    if (!planted) continue;
    const value = { about: { type: target, id: planted }, links: [planted], link: planted }[field.type];
    bodies.push({ body: { ...base, [field.name]: value }, planted });
  }
  return bodies;
}

function plantedIn(body) {
  return JSON.stringify(body ?? null).match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{22}/)?.[0];
}
