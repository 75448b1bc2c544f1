import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { clock } from '../../src/platform/context/clock.js';
import { newId } from '../../src/platform/records/new-id.js';
import { WebhookQueue } from '../../src/platform/webhooks/webhook-queue.js';
import { WebhookRunner } from '../../src/platform/webhooks/webhook-runner.js';
import { codes, makeRole, makeUser } from '../factories/people.js';
import { createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';
import { WebhookSink } from '../support/webhook-sink.js';

const realNow = clock.now;
const sink = new WebhookSink();
let test: TestApp;
let machine: string;

beforeAll(async () => {
  test = await createTestApp({ OUTBOUND_LOOPBACK: 'open' });
  await sink.start();
  await test.admin.patch('/settings/outbound', { allowed: [sink.place] });
  const role = await makeRole(test, grants(['account'], EVERY_ACTION, 'all'), {
    fields: [{ recordType: 'account', field: 'phone', level: 'hidden' }],
  });
  machine = (await makeUser(test, { kind: 'integration', password: null, roleIds: [role] })).id;
}, 60_000);
afterEach(async () => {
  clock.now = realNow;
  sink.received.length = 0;
  sink.answer = () => 200;
  for (const { id } of (await test.admin.get<{ data: { id: string }[] }>('/webhooks')).body.data)
    await test.admin.delete(`/webhooks/${id}`);
});
afterAll(async () => {
  await test.close();
  await sink.stop();
});

interface Hook {
  id: string;
  secret: string;
  active: boolean;
  disabledReason: string | null;
  waiting: number;
}
interface Delivery {
  id: string;
  event: string;
  state: string;
  attempts: number;
  status: number | null;
  fault: string | null;
  request: { headers: Record<string, string>; body: { data: { after: unknown } } } | null;
  answer: string | null;
}

const allActions = ['created', 'updated', 'deleted', 'restored'];
const bodyOf = (more: object = {}) => ({
  name: 'حسابداری',
  url: sink.url,
  userId: machine,
  events: [{ recordType: 'account', actions: allActions }],
  ...more,
});

async function hook(more: object = {}): Promise<Hook> {
  const answer = await test.admin.post<Hook>('/webhooks', bodyOf(more));
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

const shown = async (id: string) => (await test.admin.get<Hook>(`/webhooks/${id}`)).body;
const log = async (id: string, query = '') =>
  (await test.admin.get<{ data: Delivery[] }>(`/webhooks/${id}/deliveries?limit=200${query}`)).body.data;
const account = async (more: object = {}) =>
  (await test.admin.post<{ id: string }>('/accounts', { name: `شرکت ${newId().slice(-6)}`, ...more })).body.id;

/** Lets the time of every wait go by, and has the worker look what there is to do. */
async function hurry(): Promise<void> {
  await test.door.asSystem('test', (uow) =>
    uow.execute(`update webhook_deliveries set next_at = now() where id in (
      select id from webhook_deliveries where state = 'waiting' and next_at > now() for update skip locked)`),
  );
  await test.door.asSystem('test', (uow) =>
    uow.execute('update webhooks set busy_until = now() where busy_by is null and busy_until > now()'),
  );
  await test.app.get(WebhookRunner).look();
}

async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 40_000): Promise<void> {
  const end = Date.now() + ms;
  await test.app.get(WebhookRunner).look();
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('a webhook', () => {
  it('is told of what happens, signed, with what its user may see', async () => {
    const { id, secret } = await hook();
    const recordId = await account({ phone: '02188776644', city: 'شیراز' });
    await until('one message', () => sink.received.length === 1);
    const [first] = sink.received;
    expect(new Webhook(secret).verify(first?.body ?? '', first?.headers ?? {})).toMatchObject({
      type: 'account.created',
      data: { recordId, version: 1, after: { city: 'شیراز' } },
    });
    expect(first?.body).not.toContain('88776644');
    expect(first?.message.data.after).not.toHaveProperty('phone');
    await until('it is noted', async () => (await log(id))[0]?.state === 'delivered');
    const [delivery] = await log(id);
    expect(delivery).toMatchObject({
      id: first?.id,
      event: 'account.created',
      attempts: 1,
      status: 200,
      answer: 'heard',
    });
    // What was in the fields stays out of the log, and so does the signature.
    expect(JSON.stringify(delivery)).not.toContain('شیراز');
    expect(JSON.stringify(delivery)).not.toContain(first?.headers['webhook-signature'] ?? '-');
    expect(delivery?.request?.body.data.after).toContain('city');
  });

  it('keeps its secret to itself, and signs with both for a day after a rotation', async () => {
    const { id, secret } = await hook();
    const rows = await test.door.asSystem('test', (uow) => uow.query('select * from webhooks'));
    expect(JSON.stringify([rows, await shown(id)])).not.toContain(secret.slice(6));
    const fresh = (await test.admin.post<Hook>(`/webhooks/${id}/rotate`)).body.secret;
    const sent = await test.admin.post<Delivery>(`/webhooks/${id}/test`);
    expect(sent.body).toMatchObject({ event: 'webhook.test', state: 'delivered', status: 200 });
    const [{ body, headers } = { body: '', headers: {} }] = sink.received;
    for (const one of [secret, fresh]) expect(() => new Webhook(one).verify(body, headers)).not.toThrow();
    clock.now = () => new Date(realNow().getTime() + 25 * 3_600_000);
    await test.admin.post(`/webhooks/${id}/test`);
    expect(String(sink.received[1]?.headers['webhook-signature']).split(' ')).toHaveLength(1);
  });

  it('loses nothing, keeps ids, and keeps the order within a record, whatever the receiver does and when the worker dies', async () => {
    const count = Number(process.env.WEBHOOK_RECORDS ?? 60);
    const { id, secret } = await hook();
    // Each third message meets trouble the first time; one in so many is read and never answered.
    const seen = new Set<string>();
    sink.answer = (nth, messageId) => {
      const again = seen.has(messageId);
      seen.add(messageId);
      if (again || nth % 3 !== 0) return 200;
      return ([500, 'close', 302] as const)[(nth / 3) % 3] ?? 500;
    };
    // A worker that dies after sending and before it noted what came of it.
    const queue = test.app.get(WebhookQueue);
    const settle = queue.settle.bind(queue);
    let deaths = 0;
    queue.settle = (...args) => {
      deaths += 1;
      if (deaths === 3 || deaths === 6) throw new Error('killed');
      return settle(...args);
    };
    const rows = Array.from({ length: count }, (_, i) => ({ externalId: `w-${newId()}-${i}`, name: `شرکت ${i}` }));
    const write = async (data: object[]) =>
      expect((await test.admin.post('/accounts/bulk', { data })).status).toBeLessThan(300);
    await write(rows);
    await write(rows.map((row) => ({ ...row, city: 'یزد' })));
    await until(
      'everything delivered',
      async () => {
        await test.door.asSystem('test', (uow) =>
          // The lease of the dead one is over at once.
          deaths === 3 || deaths === 6 ? uow.execute('update webhooks set busy_until = now()') : Promise.resolve(0),
        );
        await hurry();
        const { waiting } = await shown(id);
        return waiting === 0 && new Set(sink.received.map((one) => one.id)).size >= 2 * count;
      },
      120_000,
    );
    queue.settle = settle;
    const heard = sink.received.filter(({ answer }) => answer === 200);
    expect(new Set(heard.map((one) => one.id)).size).toBe(2 * count);
    expect(sink.received.length).toBeGreaterThan(2 * count);
    const verifier = new Webhook(secret);
    for (const { body, headers } of sink.received) expect(() => verifier.verify(body, headers)).not.toThrow();
    // One id stands for one change, in every attempt.
    const changeOf = new Map<string, string>();
    for (const { id: messageId, message } of sink.received) {
      const change = `${message.data.recordId}/${message.data.version}`;
      expect(changeOf.get(messageId) ?? change).toBe(change);
      changeOf.set(messageId, change);
    }
    expect(new Set(changeOf.values()).size).toBe(2 * count);
    const latest = new Map<string, number>();
    for (const { message } of heard) {
      const { recordId, version } = message.data;
      expect(version).toBeGreaterThanOrEqual(latest.get(recordId) ?? 0);
      latest.set(recordId, version);
    }
  }, 150_000);

  it('filters, and skips what its user may not see', async () => {
    const filter = { field: 'city', op: 'eq', value: 'رشت' };
    const { id } = await hook({ events: [{ recordType: 'account', actions: ['created'], filter }] });
    await account({ city: 'قم' });
    await account({ city: 'رشت' });
    await until(
      'both are looked at',
      async () => (await log(id)).filter(({ state }) => state !== 'waiting').length === 2,
    );
    expect((await log(id)).map(({ state }) => state)).toEqual(['delivered', 'skipped']);
    expect(sink.received).toHaveLength(1);

    const blind = await makeRole(test, grants(['account'], EVERY_ACTION, 'own'));
    const other = (await makeUser(test, { kind: 'integration', password: null, roleIds: [blind] })).id;
    const second = await hook({ userId: other });
    await account({ name: 'بازرگانی پنهان' });
    await until('it is looked at', async () => (await log(second.id))[0]?.state === 'skipped');
    expect(sink.received.filter(({ body }) => body.includes('پنهان'))).toHaveLength(0);
  });

  it('stops at once when it is switched off, goes on where it stopped, and follows no redirect', async () => {
    const { id } = await hook();
    await test.admin.patch(`/webhooks/${id}`, { active: false });
    const recordId = await account();
    const { deliveries } = (await test.app.get(WebhookQueue).take(id, newId())) ?? { deliveries: [] };
    expect(deliveries).toEqual([]);
    sink.answer = (nth) => (nth === 0 ? 302 : 200);
    await test.admin.patch(`/webhooks/${id}`, { active: true });
    await until('a redirect is refused', async () => (await log(id))[0]?.status === 302);
    expect((await log(id))[0]).toMatchObject({ state: 'waiting', attempts: 1, fault: 'webhook.answer' });
    await until('then it arrives', async () => (await hurry(), (await log(id))[0]?.state === 'delivered'));
    expect(sink.received.map(({ message }) => message.data.recordId)).toEqual([recordId, recordId]);
  });

  it('is switched off by 410, by days of failure and by the end of its user, and administrators are told', async () => {
    const gone = await hook();
    sink.answer = () => 410;
    await account();
    await until('gone', async () => (await shown(gone.id)).disabledReason === 'gone');
    const failing = await hook();
    sink.answer = () => 500;
    await account();
    await until('one failure', async () => (await log(failing.id))[0]?.attempts === 1);
    await test.door.asSystem('test', (uow) =>
      uow.execute(`update webhooks set failing_since = now() - interval '4 days' where id = $1`, [failing.id]),
    );
    await until('failing', async () => (await hurry(), await shown(failing.id)).disabledReason === 'failing');
    expect((await log(failing.id))[0]?.state).toBe('waiting');
    const role = await makeRole(test, grants(['account'], EVERY_ACTION, 'all'));
    const leaver = (await makeUser(test, { kind: 'integration', password: null, roleIds: [role] })).id;
    const left = await hook({ userId: leaver });
    await test.admin.patch(`/users/${leaver}`, { active: false });
    sink.received.length = 0;
    await account();
    await until('its user is gone', async () => (await shown(left.id)).disabledReason === 'userGone');
    expect(sink.received).toHaveLength(0);
    const told = await test.admin.get<{ data: { kind: string; params: { reason: string } }[] }>('/notifications');
    const reasons = told.body.data.filter(({ kind }) => kind === 'webhookDisabled').map(({ params }) => params.reason);
    expect(reasons.sort()).toEqual(['failing', 'gone', 'userGone']);
  });

  it('gives up after ten attempts, and sends again when asked, one or a span, with the same id', async () => {
    const { id } = await hook();
    sink.answer = () => 500;
    await account();
    await until('one attempt', async () => (await log(id))[0]?.attempts === 1);
    await test.door.asSystem('test', (uow) => uow.execute('update webhook_deliveries set attempts = 9'));
    await until('the last attempt', async () => {
      await hurry();
      return (await log(id))[0]?.state === 'failed';
    });
    expect((await log(id))[0]).toMatchObject({ state: 'failed', attempts: 10, status: 500 });
    sink.answer = () => 200;
    const [{ id: deliveryId } = { id: '' }] = await log(id);
    expect((await test.admin.post(`/webhooks/${id}/replay`, { deliveryIds: [deliveryId] })).body).toEqual({
      replayed: 1,
    });
    await until('delivered at last', async () => (await hurry(), (await log(id))[0]?.state === 'delivered'));
    expect((await test.admin.post(`/webhooks/${id}/replay`, { from: '2020-01-01T00:00:00Z' })).body).toEqual({
      replayed: 1,
    });
    await until('once more', () => sink.received.filter(({ answer }) => answer === 200).length === 2);
    expect(new Set(sink.received.map((one) => one.id)).size).toBe(1);
    expect(codes(await test.admin.post(`/webhooks/${id}/replay`, {}))).toEqual(['webhook.replayWhat']);
  }, 60_000);

  it('calls only what the administrator allowed', async () => {
    for (const url of [
      'http://127.0.0.1:1/',
      'http://169.254.169.254/latest',
      'http://[::1]:5432/',
      'http://0x7f.1/',
    ]) {
      const { id } = await hook({ url, active: false });
      expect((await test.admin.post<Delivery>(`/webhooks/${id}/test`)).body).toMatchObject({
        state: 'failed',
        fault: 'outbound.notAllowed',
        status: null,
      });
    }
    for (const url of ['file:///etc/passwd', 'gopher://x/', 'http://a:b@example.ir/', 'nothing'])
      expect(codes(await test.admin.post('/webhooks', bodyOf({ url })))).toEqual(['url.invalid']);
  });

  it('is refused with a wrong body, to those below its user, and to everybody without the right', async () => {
    const wrong = async (more: object) => codes(await test.admin.post('/webhooks', bodyOf(more)));
    const line = { recordType: 'account', actions: ['created'] };
    expect(await wrong({ events: [] })).toEqual(['field.required']);
    expect(await wrong({ events: [{ ...line, recordType: 'nothing' }] })).toEqual(['changes.unknownType']);
    expect(await wrong({ events: [{ ...line, actions: ['exploded'] }] })).toEqual(['field.notAChoice']);
    expect(await wrong({ events: [line, line] })).toEqual(['webhook.typeTwice']);
    expect(await wrong({ userId: test.admin.userId })).toEqual(['webhook.notIntegration']);
    // A filter asks nothing about a field that the user may not read.
    const filter = { field: 'phone', op: 'startsWith', value: '021' };
    expect(await wrong({ events: [{ ...line, filter }] })).toEqual(['filter.unknownField']);
    const { id } = await hook();
    const keeper = await test.person({ grants: grants(['apiKey'], ['edit', 'view'], 'all') });
    expect((await keeper.get('/webhooks')).status).toBe(200);
    for (const path of [`/webhooks/${id}`, `/webhooks/${id}/deliveries`])
      expect(codes(await keeper.get(path))).toEqual(['access.escalation']);
    expect(codes(await keeper.post(`/webhooks/${id}/rotate`))).toEqual(['access.escalation']);
    expect(codes(await keeper.patch(`/webhooks/${id}`, { url: 'https://example.ir/' }))).toEqual(['access.escalation']);
    expect((await (await test.person()).get('/webhooks')).status).toBe(403);
    expect((await test.admin.get(`/webhooks/${newId()}`)).status).toBe(404);
  });
});
