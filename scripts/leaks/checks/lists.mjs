import { Picks } from '../picks.mjs';
import { eachOf } from '../world/records.mjs';

/** Small pages, so that there are many seams between them. */
const PAGE = 7;

/**
 * Check 13, by an oracle: the records of every list, page by page, its total, and what is counted and added up behind
 * links, against what the rows themselves say that the principal sees.
 */
export async function lists(context, check) {
  const { world } = context;
  for (const principal of world.principals) {
    const types = world.registry.types.filter(
      ({ name }) => context.oracle.may(principal, name, 'view') && routeOf(context, name),
    );
    await eachOf(types, async (type) => {
      for (const deleted of [false, true]) await wholeList(context, check, principal, type, deleted);
      await relatedCounts(context, check, principal, type);
    });
    if (context.oracle.may(principal, 'opportunity', 'view')) await sums(context, check, principal);
  }
}

function routeOf({ routes, world }, name) {
  return routes.some(({ method, path }) => method === 'GET' && path === `/api/v1/${world.type(name).resource}`);
}

/** Ids that the oracle lets the principal see. */
function expected({ oracle }, principal, type, deleted) {
  return [...oracle.rows(type).values()]
    .filter((row) => (row.deleted_at !== null) === deleted && oracle.sees(principal, type, row.id))
    .map(({ id }) => id)
    .sort();
}

async function wholeList(context, check, principal, type, deleted) {
  const wanted = expected(context, principal, type.name, deleted);
  // Lists that the product keeps answer by rules of their own (a list of imports shows no removed ones).
  if (type.internal && deleted) return;
  const got = [];
  const query = `limit=${wanted.length > 60 ? 200 : PAGE}${type.internal ? '' : `&sort=-id&count=exact${deleted ? '&deleted=true' : ''}`}`;
  const who = `${principal.kind}: /${type.resource}?${query}`;
  let total;
  for (let cursor; ; ) {
    const { answer, leaks } = await context.watch.ask(
      principal,
      'GET',
      `/${type.resource}?${query}${cursor ? `&cursor=${cursor}` : ''}`,
    );
    if (!answer.ok) return check.expect(false, `${who} answers ${answer.status} ${answer.text.slice(0, 150)}`);
    check.expect(leaks.length === 0, `${who} tells ${leaks.slice(0, 3)}`);
    got.push(...answer.body.data.map(({ id }) => id));
    total ??= answer.body.total;
    cursor = answer.body.nextCursor;
    if (!cursor) break;
  }
  got.sort();
  check.expect(got.join() === wanted.join(), () => `${who} shows ${got.length} records, the oracle ${wanted.length}`);
  if (!type.internal)
    check.expect(total === wanted.length, () => `${who} counts ${total}, the oracle ${wanted.length}`);
}

/** Records of this type that have so many others, counted behind the link: only visible ones may count. */
async function relatedCounts(context, check, principal, type) {
  const { oracle, world } = context;
  if (type.internal || type.module === 'identity') return;
  for (const other of world.registry.types) {
    const link = other.fields.find((field) => field.target === type.name && !field.standard && field.type === 'link');
    if (!link || other.internal || !oracle.may(principal, other.name, 'view')) continue;
    if (!oracle.mayRead(principal, other.name, link.name)) continue;
    const counts = new Map();
    for (const id of expected(context, principal, other.name, false)) {
      const to = oracle.row(other.name, id)[link.column];
      counts.set(to, (counts.get(to) ?? 0) + 1);
    }
    const wanted = expected(context, principal, type.name, false).filter((id) => (counts.get(id) ?? 0) >= 2);
    const filter = { related: other.resource, agg: 'count', op: 'gte', value: 2 };
    const path = `/${type.resource}?count=exact&limit=1&sort=-id&filter=${encodeURIComponent(JSON.stringify(filter))}`;
    const { answer } = await context.watch.ask(principal, 'GET', path);
    check.expect(
      answer.body?.total === wanted.length,
      () =>
        `${principal.kind}: ${type.resource} with two ${other.resource}: ${answer.status} ${answer.body?.total}, the oracle ${wanted.length}`,
    );
  }
}

/** Sums of the board and of the sales report. */
async function sums(context, check, principal) {
  const { oracle, watch } = context;
  const readable = [
    'status',
    'amount',
    'weightedAmount',
    'stageId',
    'closedOn',
    'engagedOn',
    'pipelineId',
    'probabilityPercent',
  ];
  if (!readable.every((name) => oracle.mayRead(principal, 'opportunity', name))) return;
  const open = expected(context, principal, 'opportunity', false)
    .map((id) => oracle.row('opportunity', id))
    .filter(({ status }) => status === 'open');
  const total = (rows) => String(rows.reduce((sum, { amount }) => sum + BigInt(amount ?? 0), 0n));
  const board = (await watch.ask(principal, 'GET', '/opportunities/board')).answer;
  for (const column of board.body?.columns ?? []) {
    const rows = open.filter(({ stage_id: stage }) => stage === column.stageId);
    const told = `${column.count} ${column.sum?.amount}`;
    check.expect(
      told === `${rows.length} ${total(rows)}`,
      () => `${principal.kind}: the board says ${told}, the oracle ${rows.length} ${total(rows)}`,
    );
  }
  const summary = (await watch.ask(principal, 'GET', '/reports/sales/summary')).answer;
  if (!summary.ok)
    return check.expect(summary.status === 403, `${principal.kind}: the report answers ${summary.status}`);
  const told = `${summary.body.totals.open} ${summary.body.totals.openAmount?.amount}`;
  check.expect(
    told === `${open.length} ${total(open)}`,
    () => `${principal.kind}: the report says ${told}, the oracle ${open.length} ${total(open)}`,
  );
  const picks = new Picks(oracle, principal, context.random);
  const stranger = picks.sample('opportunity', false).userId;
  if (stranger && stranger !== principal.id) {
    const { answer } = await watch.ask(principal, 'GET', `/reports/sales/summary?ownerId=${stranger}`);
    const theirs = open.filter(({ owner_id: owner }) => owner === stranger).length;
    check.expect(
      answer.body?.totals?.open === theirs,
      `${principal.kind}: the report of a stranger counts ${answer.body?.totals?.open}`,
    );
  }
}
