import { ABSENT, Picks } from '../picks.mjs';

const SHARED = ['account', 'contact', 'lead', 'opportunity'];
/** Fewer than anybody may uncover in a minute. */
const MOST_REVEALS = 12;

const people = ({ world }) =>
  world.principals.filter(({ kind, isKey }) => kind !== 'anonymous' && kind !== 'disabled' && !isKey);

/**
 * Check 14c: a masked value is uncovered for whoever sees the record and has the field masked, one value at a time and
 * noted in the history; for nobody else, by no field that is hidden, and for no record that is not theirs to see.
 */
export async function reveals(context, check) {
  const { world, oracle, product, random, watch } = context;
  for (const principal of people(context)) {
    const picks = new Picks(oracle, principal, random);
    const fields = random.shuffled(
      world.registry.types
        .filter(({ internal, visibility }) => !internal && visibility === 'owned')
        .flatMap((type) => type.fields.map((field) => ({ type, field })))
        .filter(({ field }) => !field.secret && !field.writeOnly && !field.virtual && !field.standard),
    );
    let uncovered = 0;
    for (const { type, field } of fields.slice(0, 60)) {
      const level = oracle.level(principal, type.name, field.name);
      const living = (seen) =>
        picks.ids(type.name, seen).find((id) => oracle.row(type.name, id).deleted_at === null) ?? ABSENT;
      const [own, foreign] = [living(true), living(false)];
      const ask = (id) => principal.client.call('POST', `/${type.resource}/${id}/reveal`, { field: field.name });
      const who = `${principal.kind}: reveal ${type.name}.${field.name} (${level})`;
      const strange = await ask(foreign);
      check.expect(!strange.ok, () => `${who} of somebody else's record answers ${strange.status}`);
      if (own === ABSENT || (level === 'masked' && uncovered >= MOST_REVEALS)) continue;
      const answer = await ask(own);
      const may = level === 'masked' && oracle.may(principal, type.name, 'view');
      check.expect(answer.ok === may, () => `${who} answers ${answer.status} ${answer.text.slice(0, 120)}`);
      if (!answer.ok) continue;
      uncovered += 1;
      const [noted] = await product.query(
        `select actor_id = $2 as own from changes where record_id = $1 and action = 'reveal'
           and after -> 'access' ->> 'field' = $3 order by seq desc limit 1`,
        [own, principal.id, field.name],
      );
      check.expect(noted?.own === true, () => `${who} is not noted`);
      const { leaks } = await watch.ask(principal, 'GET', `/${type.resource}/${own}`);
      check.expect(leaks.length === 0, () => `${who}: afterwards the record tells ${leaks.slice(0, 3)}`);
    }
  }
}

/**
 * Check 20b: a share opens one record, with what belongs to it, as long as it lasts: not before, not after its end, after
 * its last day or after its receiver left the team; to view is not to edit; and no share opens a type to whoever has none.
 */
export async function shares(context, check) {
  const { world, oracle, product, random } = context;
  const { admin } = world;
  for (const principal of people(context)) {
    const picks = new Picks(oracle, principal, random);
    for (const name of SHARED) {
      const type = world.type(name);
      const id = picks.ids(name, false).find((one) => oracle.row(name, one).deleted_at === null);
      if (!id) continue;
      const path = `/${type.resource}/${id}`;
      const note = await admin.must('POST', '/notes', { about: { type: name, id }, body: 'یادداشت' });
      const may = oracle.may(principal, name, 'view');
      const state = async () => {
        const filter = encodeURIComponent(JSON.stringify({ field: 'id', op: 'eq', value: id }));
        const list = await principal.client.get(`/${type.resource}?count=exact&filter=${filter}&sort=-id`);
        const parts = await Promise.all([
          principal.client.get(path),
          principal.client.get(`${path}/shares`),
          principal.client.get(`/notes/${note.id}`),
        ]);
        return [list.body?.total === 1, ...parts.map(({ ok }) => ok)];
      };
      const closed = async (what) => {
        const now = await state();
        check.expect(
          !now.some(Boolean),
          () => `${principal.kind}: ${name} ${what}: list, record, shares, note: ${now}`,
        );
      };
      const open = async (what) => {
        const [listed, seen, shared] = await state();
        const all = [listed, seen, shared];
        check.expect(
          all.every((one) => one === may),
          () => `${principal.kind}: ${name} ${what}: list, record, shares: ${all}, may ${may}`,
        );
      };
      const body = { userId: principal.id, level: 'view' };
      await closed('before any share');
      await admin.must('POST', `${path}/shares`, body);
      await open('shared');
      const edit = await principal.client.call('PATCH', path, { ownerId: principal.id });
      check.expect(!edit.ok, () => `${principal.kind}: a share to view ${name} lets them take it over`);
      const onward = await principal.client.call('POST', `${path}/shares`, {
        userId: random.pick(world.owners).id,
        level: 'view',
      });
      check.expect(!onward.ok, () => `${principal.kind}: what is shared with them they share on`);
      await product.query(`update record_shares set ends_at = now() - interval '1 second' where record_id = $1`, [id]);
      await closed('after the last day');
      await admin.must('POST', `${path}/shares`, body);
      await open('shared again');
      await admin.must('DELETE', `${path}/shares?userId=${principal.id}`);
      await closed('after its end');
    }
  }
}

