import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { plainAddress } from '../../src/platform/channels/mail/mail-address.js';
import { type MailContent, renderMail } from '../../src/platform/channels/mail/mail-content.js';
import { MailOutbox } from '../../src/platform/channels/mail/mail-outbox.js';
import { clock } from '../../src/platform/context/clock.js';
import { resolver } from '../../src/platform/outbound/outbound.js';
import { codes } from '../factories/people.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { scriptedServer, SmtpSink, TEST_AUTHORITY } from '../support/smtp-sink.js';

const realNow = clock.now;
const lookup = resolver.lookup;
const HELLO: MailContent = {
  locale: 'fa',
  subject: 'سلام به سارا',
  blocks: [
    { kind: 'text', text: 'نخستین <b>سطر</b>\nدومین سطر' },
    { kind: 'button', text: 'باز کردن', url: 'https://crm.example.ir/x?a=1&b=2' },
    { kind: 'list', title: 'کارها', items: [{ text: 'تماس', note: 'امروز', url: 'javascript:alert(1)' }] },
  ],
  footer: 'این پیام را سامانه فرستاده است.',
};

let test: TestApp;
let sink: SmtpSink;
let outbox: MailOutbox;

beforeAll(async () => {
  test = await createTestApp({ OUTBOUND_LOOPBACK: 'open' });
  outbox = test.app.get(MailOutbox);
  resolver.lookup = async () => ['127.0.0.1'];
  await test.admin.patch('/settings/outbound', { authorities: TEST_AUTHORITY });
});
beforeEach(async () => {
  sink = await SmtpSink.open();
  await setUp(sink.port);
});
afterEach(async () => {
  clock.now = realNow;
  await sink.close();
});
afterAll(async () => {
  resolver.lookup = lookup;
  await test.close();
});

async function setUp(port: number, more: object = {}): Promise<void> {
  await test.admin.patch('/settings/outbound', { allowed: [`server.test.lan:${port}`] });
  const settings = {
    enabled: true,
    host: 'server.test.lan',
    port,
    security: 'starttls',
    from: 'crm@arman.ir',
    fromName: 'پیوند',
    user: '',
    password: null,
  };
  const answer = await test.admin.patch('/settings/mail', { ...settings, ...more });
  expect(answer.status).toBe(200);
}

/** Writes a message in a transaction of its own, past the job: the test sends it itself. */
async function write(content: MailContent = HELLO, to = 'sara@example.ir'): Promise<string> {
  clock.now = () => new Date(realNow().getTime());
  const id = await test.door.asSystem('test', (uow) => outbox.put(uow, { kind: 'test', to, content }));
  return id as string;
}

interface Row {
  readonly state: string;
  readonly attempts: number;
  readonly fault: string | null;
  readonly content: string | null;
}

const row = (id: string) =>
  test.door.asSystem('test', (uow) =>
    uow.one<Row>('select state, attempts, fault, content from mail_outbox where id = $1', [id]),
  ) as Promise<Row>;

