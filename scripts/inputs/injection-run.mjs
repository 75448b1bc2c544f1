import { NAME_INJECTIONS, VALUE_INJECTIONS } from './injections.mjs';
import { describe, faultOf, SLOW_MS } from './judge.mjs';

const json = JSON.stringify;

/** Where a name of a field, a direction, an operator or a JSON path is wanted: whatever comes there must be refused. */
const NAME_PLACES = {
  sort: (payload) => ({ sort: payload }),
  descending: (payload) => ({ sort: `-${payload}` }),
  field: (payload) => ({ filter: json({ field: payload, op: 'eq', value: '1' }) }),
  operator: (payload) => ({ filter: json({ field: 'id', op: payload, value: '1' }) }),
  path: (payload) => ({ filter: json({ field: `custom.${payload}`, op: 'eq', value: '1' }) }),
  related: (payload) => ({ filter: json({ related: payload, agg: 'count', op: 'gt', value: 1 }) }),
  aggregate: (payload) => ({ filter: json({ related: 'opportunities', agg: payload, op: 'gt', value: 1 }) }),
  include: (payload) => ({ include: payload }),
};

/** Where a value is wanted: it may find nothing, it must do nothing. */
const VALUE_PLACES = {
  q: (payload) => ({ q: payload }),
  cursor: (payload) => ({ cursor: payload }),
  equal: (payload, field) => ({ filter: json({ field, op: 'eq', value: payload }) }),
  contains: (payload, field) => ({ filter: json({ field, op: 'contains', value: payload }) }),
  list: (payload, field) => ({ filter: json({ field, op: 'in', value: [payload] }) }),
};

/**
 * Puts every payload into every place, going round the list routes.
 *
 * @param {import('../proof/report.mjs').Check} check
 * @param {import('./world.mjs').World} world
 * @param {(input: object) => Promise<{ answer?: import('../proof/client.mjs').Answer, ms?: number }>} send
 */
export async function injections(check, world, send) {
  const lists = world
    .operations()
    .filter(
      ({ method, parameters }) =>
        method === 'GET' && ['sort', 'include'].every((name) => parameters.some((p) => p.name === name)),
    );
  let turn = 0;
  const next = () => lists[turn++ % lists.length];
  const places = [
    ...NAME_INJECTIONS.flatMap((payload) => Object.values(NAME_PLACES).map((place) => [place, payload, true])),
    ...VALUE_INJECTIONS.flatMap((payload) => Object.values(VALUE_PLACES).map((place) => [place, payload, false])),
  ];
  for (const [place, payload, refused] of places) {
    const { name, path, statuses } = next();
    const text = world.recordTypes.find(({ resource }) => path.endsWith(`/${resource}`))?.titleField ?? 'name';
    const query = new URLSearchParams(place(payload.toWellFormed(), text));
    const input = {
      number: turn,
      kind: 'injection',
      name,
      method: 'GET',
      path: `${path}?${query}`,
      headers: {},
      as: 'key',
      refused,
      statuses,
    };
    const { answer, ms = 0 } = await send(input);
    let fault = answer ? faultOf(input, answer) : 'no answer';
    // A statement that sleeps on command would be seen here; what is only busy is fast the second time.
    if (!fault && ms > SLOW_MS && ((await send(input)).ms ?? 0) > SLOW_MS) fault = `took ${Math.round(ms)} ms`;
    check.expect(fault === undefined, () => describe(input, fault, answer));
  }
  check.figures.payloads = NAME_INJECTIONS.length + VALUE_INJECTIONS.length;
}
