import { alter, alterable, essence } from '../noninterference.mjs';
import { readRequests } from '../routes/requests.mjs';
import { eachOf } from '../world/records.mjs';

/** Requests that one principal repeats; chosen anew each run. */
const ASKED = 260;

/** Answers that tell how much has happened, and nothing of what: numbers of the log, workbooks with the time in them. */
const UNSTEADY = /format=xlsx|^\/api\/v1\/exports|\/metrics$/;

/**
 * Check 13, for whatever is counted, added up, sorted, suggested or searched, now and in every route to come: everything
 * that a principal does not see is altered behind the server's back, and each answer must be the same, byte by byte.
 */
export async function rowSilence(context, check) {
  for (const principal of curious(context)) {
    const { oracle, random } = context;
    await oracle.load(context.product);
    const plan = alterable(context.registry).map((type) => {
      const ids = [...oracle.rows(type.name).keys()].filter((id) => !oracle.sees(principal, type.name, id));
      return { type, fields: type.fields, ids, flip: ids.filter(() => random.chance(0.3)) };
    });
    await compare(context, check, principal, plan, 'somebody else');
  }
}

/** Check 14: the same for the fields that a principal may not read, in all records. */
export async function fieldSilence(context, check) {
  for (const principal of curious(context)) {
    const { oracle } = context;
    await oracle.load(context.product);
    const plan = alterable(context.registry).map((type) => ({
      type,
      fields: type.fields.filter((field) => !oracle.mayRead(principal, type.name, field.name)),
      ids: [...oracle.rows(type.name).keys()],
    }));
    if (plan.some(({ fields }) => fields.length > 0) && oracle.may(principal, 'account', 'view'))
      await compare(context, check, principal, plan, 'hidden fields');
  }
}

function curious({ world, oracle }) {
  return world.principals.filter((principal) => oracle.may(principal, 'account', 'view'));
}

async function compare(context, check, principal, plan, what) {
  const all = await readRequests(context, principal);
  const asked = context.random
    .shuffled(all.filter(({ path, whose }) => whose !== 'foreign' && whose !== 'absent' && !UNSTEADY.test(path)))
    .slice(0, ASKED);
  const first = await answers(context, principal, asked);
  const second = await answers(context, principal, asked);
  check.figures.altered = (check.figures.altered ?? 0) + (await alter(context.product, plan));
  const third = await answers(context, principal, asked);
  for (const [i, { path }] of asked.entries()) {
    if (first[i] !== second[i]) {
      check.figures.unsteady = (check.figures.unsteady ?? 0) + 1;
      continue;
    }
    check.expect(
      second[i] === third[i],
      () => `${principal.kind}: ${path} changed with ${what}: ${difference(second[i], third[i])}`,
    );
  }
}

async function answers({ watch }, principal, requests) {
  const got = [];
  await eachOf(
    requests,
    async ({ path }, i) => {
      got[i] = essence((await watch.ask(principal, 'GET', path)).answer);
    },
    8,
  );
  return got;
}

/** The first place where two answers part. */
function difference(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return `…${a.slice(Math.max(0, at - 60), at + 40)}… is now …${b.slice(Math.max(0, at - 20), at + 40)}…`;
}
