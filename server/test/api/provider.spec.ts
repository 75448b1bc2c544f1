import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { clock } from '../../src/platform/context/clock.js';
import { codes, makeRole, makeUser } from '../factories/people.js';
import { ADMIN_PASSWORD, createTestApp, type TestApp } from '../support/app.js';
import { CLIENT_ID, CLIENT_SECRET, TestProvider, TripBrowser } from '../support/oidc-provider.js';

const realNow = clock.now;
let test: TestApp;
let provider: TestProvider;
let site: string;
let salesRole: string;

beforeAll(async () => {
  test = await createTestApp({ OUTBOUND_LOOPBACK: 'open' });
  site = `http://127.0.0.1:${(test.app.getHttpServer().address() as AddressInfo).port}`;
  provider = await TestProvider.open(() => `${site}/api/v1/auth/provider/callback`);
  salesRole = await makeRole(test, []);
  await test.admin.patch('/settings/outbound', { allowed: [new URL(provider.issuer).host] });
});
beforeEach(() => setUp());
afterEach(() => {
  clock.now = realNow;
  provider.isAway = false;
});
afterAll(async () => {
  provider.close();
  await test.close();
});

async function setUp(more: object = {}): Promise<void> {
  const answer = await test.admin.patch('/settings/provider', {
    enabled: true,
    issuer: provider.issuer,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    label: 'ورود سازمانی',
    createUsers: true,
    trustsSecondStep: false,
    groupRoles: [{ group: 'sales', roleId: salesRole }],
    ...more,
  });
  expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
}

const isCallback = (url: URL) => url.pathname.endsWith('/auth/provider/callback');
const isHome = (url: URL) => url.origin === site && !url.pathname.startsWith('/api/');

/** A whole trip; where it ends. */
async function trip(person: TestProvider['person'], browser = new TripBrowser(), next = '/accounts?q=1') {
  provider.person = person;
  const { url, cookies } = await browser.go(`${site}/api/v1/auth/provider?next=${encodeURIComponent(next)}`, isHome);
  return { path: url.pathname + url.search + url.hash, cookies: cookies.join('\n'), browser };
}

/** A trip up to the door: the address by which the provider sends the browser back. */
async function upToCallback(person: TestProvider['person'], browser = new TripBrowser()): Promise<URL> {
  provider.person = person;
  return (await browser.go(`${site}/api/v1/auth/provider`, isCallback)).url;
}

/** The provider's own hints for those who run one in earnest. */
beforeAll(() => {
  for (const name of ['info', 'warn'] as const) jest.spyOn(console, name).mockImplementation(() => undefined);
});

const SARA = {
  sub: 'sara-1',
  preferred_username: 'sara.sso',
  name: 'سارا مرادی',
  email: 'sara@arman.ir',
  groups: ['sales'],
};
const FAILED = '/login?fault=auth.providerFailed';

