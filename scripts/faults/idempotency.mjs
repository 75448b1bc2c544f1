import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Client as Postgres } from 'pg';
import { postRoutes, WITHOUT_KEY } from './actions.mjs';
import { openCompany } from './company.mjs';
import { Snapshots } from './state.mjs';

const PARALLEL = 50;

/**
 * Check 6 (P2): on every POST route, one Idempotency-Key 50 times at once, and again after the answer was cut off, acts
 * once; with another body it is refused. What acting once means is measured on a like record without a key.
 */
export async function idempotency(check, { product, random, routes: most = Infinity }) {
  const company = await openCompany(product, random);
  const postgres = new Postgres({ connectionString: product.databaseUrl('superuser') });
  await postgres.connect();
  const snapshots = await Snapshots.open(postgres);
  const routes = postRoutes(company.factory).slice(0, most);
  check.figures.routes = routes.length;
  check.figures.withoutKey = [...WITHOUT_KEY];
  try {
    for (const { name, prepare } of routes) {
      if (WITHOUT_KEY.has(name)) continue;
      if (!prepare) check.fail(`${name}: nobody knows how to call it, see ACTIONS`);
      else
        await oneRoute(check, company, snapshots, name, prepare).catch((error) =>
          check.fail(`${name}: ${error.message}`),
        );
    }
  } finally {
    await postgres.end();
  }
}

async function oneRoute(check, company, snapshots, name, prepare) {
  const effect = async (work, call) => {
    const before = await snapshots.take();
    const result = await work();
    if (call.settles) await settled(company, call);
    return { result, effect: await snapshots.since(before) };
  };
  const plain = await prepare(company);
  const once = await effect(() => send(company, plain), plain);
  const wanted = plain.refuses ?? 200;
  if (plain.refuses ? once.result.status !== wanted : !once.result.ok)
    return check.fail(`${name}: ${once.result.status} ${once.result.text.slice(0, 300)}`);

  const call = await prepare(company);
  const key = randomUUID();
  const many = await effect(
    () =>
      Promise.all(
        Array.from({ length: PARALLEL }, () =>
          send(company, call, key).catch((error) => ({ status: 0, text: error.message })),
        ),
      ),
    call,
  );
  check.expect(
    many.effect === once.effect,
    `${name}: ${PARALLEL} at once did "${many.effect}", one does "${once.effect}"`,
  );
  sameAnswers(check, name, call, many.result);

  const cut = await prepare(company);
  const cutKey = randomUUID();
  const repeated = await effect(async () => {
    await cutOff(cut.client ?? company.client, cut, cutKey, company.random.between(0, 30));
    return send(company, cut, cutKey);
  }, cut);
  check.expect(
    repeated.effect === once.effect,
    `${name}: a repeat after a cut did "${repeated.effect}", one does "${once.effect}"`,
  );

  if (call.again === undefined) return;
  const other = await effect(
    () => send(company, { ...call, body: call.again, headers: call.againHeaders ?? call.headers }, key),
    {},
  );
  const clean = other.result.status === 409 && other.result.body?.code === 'idempotency.otherRequest';
  check.expect(
    clean && other.effect === '',
    `${name}: the same key with another body: ${other.result.status}, "${other.effect}"`,
  );
}

/** All succeed with one and the same body, or say cleanly that they could not wait. */
function sameAnswers(check, name, call, answers) {
  const good = answers.filter((answer) => (call.refuses ? answer.status === call.refuses : answer.ok));
  const others = answers.filter((answer) => !good.includes(answer));
  const busy = others.filter(
    ({ status, body }) => (call.onceOnly && body?.code === 'idempotency.shownOnce') || [503, 429].includes(status),
  );
  const faulty = others.find((answer) => !busy.includes(answer));
  check.expect(good.length > 0 && !faulty, () => `${name}: at once: ${faulty?.status} ${faulty?.text?.slice(0, 200)}`);
  const bodies = new Set(good.map(({ status, text }) => (call.refuses ? status : canonical(text))));
  check.expect(bodies.size === 1, `${name}: ${bodies.size} different answers to one key`);
}

/** The same whatever the order of the members. */
function canonical(text) {
  const sorted = (_, value) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value;
  return text === '' ? '' : JSON.stringify(JSON.parse(text), sorted);
}

function send(company, { client = company.client, path, body, headers }, key) {
  return client.post(path, body, { ...headers, ...(key && { 'idempotency-key': key }) });
}

/** Sends the request and hangs up after so many milliseconds, whatever has come by then. */
async function cutOff(client, { path, body, headers }, key, ms) {
  const payload = body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const request = httpRequest(new URL(`/api/v1${path}`, client.url), {
    method: 'POST',
    headers: {
      ...(payload && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(payload)) }),
      authorization: `Bearer ${client.token}`,
      'idempotency-key': key,
      ...headers,
    },
  });
  request.on('error', () => undefined);
  request.end(payload);
  await delay(ms);
  request.destroy();
}

/** Waits until the background work of a call is over. */
async function settled({ product }) {
  for (let i = 0; i < 600; i += 1) {
    const [{ open }] = await product.query(
      `select count(*)::int as open from pgboss.job where state < 'completed' and data ->> 'userId' is not null`,
    );
    if (open === 0) return;
    await delay(100);
  }
  throw new Error('jobs do not come to an end');
}