/** The row as soon as nobody works on it: the job of the message may have been quicker than the test. */
async function settled(id: string): Promise<Row> {
  await outbox.send(id);
  for (;;) {
    const found = await row(id);
    if (found.state !== 'claimed') return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a message', () => {
  it('leaves once, from the outbox to one address, over an encrypted line', async () => {
    const id = await write();
    expect(await settled(id)).toEqual({ state: 'sent', attempts: 1, fault: null, content: null });
    await outbox.send(id);
    await outbox.send(id);
    expect(sink.taken).toHaveLength(1);
    const [mail] = sink.taken;
    expect(mail).toMatchObject({ to: ['sara@example.ir'], from: 'crm@arman.ir', secure: true });
    expect(mail?.raw).toContain(`Message-ID: <${id}@arman.ir>`);
    expect(mail?.raw).toContain('Auto-Submitted: auto-generated');
  });

  it('is sent by the job when its transaction commits, and not at all when it does not', async () => {
    const failed = test.door.asSystem('test', async (uow) => {
      await outbox.put(uow, { kind: 'test', to: 'nobody@example.ir', content: HELLO });
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    const id = await write();
    while ((await row(id)).state !== 'sent') await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sink.taken.map(({ to }) => to)).toEqual([['sara@example.ir']]);
  });

  it('goes out once also when many workers reach for it', async () => {
    const id = await write();
    await Promise.all(Array.from({ length: 8 }, () => outbox.send(id)));
    expect((await settled(id)).state).toBe('sent');
    expect(sink.taken).toHaveLength(1);
  });

  it('keeps its words sealed in the database', async () => {
    const down = await scriptedServer('421 busy', () => '421 busy');
    await setUp(down.port, { security: 'none' });
    const { content, state } = await settled(await write());
    down.close();
    expect(state).toBe('pending');
    expect(content).toMatch(/^s1\./);
    expect(content).not.toContain('سطر');
  });

  it('waits for another attempt when the server is not there, and gives up in the end', async () => {
    await setUp(1, { security: 'none' });
    const id = await write();
    expect(await settled(id)).toMatchObject({
      state: 'pending',
      attempts: 1,
      fault: expect.stringContaining('outbound.refused'),
    });
    for (let i = 0; i < 5; i += 1) await settled(id);
    expect(await row(id)).toMatchObject({ state: 'failed', attempts: 6 });
  });

  it('fails at once for an address that the server refuses for good, and waits when it says later', async () => {
    const script = (answer: string) => (line: string) =>
      line.startsWith('RCPT') ? answer : /^(EHLO|HELO|MAIL|QUIT)/.test(line) ? '250 fine' : undefined;
    const never = await scriptedServer('220 here', script('550 no such person'));
    await setUp(never.port, { security: 'none' });
    expect(await settled(await write())).toMatchObject({
      state: 'failed',
      attempts: 1,
      fault: expect.stringContaining('550 no such person'),
    });
    never.close();
    const later = await scriptedServer('220 here', script('451 come again'));
    await setUp(later.port, { security: 'none' });
    expect(await settled(await write())).toMatchObject({ state: 'pending', attempts: 1 });
    later.close();
  });

  it('is unknown, and never sent again, when the server took it all and said nothing', async () => {
    let inData = false;
    const silent = await scriptedServer('220 here', (line) => {
      if (line === 'DATA') inData = true;
      if (line === 'DATA') return '354 go on';
      if (inData) return line === '.' ? null : undefined;
      return '250 fine';
    });
    await setUp(silent.port, { security: 'none' });
    const id = await write();
    expect(await settled(id)).toMatchObject({ state: 'unknown', attempts: 1 });
    await setUp(sink.port);
    await outbox.send(id);
    await outbox.sweep();
    silent.close();
    expect(sink.taken).toEqual([]);
    expect((await row(id)).state).toBe('unknown');
  });

  it('becomes unknown when its worker was lost', async () => {
    const id = await write();
    await settled(id);
    await test.door.asSystem('test', (uow) =>
      uow.execute(`update mail_outbox set state = 'claimed', claimed_at = $2 where id = $1`, [
        id,
        new Date(Date.now() - 11 * 60_000),
      ]),
    );
    await outbox.sweep();
    expect((await row(id)).state).toBe('unknown');
  });

  it('is not written when mail is off, nor to what is not one plain address', async () => {
    for (const to of [
      'a@x.ir, b@x.ir',
      'Sara <a@x.ir>',
      '"a b"@x.ir',
      'a@x.ir(comment)',
      'group: a@x.ir;',
      'a@x.ir\r\nBcc: b@x.ir',
      'a@',
      '@x.ir',
      'a',
    ])
      expect(await write(HELLO, to)).toBeNull();
    await test.admin.patch('/settings/mail', { enabled: false });
    expect(await write()).toBeNull();
  });
});

describe('the words of a message', () => {
  it('are text and HTML, right to left in Persian, and nothing in them is taken for HTML', () => {
    const { subject, text, html } = renderMail({ ...HELLO, subject: 'سلام\r\nBcc: x@y.ir' });
    expect(subject).toBe('سلام Bcc: x@y.ir');
    expect(html).toContain('<html lang="fa" dir="rtl">');
    expect(html).toContain('نخستین &lt;b&gt;سطر&lt;/b&gt;<br>دومین سطر');
    expect(html).toContain('href="https://crm.example.ir/x?a=1&amp;b=2"');
    expect(html).not.toContain('javascript:');
    expect(text).toContain('باز کردن:\nhttps://crm.example.ir/x?a=1&b=2');
    expect(text).toContain('• تماس\n  امروز');
    expect(renderMail({ ...HELLO, locale: 'en' }).html).toContain('<html lang="en" dir="ltr">');
  });

  it.each([
    ['sara.moradi+x@example.ir', 'sara.moradi+x@example.ir'],
    ['علی@example.ir', undefined],
    ['info@شرکت.ایران', 'info@xn--hgbk6aj1q.xn--mgba3a4f16a'],
    ['a..b@example.ir', undefined],
    ['a@-example.ir', undefined],
    ['a@[127.0.0.1]', undefined],
  ])('go to %s as %s', (text, address) => {
    if (address?.includes('xn--')) expect(plainAddress(text)).toMatch(/^info@xn--/);
    else expect(plainAddress(text)).toBe(address);
  });
});

describe('the settings of mail', () => {
  it('keep the password sealed and never answer it', async () => {
    await test.admin.patch('/settings/mail', { user: 'crm', password: 'راز-بسیار-پنهان' });
    const { body } = await test.admin.get<{ secrets: object }>('/settings/mail');
    expect(body.secrets).toEqual({ password: true });
    const stored = await test.door.asSystem('test', (uow) =>
      uow.query(
        `select value, secrets from setting_areas where name = 'mail' union all select before, after from changes where record_type = 'setting'`,
      ),
    );
    expect(JSON.stringify([stored, body])).not.toContain('پنهان');
    await test.admin.patch('/settings/mail', { fromName: 'نام تازه' });
    expect((await test.admin.get<{ secrets: object }>('/settings/mail')).body.secrets).toEqual({ password: true });
    await test.admin.patch('/settings/mail', { password: null });
    expect((await test.admin.get<{ secrets: object }>('/settings/mail')).body.secrets).toEqual({ password: false });
  });

  it.each([
    [{ enabled: true, host: '' }, ['field.required']],
    [{ from: 'not an address' }, ['email.invalid']],
    [{ port: 0 }, ['field.tooSmall']],
    [{ port: 'x' }, ['field.notNumber']],
    [{ security: 'maybe' }, ['field.notAChoice']],
    [{ password: 7 }, ['field.notText']],
    [{ pasword: 'x', hots: 'y' }, ['field.unknown', 'field.unknown']],
  ])('refuse %j', async (body, expected) => {
    const answer = await test.admin.patch('/settings/mail', body);
    expect([answer.status, codes(answer)]).toEqual([400, expected]);
  });

  it('are tried by a test message, with a clear answer to each fault', async () => {
    const send = (to = 'sara@example.ir') =>
      test.admin.post<{ code: string; detail: string }>('/settings/mail/test', { to });
    expect((await send()).body).toEqual({ sent: true });
    expect(sink.taken).toHaveLength(1);
    expect((await send('nobody')).status).toBe(400);
    await setUp(1);
    expect(await send()).toMatchObject({
      status: 422,
      body: { code: 'outbound.refused', detail: 'server.test.lan:1 ارتباط را نپذیرفت.' },
    });
    await test.admin.patch('/settings/outbound', { allowed: [] });
    expect(await send()).toMatchObject({ status: 422, body: { code: 'outbound.notAllowed' } });
    const strict = await SmtpSink.open({
      authOptional: false,
      onAuth: (auth, _, done) => done(auth.password === 'right' ? null : new Error('no'), { user: 'crm' }),
    });
    await setUp(strict.port, { user: 'crm', password: 'wrong' });
    expect(await send()).toMatchObject({ status: 422, body: { code: 'mail.signInRefused' } });
    await setUp(strict.port, { user: 'crm', password: 'right' });
    expect((await send()).status).toBe(200);
    await strict.close();
    const plain = await SmtpSink.open({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
    await setUp(plain.port);
    expect(await send()).toMatchObject({ status: 422, body: { code: 'mail.noEncryption' } });
    await plain.close();
    await test.admin.patch('/settings/outbound', { authorities: '' });
    await setUp(sink.port);
    expect(await send()).toMatchObject({ status: 422, body: { code: 'outbound.certificate' } });
    await test.admin.patch('/settings/outbound', { authorities: TEST_AUTHORITY });
    await test.admin.patch('/settings/mail', { enabled: false });
    expect(await send()).toMatchObject({ status: 422, body: { code: 'mail.off' } });
  });

  it('show administrators what became of messages, and others nothing', async () => {
    await settled(await write());
    const { body } = await test.admin.get<{ data: object[] }>('/settings/mail/outbox');
    expect(body.data[0]).toEqual(expect.objectContaining({ kind: 'test', address: 'sara@example.ir', state: 'sent' }));
    expect(body.data[0]).not.toHaveProperty('content');
    const person = await test.person({ grants: [] });
    expect((await person.get('/settings/mail/outbox')).status).toBe(403);
    expect((await person.post('/settings/mail/test', { to: 'x@y.ir' })).status).toBe(403);
  });
});
