import { Client as Postgres } from 'pg';
import { ACTIONS, opportunityFields } from './actions.mjs';
import { openCompany } from './company.mjs';
import { startProxied } from './proxied.mjs';
import { Snapshots } from './state.mjs';

/** Statements after which the connection is cut, at most. */
const MOST_STATEMENTS = 20;

/** Actions that write several rows: those of single routes, and the standard ones with more behind them. */
const MULTI_ROW = {
  'convert a lead': ACTIONS['POST /leads/{id}/convert'],
  'win an opportunity': ACTIONS['POST /opportunities/{id}/win'],
  'lose an opportunity': ACTIONS['POST /opportunities/{id}/lose'],
  'move a card': ACTIONS['POST /opportunities/{id}/move'],
  'merge stages': ACTIONS['POST /stages/{id}/merge'],
  'complete an activity and plan the next': ACTIONS['POST /activities/{id}/complete'],
  'undo an operation': ACTIONS['POST /changes/{operationId}/undo'],
  'assign a lead': ACTIONS['POST /leads/{id}/assign'],
  'upload a file': ACTIONS['POST /files'],
  'start an import': async (company) => {
    const { path } = await ACTIONS['POST /imports/{id}/run'](company);
    return { path };
  },
  'bulk, each row for itself': async ({ random }) => ({ path: '/accounts/bulk', body: { data: rowsOf(random) } }),
  'bulk, all or none': async ({ random }) => ({ path: '/accounts/bulk?atomic=true', body: { data: rowsOf(random) } }),
  'make a pipeline with its stages': async ({ factory }) => ({
    path: '/pipelines',
    body: await factory.body(factory.type('pipeline')),
  }),
  'make a user with a role': async ({ factory }) => ({
    path: '/users',
    body: await factory.body(factory.type('user'), { roleIds: [await factory.link('role')] }),
  }),
  'add a line to an opportunity': async ({ factory }) => ({
    path: '/opportunity-lines',
    body: await factory.body(factory.type('opportunityLine')),
  }),
  'hand an account over with what hangs on it': async ({ client, factory }) => {
    const account = await factory.make('account');
    await client.must('POST', '/notes', { about: { type: 'account', id: account.id }, body: 'یادداشت' });
    await factory.make('opportunity', { ...(await opportunityFields(factory)), accountId: account.id });
    return { method: 'PATCH', path: `/accounts/${account.id}`, body: { ownerId: await factory.fresh('user') } };
  },
};

function rowsOf(random) {
  const word = random.word();
  return Array.from({ length: 4 }, (_, i) => ({ externalId: `${word}-${i}`, name: `دسته ${word} ${i}` }));
}

/**
 * Check 5 (P2): the way to the database breaks at the n-th statement of an action, before or after Postgres has run it.
 * Then everything of the action is there, or nothing; everything only when it was acknowledged, or broken off at its
 * commit.
 */
export async function allOrNothing(check, { random, mutate, actions = Object.keys(MULTI_ROW) }) {
  const { product, proxy, remove } = await startProxied({ random, mutate });
  const postgres = new Postgres({ connectionString: product.databaseUrl('superuser') });
  await postgres.connect();
  try {
    const company = await openCompany(product, random);
    const snapshots = await Snapshots.open(postgres);
    check.figures.actions = actions.length;
    check.figures.cuts = 0;
    for (const name of actions)
      await oneAction(check, { company, proxy, snapshots }, name).catch((error) =>
        check.fail(`${name}: ${error.message}`),
      );
  } finally {
    await postgres.end();
    await remove();
  }
}

async function oneAction(check, tools, name) {
  const { company, snapshots } = tools;
  const call = await MULTI_ROW[name](company);
  const before = await snapshots.take();
  const answer = await send(company, call);
  if (!answer.ok) return check.fail(`${name}: ${answer.status} ${answer.text.slice(0, 300)}`);
  await quiet(snapshots);
  const whole = await snapshots.since(before);
  if (whole === '') return check.fail(`${name}: wrote nothing`);
  for (let n = 1; n <= MOST_STATEMENTS; n += 1) {
    const cut = await cutOnce(check, tools, name, n, whole);
    // It has fewer statements than that.
    if (!cut) break;
    check.figures.cuts += 1;
  }
}

async function cutOnce(check, { company, proxy, snapshots }, name, n, whole) {
  const call = await MULTI_ROW[name](company);
  const when = company.random.pick(['before', 'after']);
  const before = await snapshots.take();
  const cut = proxy.cutAt(n, when);
  const answer = await send(company, call).catch((error) => ({ status: 0, ok: false, text: error.message }));
  proxy.mend();
  await quiet(snapshots);
  const effect = await snapshots.since(before);
  const what = `${name}, cut ${when} statement ${n}: ${answer.status}, "${effect}" of "${whole}"`;
  // A statement that died before anything was written is asked again: then all is well, and must be there.
  const fits = answer.ok ? effect === whole : effect === '' || (effect === whole && when === 'after');
  check.expect(fits, what);
  check.expect(
    answer.ok || ([503, 507].includes(answer.status) && answer.isProblem),
    () => `${what} ${answer.text.slice(0, 200)}`,
  );
  return cut.done;
}

function send({ client }, { method = 'POST', path, body, headers }) {
  return client.call(method, path, body, headers);
}

/** Waits until nobody writes any more: the broken connection's transaction has ended on the other side. */
async function quiet(snapshots) {
  for (let i = 0; i < 3_000; i += 1) {
    if (!(await snapshots.isBusy())) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the database does not come to rest');
}
