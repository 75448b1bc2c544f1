import { ABSENT } from '../picks.mjs';
import { writeRequests } from '../routes/write-requests.mjs';
import { differences, snapshot } from '../snapshot.mjs';
import { eachOf } from '../world/records.mjs';
import { sameRefusal } from './read-matrix.mjs';

/** Whoever reaches everything has nobody to harm. */
const TRUSTED = new Set(['all']);

/**
 * Check 12: every principal tries every write on records of others, and writes the ids of others into records of their
 * own. No row that they may not change may be another afterwards, no record may point to what they do not see, and no
 * answer may tell a word of it.
 */
export async function writeMatrix(context, check) {
  const { world, oracle, product, registry, watch } = context;
  check.figures.answers = 0;
  for (const principal of world.principals.filter(({ kind }) => !TRUSTED.has(kind))) {
    await oracle.load(product);
    const before = await snapshot(product, registry);
    const requests = await writeRequests(context, principal);
    const blanks = new Map();
    const ask = async (request) => ({
      request,
      ...(await watch.ask(principal, request.method, request.path, request.body)),
    });
    await eachOf(
      requests.filter(({ whose }) => whose === 'absent'),
      async (request) => blanks.set(`${request.method} ${request.path}`, (await ask(request)).answer),
    );
    const done = [];
    await eachOf(
      requests.filter(({ whose }) => whose !== 'absent'),
      async (request) => done.push(await ask(request)),
    );
    for (const one of done) judgeAnswer(check, principal, one, blanks);
    check.figures.answers += requests.length;
    const after = await snapshot(product, registry);
    await judgeRows(context, check, principal, differences(before, after), done);
  }
}

function judgeAnswer(check, principal, { request, answer, leaks }, blanks) {
  const { method, path, id, whose, taken } = request;
  const who = `${principal.kind}: ${method} ${path} ${JSON.stringify(request.body ?? null).slice(0, 120)}`;
  check.expect(leaks.length === 0, () => `${who} tells ${leaks.slice(0, 3)}`);
  if (answer.status >= 500) check.fail(`${who} answers ${answer.status}`);
  if (taken)
    check.expect(
      !/"code":"\w+\.duplicate"/.test(answer.text),
      () => `${who} tells that the value is taken: ${answer.text.slice(0, 200)}`,
    );
  if (request.untouched)
    check.expect(
      !answer.ok || (answer.body?.total === 0 && answer.body?.changed === 0),
      () => `${who} counts what they do not see: ${answer.text.slice(0, 200)}`,
    );
  if (whose !== 'foreign') return;
  const blank = blanks.get(`${method} ${path.replace(id, ABSENT)}`);
  check.expect(!answer.ok || isEmpty(answer), () => `${who} succeeds: ${answer.status} ${answer.text.slice(0, 200)}`);
  check.expect(
    sameRefusal(answer, blank, id),
    () =>
      `${who} is ${answer.status} ${answer.text.slice(0, 200)}, an absent one ${blank?.status} ${blank?.text.slice(0, 200)}`,
  );
}

/** Following nothing, or undoing an operation of which one sees nothing, changes nothing. */
function isEmpty(answer) {
  return /"undone":0/.test(answer.text);
}

/** Every row that is another now must have been the principal's to change, and may point only to what they see. */
async function judgeRows(context, check, principal, changed, done) {
  const { oracle, product, registry, world } = context;
  const past = new Map(registry.types.map(({ name }) => [name, new Map(oracle.rows(name))]));
  const seen = new Map();
  const saw = (type, id) => {
    const key = `${type}/${id}`;
    if (!seen.has(key)) seen.set(key, oracle.sees(principal, type, id));
    return seen.get(key);
  };
  const may = new Map(
    changed
      .filter(({ how }) => how !== 'new')
      .map(({ kind, id }) => [
        id,
        past.get(kind)?.has(id) && mayChange(oracle, principal, kind, past.get(kind).get(id)),
      ]),
  );
  const foreign = new Set(
    done.map(({ request }) => request.planted).filter((id) => id && !registry.types.some(({ name }) => saw(name, id))),
  );
  await oracle.load(product);
  for (const { kind, id, how } of changed) {
    const type = world.type(kind);
    const row = type && oracle.row(kind, id);
    const what = `${principal.kind}: ${kind} ${id} is ${how}`;
    if (how === 'new')
      check.expect(
        type !== undefined && mayOwn(oracle, principal, type, row),
        () => `${what}, owned by ${row?.owner_id}`,
      );
    else check.expect(may.get(id) === true, () => `${what}, and they may not change it: ${blame(done, id)}`);
    if (!row) continue;
    const old = JSON.stringify(past.get(kind)?.get(id) ?? {});
    const stolen = [...foreign].filter((other) => JSON.stringify(row).includes(other) && !old.includes(other));
    check.expect(
      stolen.length === 0,
      () => `${what} and points to ${stolen}, which they do not see: ${blame(done, stolen[0])}`,
    );
  }
  check.heldMany(oracle.rows('account').size);
}

function mayChange(oracle, principal, kind, row) {
  if (kind === 'user' && row.id === principal.id) return true;
  return oracle.mayChange(principal, kind, row);
}

function mayOwn(oracle, principal, type, row) {
  if (type.visibility !== 'owned') return oracle.may(principal, type.name, 'create');
  return (
    row.owner_id === principal.id ||
    row.created_by === principal.id ||
    oracle.reaches(principal, type.name, 'assign', row)
  );
}

/** The request that named the id, to look at. */
function blame(done, id) {
  const guilty = done.find(
    ({ request, answer }) =>
      answer.ok && (request.path.includes(id) || JSON.stringify(request.body ?? null).includes(id)),
  );
  return guilty
    ? `${guilty.request.method} ${guilty.request.path} ${JSON.stringify(guilty.request.body)?.slice(0, 200)}`
    : 'a side effect';
}
