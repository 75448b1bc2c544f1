import { ABSENT } from '../picks.mjs';
import { readRequests } from '../routes/requests.mjs';
import { eachOf } from '../world/records.mjs';

/** A success of a route for at least one principal: else nothing was read there, and nothing is proven. */
const SILENT_BY_NATURE = new Set([
  'GET /*',
  'GET /metrics',
  'GET /api/docs/*',
  'GET /api/docs/docs/*',
  'GET /api/docs/LICENSE',
  // Of the person who began it, and only while it goes on.
  'GET /api/v1/bulk-operations/:operationId',
  // It answers only with an instant to look at.
  'GET /api/v1/:resource/:id/as-of',
]);

/**
 * Check 11: every principal asks every GET route for what is theirs, somebody else's and nobody's. No answer may carry a
 * word that they must not know, and what is hidden must look like what is not there.
 */
export async function readMatrix(context, check) {
  const { watch, world } = context;
  const alive = new Map();
  for (const principal of world.principals) {
    const requests = await readRequests(context, principal);
    const absent = await absentAnswers(watch, principal, requests);
    await eachOf(
      requests,
      async ({ route, path, id, whose, open }) => {
        const { answer, leaks } = await watch.ask(principal, 'GET', path);
        const who = `${principal.kind}: GET ${path}`;
        alive.set(route, alive.get(route) || answer.ok);
        check.expect(leaks.length === 0, () => `${who} tells ${leaks.slice(0, 3).join(', ')}`);
        if (answer.status >= 500) check.fail(`${who} answers ${answer.status}`);
        if (isShut(principal) && !open)
          check.expect(answer.status === 401, `${who} answers ${answer.status} to nobody`);
        else if (whose === 'foreign') {
          const blank = absent.get(blankOf(path, id));
          check.expect(
            sameRefusal(answer, blank, id),
            () => `${who} is ${answer.status}, an absent one ${blank?.status}`,
          );
        }
      },
      8,
    );
  }
  for (const [route, answered] of alive) {
    if (answered || SILENT_BY_NATURE.has(route)) continue;
    // What only administrators may ask must at least answer them.
    const { ok } = await world.admin.get(route.slice('GET '.length));
    check.expect(ok, `${route} never succeeded, so nothing was read there`);
  }
  check.figures.routes = alive.size;
  check.figures.answers = watch.heard;
}

/** Whoever has no session: nothing but 401 is for them. */
function isShut({ kind }) {
  return kind === 'anonymous' || kind === 'disabled';
}

const blankOf = (path, id) => path.replace(id, ABSENT);

/** What each address answers for a record that does not exist. */
async function absentAnswers(watch, principal, requests) {
  const answers = new Map();
  const wanted = requests.filter(({ whose }) => whose === 'absent');
  await eachOf(wanted, async ({ path }) => answers.set(path, (await watch.ask(principal, 'GET', path)).answer), 8);
  return answers;
}

/** The same status and the same words; only the number of the request and the id itself may differ. */
export function sameRefusal(answer, blank, id) {
  if (blank === undefined) return false;
  const text = ({ text: body }, name) => body.replace(/"requestId":"[^"]*"/, '').replaceAll(name, '');
  return answer.status === blank.status && text(answer, id) === text(blank, ABSENT);
}
