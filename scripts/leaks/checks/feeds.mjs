import { Picks } from '../picks.mjs';
import { eachOf } from '../world/records.mjs';

/**
 * Check 19: the log of changes as a feed, the history of every record, the exports, imports and notifications of a
 * principal: only what they see and may know the history of, and only fields that they may read.
 */
export async function feeds(context, check) {
  const { world, oracle, watch } = context;
  for (const principal of world.principals) {
    if (principal.kind === 'anonymous' || principal.kind === 'disabled') continue;
    for (let after = ''; ; ) {
      const { answer, leaks } = await watch.ask(principal, 'GET', `/changes?limit=1000${after && `&after=${after}`}`);
      if (!answer.ok) {
        check.fail(`${principal.kind}: the feed answers ${answer.status}`);
        break;
      }
      check.expect(leaks.length === 0, () => `${principal.kind}: the feed tells ${leaks.slice(0, 3)}`);
      for (const entry of answer.body.data)
        check.expect(
          mayFollow(oracle, principal, entry),
          () => `${principal.kind}: the feed has ${entry.recordType} ${entry.recordId}`,
        );
      if (answer.body.nextCursor === after) break;
      after = answer.body.nextCursor;
    }
    const records = world.registry.types
      .filter(({ internal }) => !internal)
      .flatMap((type) =>
        context.random
          .shuffled([...oracle.rows(type.name).keys()])
          .slice(0, 12)
          .map((id) => ({ type, id })),
      );
    await eachOf(
      records,
      async ({ type, id }) => {
        const { answer, leaks } = await watch.ask(principal, 'GET', `/${type.resource}/${id}/history?limit=200`);
        const who = `${principal.kind}: the history of ${type.name} ${id}`;
        check.expect(leaks.length === 0, () => `${who} tells ${leaks.slice(0, 3)}`);
        const may = mayFollow(oracle, principal, { recordType: type.name, recordId: id });
        check.expect(may || !answer.ok, () => `${who} answers ${answer.status}`);
      },
      8,
    );
    await talk(context, check, principal);
    for (const path of [
      '/notifications?limit=200',
      '/exports',
      '/imports',
      '/import-mappings',
      '/me/feed?limit=100',
      '/me/announcements',
      '/conversations',
      '/conversations/messages?q=zq',
    ]) {
      const { leaks } = await watch.ask(principal, 'GET', path);
      check.expect(leaks.length === 0, () => `${principal.kind}: ${path} tells ${leaks.slice(0, 3)}`);
    }
  }
}

/**
 * Follows a record of one's own and tries one of others; is named on a record out of sight, which is refused and told to
 * nobody.
 */
async function talk({ world, oracle, random }, check, principal) {
  const picks = new Picks(oracle, principal, random);
  const living = (seen) => picks.ids('account', seen).find((id) => oracle.row('account', id).deleted_at === null);
  const [own, foreign] = [living(true), living(false)];
  if (own) await principal.client.post(`/accounts/${own}/follow`, {});
  if (!foreign) return;
  const followed = await principal.client.post(`/accounts/${foreign}/follow`, {});
  check.expect(!followed.ok, () => `${principal.kind} follows ${foreign}`);
  const about = { type: 'account', id: foreign };
  const named = await world.admin.post('/notes', { about, body: `@[${principal.id}] ${random.word()}` });
  check.expect(named.status === 422, () => `${principal.kind} can be named on ${foreign}: ${named.status}`);
}

function mayFollow(oracle, principal, { recordType, recordId }) {
  const row = oracle.row(recordType, recordId);
  if (!row || !oracle.sees(principal, recordType, recordId)) return false;
  const type = oracle.types.get(recordType);
  if (!oracle.may(principal, recordType, 'history')) return false;
  return type.visibility !== 'owned' || oracle.reaches(principal, recordType, 'history', row);
}