describe('sign-in at the provider', () => {
  it('makes a user with the roles of their groups, opens a normal session, and goes on to where they wanted', async () => {
    expect((await test.nobody.get('/auth/methods')).body).toEqual({ provider: { label: 'ورود سازمانی' } });
    const { path, cookies, browser } = await trip(SARA);
    expect(path).toBe('/accounts?q=1');
    expect(cookies).toMatch(/peyvand_refresh=[^;]+;.*HttpOnly; SameSite=Strict/);
    const refreshed = await test.app.inject({
      method: 'POST',
      url: '/api/v1/auth/refresh',
      cookies: { peyvand_refresh: browser.jar(new URL(site).host).get('peyvand_refresh') as string },
    });
    const me = await test.nobody.get<{ user: object }>('/me', {
      authorization: `Bearer ${refreshed.json<{ accessToken: string }>().accessToken}`,
    });
    expect(me.body.user).toMatchObject({
      username: 'sara.sso',
      fullName: 'سارا مرادی',
      email: 'sara@arman.ir',
      roleIds: [salesRole],
    });
    await trip({ ...SARA, name: 'سارا مرادی‌فر', groups: [] });
    const { body } = await test.admin.get<{ data: object[] }>('/sign-in-log?q=sara.sso');
    expect(body.data).toEqual([
      expect.objectContaining({ event: 'signedIn', method: 'oidc', fullName: 'سارا مرادی‌فر' }),
      expect.anything(),
    ]);
  });

  it('never becomes somebody who has a password here, or an administrator, and only linked ones when told so', async () => {
    const local = await makeUser(test);
    for (const preferred_username of ['admin', local.username])
      expect((await trip({ sub: `x-${preferred_username}`, preferred_username })).path).toBe(
        '/login?fault=auth.notLinked',
      );
    await setUp({ createUsers: false });
    expect((await trip({ sub: 'new-1', preferred_username: 'new.person' })).path).toBe('/login?fault=auth.notLinked');
    const made = await makeUser(test, { username: 'made.before', password: null });
    expect((await trip({ sub: 'made-1', preferred_username: 'made.before' })).path).toBe('/accounts?q=1');
    await test.admin.patch(`/users/${made.id}`, { active: false });
    expect((await trip({ sub: 'made-1', preferred_username: 'made.before' })).path).toBe('/login?fault=auth.notLinked');
    expect((await trip({ sub: 'nameless' })).path).toBe(FAILED);
    await test.signIn('admin', ADMIN_PASSWORD);
  });

  it('is refused with a state that nobody gave out, that another browser has, that was used or that is too old', async () => {
    const browser = new TripBrowser();
    const callback = await upToCallback(SARA, browser);
    const forged = new URL(callback);
    forged.searchParams.set('state', 'A'.repeat(43));
    expect((await browser.go(forged.href, isHome)).url.search).toBe('?fault=auth.providerFailed');
    expect((await new TripBrowser().go(callback.href, isHome)).url.search).toBe('?fault=auth.providerFailed');
    // Somebody else has come with it: it is used up.
    expect((await browser.go(callback.href, isHome)).url.search).toBe('?fault=auth.providerFailed');
    const fresh = new TripBrowser();
    const again = await upToCallback(SARA, fresh);
    expect((await fresh.go(again.href, isHome)).url.pathname).toBe('/');
    expect((await fresh.go(again.href, isHome)).url.search).toBe('?fault=auth.providerFailed');
    const late = new TripBrowser();
    const old = await upToCallback(SARA, late);
    clock.now = () => new Date(realNow().getTime() + 601_000);
    expect((await late.go(old.href, isHome)).url.search).toBe('?fault=auth.providerFailed');
  });

  it('is refused with the code of another trip: nonce and verifier are of one trip each', async () => {
    const [one, two] = [new TripBrowser(), new TripBrowser()];
    const [mine, theirs] = [await upToCallback(SARA, one), await upToCallback(SARA, two)];
    mine.searchParams.set('code', theirs.searchParams.get('code') as string);
    expect((await one.go(mine.href, isHome)).url.search).toBe('?fault=auth.providerFailed');
    const refused = new URL(await upToCallback(SARA, one));
    refused.searchParams.delete('code');
    refused.searchParams.set('error', 'access_denied');
    expect((await one.go(refused.href, isHome)).url.search).toBe('?fault=auth.providerFailed');
  });

  it('asks for the second step of the role, unless the provider is trusted with it', async () => {
    const roleId = await makeRole(test, [], { requiresTwoFactor: true });
    await setUp({ groupRoles: [{ group: 'careful', roleId }] });
    const person = { sub: 'careful-1', preferred_username: 'careful.person', groups: ['careful'] };
    const { path, cookies } = await trip(person);
    expect(path).toMatch(/^\/login#step=enrolment&ticket=[\w-]{43}&expiresIn=900&next=/);
    expect(cookies).not.toContain('peyvand_refresh=');
    await setUp({ groupRoles: [{ group: 'careful', roleId }], trustsSecondStep: true });
    expect((await trip(person)).path).toBe('/accounts?q=1');
  });

  it('leads nowhere outside of this site', async () => {
    for (const next of ['//evil.example.ir', 'https://evil.example.ir', '/\\evil.example.ir', '/x\ny', 'x'])
      expect((await trip(SARA, new TripBrowser(), next)).path).toBe('/');
  });

  it('says so when the provider is away or not set up, and passwords go on', async () => {
    await setUp({ label: 'تازه' });
    provider.isAway = true;
    expect((await trip(SARA)).path).toBe('/login?fault=auth.providerDown');
    await test.signIn('admin', ADMIN_PASSWORD);
    await setUp({ enabled: false });
    expect((await trip(SARA)).path).toBe('/login?fault=route.notFound');
    expect((await test.nobody.get('/auth/methods')).body).toEqual({ provider: null });
  });

  it('reaches only a provider that the administrator opened', async () => {
    await test.admin.patch('/settings/outbound', { allowed: [] });
    await setUp({ label: 'دیگر' });
    expect((await trip(SARA)).path).toBe('/login?fault=auth.providerDown');
    await test.admin.patch('/settings/outbound', { allowed: [new URL(provider.issuer).host] });
  });
});

describe('PATCH /settings/provider', () => {
  it.each([
    [{ enabled: true, issuer: '', clientId: '' }, ['field.required', 'field.required']],
    [{ issuer: 'ftp://x' }, ['provider.notIssuer']],
    [{ scope: 'profile' }, ['provider.noOpenid']],
    [{ usernameClaim: 'a b' }, ['provider.notClaim']],
  ])('refuses %j', async (body, expected) => {
    const answer = await test.admin.patch('/settings/provider', body);
    expect([answer.status, codes(answer)]).toEqual([400, expected]);
  });

  it('never answers the secret', async () => {
    const { body } = await test.admin.get('/settings/provider');
    expect(body).toMatchObject({ secrets: { clientSecret: true } });
    expect(JSON.stringify(body)).not.toContain(CLIENT_SECRET);
  });
});
