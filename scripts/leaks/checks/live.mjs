import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Picks } from '../picks.mjs';
import { makeOwner } from '../world/people.mjs';
import { Canaries } from '../world/canaries.mjs';

/** What an open stream has said so far. */
class Stream {
  text = '';
  closed = false;
  status = undefined;

  constructor(url, token, headers = {}) {
    this.request = get(
      `${url}/api/v1/me/stream`,
      { headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers } },
      (response) => {
        this.status = response.statusCode;
        response.on('data', (part) => (this.text += part));
        response.on('close', () => (this.closed = true));
      },
    );
    this.request.on('error', () => (this.closed = true));
  }

  /** Waits until it has answered, or has been refused. */
  async opened() {
    for (let i = 0; i < 200 && this.status === undefined && !this.closed; i += 1) await delay(25);
    return this.status;
  }

  /** Seconds until it was closed; undefined when it is still open after `limit`. */
  async seconds(limit) {
    const started = performance.now();
    while (!this.closed && performance.now() - started < limit * 1000) await delay(25);
    return this.closed ? (performance.now() - started) / 1000 : undefined;
  }

  end() {
    this.request.destroy();
  }
}

/**
 * Check 17: everybody listens, then everybody is told something: each stream says only what is meant for its person, and
 * no word of a record. Without a session, with a broken one or with a key there is no stream.
 */
export async function liveStream(context, check) {
  const { world, product, oracle, random } = context;
  const people = world.principals.filter(({ kind, isKey }) => kind !== 'anonymous' && kind !== 'disabled' && !isKey);
  const streams = new Map(people.map((principal) => [principal, new Stream(product.url, principal.client.token)]));
  for (const stream of streams.values())
    check.expect((await stream.opened()) === 200, `a stream answers ${stream.status}`);
  for (const [token, headers] of [
    [undefined],
    ['x.y.z'],
    [`${people[0].client.token}x`],
    [undefined, { cookie: 'refresh=1', origin: 'https://elsewhere.example' }],
  ]) {
    const refused = new Stream(product.url, token, headers);
    check.expect((await refused.opened()) === 401, `a stream opens with the token ${token}: ${refused.status}`);
    refused.end();
  }
  const key = world.principals.find(({ isKey }) => isKey);
  if (key) {
    const refused = new Stream(product.url, key.client.token);
    check.expect((await refused.opened()) === 403, `a stream opens for a key: ${refused.status}`);
    refused.end();
  }
  // Each owner is mentioned by somebody who sees the same record: one frame each, for nobody else.
  for (const principal of people) {
    const [about] = new Picks(oracle, principal, random).ids('account', true);
    const account = about && oracle.row('account', about);
    if (!account || account.deleted_at !== null) continue;
    const body = `@[${principal.id}] ${new Canaries(random).word({})}`;
    const others = [...streams].filter(([other]) => other !== principal);
    const before = others.map(([, stream]) => frames(stream));
    const own = frames(streams.get(principal));
    await world.admin.post('/notes', { about: { type: 'account', id: about }, body });
    for (let i = 0; i < 100 && frames(streams.get(principal)) === own; i += 1) await delay(25);
    check.expect(frames(streams.get(principal)) > own, `${principal.kind} was not told`);
    for (const [i, [other, stream]] of others.entries())
      check.expect(frames(stream) === before[i], `${other.kind} was told what was meant for ${principal.kind}`);
  }
  await rooms(context, check, people, streams);
  for (const [principal, stream] of streams) {
    const leaks = context.watch.leaksIn(principal, Buffer.from(stream.text));
    check.expect(
      leaks.length === 0 && !/zq[b-z]{12}/.test(stream.text),
      `the stream of ${principal.kind} tells ${leaks}`,
    );
    stream.end();
  }
}

/**
 * Everybody goes to a record of theirs and tries to go to one of others, then something is said at each: only who was let in
 * hears that there is something to read, and no stream ever names a record out of sight.
 */
