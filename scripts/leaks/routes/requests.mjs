import { ABSENT, Picks } from '../picks.mjs';
import { OTHER_IDS, operationOf, queryOf, shapeOf } from './coverage.mjs';
import { valuesOf } from './parameters.mjs';

/** What reports read, which are no resource themselves. */
const READ_BY = {
  'conversations/messages': 'note',
  'reports/sales': 'opportunity',
  search: 'account',
  tags: 'account',
  access: 'account',
};

/** Query strings that one route is tried with by one principal, of all that there are; others in each run. */
const MOST_QUERIES = 6;

/**
 * Everything that one principal is made to ask of the GET routes.
 *
 * @returns {Promise<{ route: string, path: string, id?: string, whose?: 'own' | 'foreign' | 'absent' }[]>}
 */
export async function readRequests(context, principal) {
  const { routes, world, oracle, random } = context;
  const picks = new Picks(oracle, principal, random);
  const requests = [];
  for (const route of routes) {
    if (route.method !== 'GET') continue;
    const shape = shapeOf(route, world.registry);
    if (!shape || shape.shape === 'stream') continue;
    const name = `GET ${route.path}`;
    if (shape.shape === 'public') {
      requests.push({ route: name, path: route.path.replace('*', 'x'), open: true });
      continue;
    }
    for (const path of await pathsOf(context, principal, picks, route, shape))
      for (const query of queriesOf(context, picks, route, path))
        requests.push({ route: name, ...path, path: `${path.path}${query}` });
  }
  return requests;
}

/** The addresses of a route: one for each record that is tried. */
export async function pathsOf(context, principal, picks, route, shape) {
  const { world } = context;
  if (shape.shape === 'readMany') return [{ path: route.path, type: typeOf(world, shape.prefix) }];
  const resources =
    shape.prefix === ':resource' ? world.registry.types.map(({ resource }) => resource) : [shape.prefix];
  const paths = [];
  for (const resource of resources) {
    const type = typeOf(world, resource);
    for (const { id, whose } of await idsOf(context, principal, picks, resource, type)) {
      const path = route.path.replace(':resource', resource).replace(/:(id|operationId)/, id);
      paths.push({ path, id, whose, type });
    }
  }
  return paths;
}

async function idsOf({ world, oracle, random }, principal, picks, resource, type) {
  const absent = [{ id: ABSENT, whose: 'absent' }];
  if (type) {
    const own = picks.ids(type.name, true).map((id) => ({ id, whose: 'own' }));
    const foreign = picks.ids(type.name, false, 2).map((id) => ({ id, whose: 'foreign' }));
    return [...own, ...foreign, ...absent];
  }
  if (resource === 'changes') return [...(await foreignOperations(world, oracle, principal, random)), ...absent];
  return [...foreignOf(await world.product.query(OTHER_IDS[resource]), principal, random), ...absent];
}

/** Operations that touched nothing of what the principal sees. */
async function foreignOperations(world, oracle, principal, random) {
  const rows = await world.product.query(
    `select operation_id as id, array_agg(record_type || '/' || record_id) as touched
     from changes where operation_id is not null group by 1 limit 5000`,
  );
  const hidden = rows.filter(({ touched }) => !touched.some((one) => oracle.sees(principal, ...one.split('/'))));
  return random
    .shuffled(hidden)
    .slice(0, 3)
    .map(({ id }) => ({ id, whose: 'foreign' }));
}

function foreignOf(rows, principal, random) {
  const strange = random.shuffled(rows.filter(({ holder }) => holder !== principal.id));
  return strange.slice(0, 3).map(({ id }) => ({ id, whose: 'foreign' }));
}

/** The record type that a path is about. */
export function typeOf(world, prefix) {
  const name = READ_BY[prefix.split('/').slice(0, 2).join('/')] ?? READ_BY[prefix.split('/')[0]];
  if (name) return world.type(name);
  return world.registry.types.find(({ resource }) => resource === prefix.split('/')[0]);
}

/** Query strings: none, and each parameter of the route with each value that its rule gives. */
function queriesOf({ document, world, oracle, random }, picks, route, { type, id, whose }) {
  const parameters = queryOf(operationOf(route, document));
  if (id !== undefined && whose !== 'own') return [''];
  const subject = type ?? world.type('account');
  const context = {
    world,
    type,
    own: picks.sample(subject.name, true),
    foreign: picks.sample(subject.name, false),
    any: (name) => [...oracle.rows(name).keys()].slice(0, 2),
  };
  const varied = parameters.flatMap((parameter) =>
    valuesOf(parameter, context).map((value) => [parameter.name, value]),
  );
  const queries = random
    .shuffled(varied)
    .slice(0, MOST_QUERIES)
    .map((pair) => `?${new URLSearchParams(withCompany(pair, parameters, context))}`);
  return ['', ...queries];
}

/** Some parameters say nothing alone: a range of days has two ends, and a kind of list is always one. */
function withCompany([name, value], parameters, context) {
  const pairs = [[name, value]];
  if (name === 'from') pairs.push(['to', '2035-01-01']);
  if (name === 'to') pairs.push(['from', '2020-01-01']);
  const demanded = parameters.filter((other) => other.required && other.name !== name);
  for (const other of demanded) {
    const [first] = valuesOf(other, context);
    if (first !== undefined) pairs.push([other.name, first]);
  }
  return pairs;
}