/**
 * Check 21b: nobody but administrators looks as somebody else, tries roles beyond their own, or is told why others see
 * something; and with the token for looking nothing at all can be written, uncovered, taken out or asked of what is personal.
 */
export async function lookingAs(context, check) {
  const { world, oracle, product, random, routes } = context;
  const { admin } = world;
  const users = [...oracle.rows('user').values()];
  const chief = users.find(({ username }) => username === 'admin');
  for (const principal of people(context)) {
    const picks = new Picks(oracle, principal, random);
    const other = random.pick(world.owners.filter(({ id }) => id !== principal.id));
    const mayAsk = oracle.may(principal, 'access', 'edit');
    for (const userId of [chief.id, other.id]) {
      const answer = await principal.client.call('POST', '/access/view-as', { userId });
      check.expect(!answer.ok, () => `${principal.kind} looks as ${userId}`);
      const told = await principal.client.get(`/access/explain?recordType=account&userId=${userId}`);
      check.expect(mayAsk || !told.ok, () => `${principal.kind} is told why ${userId} sees accounts`);
    }
    const [foreign] = picks.ids('account', false);
    if (foreign) {
      const about = await principal.client.get(`/access/explain?recordType=account&recordId=${foreign}`);
      const absent = await principal.client.get(`/access/explain?recordType=account&recordId=${ABSENT}`);
      check.expect(!about.ok && about.status === absent.status, () => `${principal.kind} is told of ${foreign}`);
    }
    const [role] = principal.roleIds ?? [];
    const grants = [{ recordType: '*', action: 'view', scope: 'all' }];
    const tried = await principal.client.call('POST', '/access/simulate', { roleId: role, grants, fields: [] });
    const widest = oracle.scopes(principal, '*', 'view').includes('all');
    check.expect(widest || !tried.ok, () => `${principal.kind} tries a role beyond their own`);
  }
  const target = random.pick(people(context));
  const { accessToken } = await admin.must('POST', '/access/view-as', { userId: target.id });
  const eyes = world.client(accessToken);
  const before = await checksum(product);
  for (const { method, path } of routes) {
    if (method === 'GET' || !path.startsWith('/api/v1/') || path.startsWith('/api/v1/auth/')) continue;
    const filled = path
      .replace(':resource', 'accounts')
      .replaceAll(/:\w+/g, () => new Picks(oracle, target, random).ids('account', true)[0] ?? ABSENT);
    const answer = await eyes.call(method, filled, {});
    check.expect([401, 403, 404].includes(answer.status), () => `looking, ${method} ${path} answers ${answer.status}`);
  }
  for (const path of ['/notifications', '/auth/sessions', '/me/stream', '/accounts/export', '/exports']) {
    const answer = await eyes.get(path);
    check.expect(answer.status === 403 || answer.status === 404, () => `looking, ${path} answers ${answer.status}`);
  }
  check.expect((await checksum(product)) === before, 'looking as somebody else has changed something');
}

/** What business tables and rights hold, as one word. */
async function checksum(product) {
  const [row] = await product.query(
    `select md5(string_agg(x, '' order by x)) as sum from (
       select concat(id, version) as x from accounts union all select concat(id, version) from contacts
       union all select concat(id, version) from users union all select concat(id, version) from roles
       union all select concat(id, ended_at) from record_shares) rows`,
  );
  return row.sum;
}
