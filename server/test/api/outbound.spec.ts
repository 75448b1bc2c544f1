import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addressKind } from '../../src/platform/outbound/address.js';
import { Outbound, resolver } from '../../src/platform/outbound/outbound.js';
import { OutboundError } from '../../src/platform/outbound/outbound-error.js';
import { codes } from '../factories/people.js';
import { createTestApp, type TestApp } from '../support/app.js';

const lookup = resolver.lookup;
let test: TestApp;
let outbound: Outbound;
let sink: http.Server;
let port: number;
let answer: http.RequestListener = (_, reply) => reply.end('fine');

beforeAll(async () => {
  test = await createTestApp({ OUTBOUND_LOOPBACK: 'open' });
  outbound = test.app.get(Outbound);
  sink = http.createServer((request, reply) => answer(request, reply)).listen(0, '127.0.0.1');
  await new Promise((resolve) => sink.once('listening', resolve));
  port = (sink.address() as AddressInfo).port;
});
afterEach(() => {
  resolver.lookup = lookup;
  answer = (_, reply) => reply.end('fine');
});
afterAll(async () => {
  sink.closeAllConnections();
  sink.close();
  await test.close();
});

const allow = async (...allowed: string[]) =>
  expect((await test.admin.patch('/settings/outbound', { allowed })).status).toBe(200);

async function reasonOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'went through';
  } catch (error) {
    if (error instanceof OutboundError) return error.reason;
    throw error;
  }
}

describe('an address', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['2606:4700::1111', 'public'],
    ['10.1.2.3', 'internal'],
    ['172.31.255.255', 'internal'],
    ['192.168.0.1', 'internal'],
    ['100.64.0.1', 'internal'],
    ['fd00::1', 'internal'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['0.0.0.0', 'loopback'],
    ['::1', 'loopback'],
    ['::', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::127.0.0.1', 'loopback'],
    ['169.254.169.254', 'closed'],
    ['fe80::1', 'closed'],
    ['64:ff9b::7f00:1', 'closed'],
    ['2002:7f00:1::', 'closed'],
    ['224.0.0.1', 'closed'],
    ['255.255.255.255', 'closed'],
    ['240.0.0.1', 'closed'],
    ['fec0::1', 'closed'],
    ['4000::1', 'closed'],
    ['crm.example.ir', 'closed'],
  ])('%s is %s', (address, kind) => expect(addressKind(address)).toBe(kind));
});