async function rooms({ world, oracle, random }, check, people, streams) {
  const visited = new Set();
  for (const principal of people) {
    const picks = new Picks(oracle, principal, random);
    const living = (seen) => picks.ids('account', seen).find((id) => oracle.row('account', id).deleted_at === null);
    const [own, foreign] = [living(true), living(false)];
    if (own && (await principal.client.post(`/accounts/${own}/presence`, { state: 'viewing' })).ok) visited.add(own);
    if (!foreign) continue;
    visited.add(foreign);
    const refused = await principal.client.post(`/accounts/${foreign}/presence`, { state: 'editing' });
    check.expect([403, 404].includes(refused.status), `${principal.kind} is let in at ${foreign}: ${refused.status}`);
  }
  for (const id of visited)
    await world.admin.post('/notes', { about: { type: 'account', id }, body: new Canaries(random).word({}) });
  await delay(500);
  for (const principal of people)
    for (const [, id] of streams.get(principal).text.matchAll(/"id":"([0-9a-f-]{36})"/g))
      check.expect(
        !oracle.row('account', id) || oracle.sees(principal, 'account', id),
        `the stream of ${principal.kind} names the account ${id}`,
      );
}

const frames = (stream) => stream.text.split('event: notification').length;

/**
 * Check 20: a person is disabled, a role is emptied, a person leaves the branch and the team, a session and a key are
 * revoked: the very next request knows it, and open streams end within five seconds.
 */
export async function revocation(context, check) {
  const { world, product } = context;
  const { admin, registry, random } = world;
  const everything = registry.types.flatMap(({ name }) =>
    ['view', 'create', 'history'].map((action) => ({ recordType: name, action, scope: 'branch' })),
  );
  const settle = async (what, take, status) => {
    const role = await world.create(admin, 'role', { grants: everything, fields: [] });
    const [branch, team] = [random.pick(world.branches), random.pick(world.teams)];
    const [person, neighbour] = [
      await makeOwner(world, { branch, team, roleIds: [role.id] }),
      await makeOwner(world, { branch, team, roleIds: [role.id] }),
    ];
    const account = (await world.create(person.client, 'account', {})).id;
    const stranger = (await world.create(neighbour.client, 'account', {})).id;
    const asked = [`/accounts/${account}`, `/accounts/${stranger}`, '/accounts', `/accounts/${account}/history`];
    for (const path of asked)
      check.expect((await person.client.get(path)).ok, `${what}: ${path} was closed from the start`);
    const stream = new Stream(product.url, person.client.token);
    await stream.opened();
    await take(person, role);
    const started = performance.now();
    const wrong = [];
    for (const path of asked) {
      const answer = await person.client.get(path);
      const expected = status(path, { account, stranger });
      if (expected !== answer.status && expected !== undefined) wrong.push(`${path} ${answer.status}`);
      check.expect(!wrong.length, `${what}: the next request still answers ${wrong}`);
    }
    check.figures[`${what}, ms`] = Math.round(performance.now() - started);
    return { person, stream };
  };
  const everywhere = (code) => () => code;
  const cut = async (what, take, status) => {
    const { stream } = await settle(what, take, status);
    const seconds = await stream.seconds(8);
    check.figures[`${what}, stream closed after s`] = seconds && Number(seconds.toFixed(1));
    check.expect(seconds !== undefined && seconds <= 5.5, `${what}: the stream closed after ${seconds} s`);
  };
  await cut('disabled', (person) => admin.must('PATCH', `/users/${person.id}`, { active: false }), everywhere(401));
  await cut('removed', (person) => admin.must('DELETE', `/users/${person.id}`), everywhere(401));
  await cut('session ended', (person) => person.client.must('POST', '/auth/logout', {}), everywhere(401));
  const roleEnded = await settle(
    'role emptied',
    (_, role) => admin.must('PATCH', `/roles/${role.id}`, { grants: [] }),
    everywhere(403),
  );
  roleEnded.stream.end();
  const moved = await settle(
    'branch left',
    (person) =>
      admin.must('PATCH', `/users/${person.id}`, {
        orgUnitId: world.branches.find(({ id }) => id !== person.orgUnitId).id,
      }),
    (path, { stranger }) => (path.includes(stranger) ? 404 : undefined),
  );
  moved.stream.end();
  const key = world.principals.find(({ isKey }) => isKey);
  check.expect((await key.client.get('/me')).ok, 'the key was closed from the start');
  const { data } = await admin.must('GET', '/api/v1/api-keys');
  await admin.must('DELETE', `/api/v1/api-keys/${data.find(({ userId }) => userId === key.id).id}`);
  check.expect((await key.client.get('/me')).status === 401, 'the revoked key is still let in');
}