describe('a call to the outside', () => {
  it('is refused to this machine in each of its written forms, whatever the list says of others', async () => {
    await allow('10.0.0.5:80');
    const forms = [
      '127.0.0.1',
      'localhost',
      '127.1',
      '2130706433',
      '0x7f000001',
      '0x7f.1',
      '0177.0.0.1',
      '017700000001',
      '0',
      '0.0.0.0',
      '[::1]',
      '[::]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '①②⑦.0.0.1',
      '127.0.0.1.',
    ];
    const reasons = await Promise.all(forms.map((host) => reasonOf(outbound.request(`http://${host}:${port}/`))));
    expect(reasons).toEqual(forms.map(() => 'notAllowed'));
    // The same for protocols that take a name and a port, where nobody has tidied the name.
    const hosts = forms.map((form) => form.replace(/[[\]]/g, ''));
    const targets = await Promise.all(hosts.map((host) => reasonOf(outbound.target(host, port))));
    expect(targets.filter((reason) => reason === 'went through')).toEqual([]);
  });

  it('is refused to a private network and to metadata services, and opened by the exact host and port only', async () => {
    await allow();
    for (const host of ['10.0.0.5', '192.168.1.1', '169.254.169.254', '[fd00::1]', '[fe80::1]'])
      expect(await reasonOf(outbound.request(`http://${host}:8080/`))).toBe('notAllowed');
    await allow('10.0.0.5:389', 'LDAP.arman.lan:636', '169.254.169.254:80', '[fd00::1]:25');
    resolver.lookup = async () => ['10.0.0.9'];
    expect(await outbound.target('10.0.0.5', 389)).toEqual({
      host: '10.0.0.5',
      port: 389,
      address: '10.0.0.5',
      tls: {},
    });
    expect(await outbound.target('ldap.ARMAN.lan.', 636)).toMatchObject({ address: '10.0.0.9' });
    expect(await outbound.target('fd00::1', 25)).toMatchObject({ address: 'fd00::1' });
    expect(await reasonOf(outbound.target('10.0.0.5', 390))).toBe('notAllowed');
    expect(await reasonOf(outbound.target('mail.arman.lan', 636))).toBe('notAllowed');
    expect(await reasonOf(outbound.target('169.254.169.254', 80))).toBe('notAllowed');
  });

  it('goes to the very address that was checked, however the name answers afterwards', async () => {
    await allow(`crm.arman.lan:${port}`);
    const answers = [['127.0.0.1'], ['127.0.0.2']];
    resolver.lookup = async () => answers.shift() ?? ['127.0.0.3'];
    answer = (request, reply) => reply.end(`${request.socket.localAddress} ${request.headers.host}`);
    const { body } = await outbound.request(`http://crm.arman.lan:${port}/x`);
    expect(body.toString()).toBe(`127.0.0.1 crm.arman.lan:${port}`);
  });

  it('is refused when one of several addresses of the name is closed', async () => {
    await allow();
    resolver.lookup = async () => ['8.8.8.8', '127.0.0.1'];
    expect(await reasonOf(outbound.request('http://two-faces.example.ir/'))).toBe('notAllowed');
    resolver.lookup = async () => [];
    expect(await reasonOf(outbound.request('http://nowhere.example.ir/'))).toBe('unknownHost');
  });

  it('never reaches the database, not even when it is listed', async () => {
    const { port: own } = new URL(test.database.appUrl);
    await allow(`127.0.0.1:${own}`, `localhost:${own}`);
    expect(await reasonOf(outbound.target('127.0.0.1', Number(own)))).toBe('notAllowed');
    expect(await reasonOf(outbound.target('localhost', Number(own)))).toBe('notAllowed');
  });

  it('follows no redirect, and ends at its time and at its size', async () => {
    await allow(`127.0.0.1:${port}`);
    answer = (_, reply) => reply.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    expect((await outbound.request(`http://127.0.0.1:${port}/`)).status).toBe(302);
    answer = (_, reply) => void reply.write('x'.repeat(100));
    expect(await reasonOf(outbound.request(`http://127.0.0.1:${port}/`, { timeoutMs: 300 }))).toBe('timeout');
    answer = (_, reply) => reply.end('x'.repeat(2_000));
    expect(await reasonOf(outbound.request(`http://127.0.0.1:${port}/`, { maxBytes: 1_000 }))).toBe('tooLarge');
    resolver.lookup = () => new Promise(() => undefined);
    expect(await reasonOf(outbound.request('http://slow.example.ir/', { timeoutMs: 200 }))).toBe('timeout');
  });

  it('sends method, headers and body, and tells of a closed port', async () => {
    await allow(`127.0.0.1:${port}`, '127.0.0.1:1');
    answer = (request, reply) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => reply.end(`${request.method} ${request.headers['x-mark']} ${Buffer.concat(parts)}`));
    };
    const sent = await outbound.request(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: { 'x-mark': '7' },
      body: 'سلام',
    });
    expect(sent.body.toString()).toBe('POST 7 سلام');
    expect(await reasonOf(outbound.request('http://127.0.0.1:1/'))).toBe('refused');
  });

  it('trusts the certificates of the company as well, each for its own name only', async () => {
    const pem = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url), 'utf8');
    const tls = { key: pem('server.key'), cert: pem('server.pem') };
    const safe = https.createServer(tls, (_, reply) => reply.end('safe'));
    await new Promise<void>((resolve) => safe.listen(0, '127.0.0.1', resolve));
    const at = (safe.address() as AddressInfo).port;
    resolver.lookup = async () => ['127.0.0.1'];
    await allow(`server.test.lan:${at}`, `other.test.lan:${at}`);
    expect(await reasonOf(outbound.request(`https://server.test.lan:${at}/`))).toBe('certificate');
    await test.admin.patch('/settings/outbound', { authorities: pem('ca.pem') });
    expect((await outbound.request(`https://server.test.lan:${at}/`)).body.toString()).toBe('safe');
    expect(await reasonOf(outbound.request(`https://other.test.lan:${at}/`))).toBe('certificate');
    const wrong = await test.admin.patch('/settings/outbound', { authorities: 'no certificate' });
    expect(codes(wrong)).toEqual(['outbound.notCertificates']);
    await test.admin.patch('/settings/outbound', { authorities: '' });
    safe.close();
  });

  it.each([
    'ftp://example.ir/',
    'file:///etc/passwd',
    'gopher://example.ir/',
    'http://user:pw@example.ir/',
    'nonsense',
    '',
  ])('is refused to the address %s', async (address) =>
    expect(await reasonOf(outbound.request(address))).toBe('badAddress'),
  );
});

describe('PATCH /settings/outbound', () => {
  it('keeps exact places, once each, and says what is wrong with others', async () => {
    await allow('A.arman.lan:80', 'a.arman.lan:80');
    const { body } = await test.admin.get<{ values: object; version: number }>('/settings/outbound');
    expect(body.values).toEqual({ allowed: ['a.arman.lan:80'], authorities: '' });
    const wrong = await test.admin.patch('/settings/outbound', {
      allowed: ['arman.lan', '*.arman.lan:80', 'a.lan:0', 'a.lan:70000', 'http://a.lan:80', 5],
      more: 1,
    });
    expect(wrong.status).toBe(400);
    expect(codes(wrong)).toEqual([...Array(5).fill('outbound.notAPlace'), 'field.notText', 'field.unknown']);
    const stale = await test.admin.patch('/settings/outbound', { allowed: [] }, { 'if-match': '"0"' });
    expect(stale.status).toBe(412);
    expect((await test.admin.get('/settings/outbound')).body).toEqual(body);
  });

  it('is for whoever may change settings', async () => {
    const person = await test.person({ grants: [{ recordType: 'account', action: 'view', scope: 'all' }] });
    expect((await person.get('/settings/outbound')).status).toBe(403);
    expect((await person.patch('/settings/outbound', { allowed: [] })).status).toBe(403);
    expect((await test.nobody.get('/settings/outbound')).status).toBe(401);
    const rows = await person.get('/settings');
    expect(JSON.stringify(rows.body)).not.toContain('arman.lan');
  });
});
