import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '~/api/http';
import { ProblemError } from '~/api/problem';
import { accessToken, sessionEnded } from '~/api/token';

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** A server that takes only `good`, and hands it out once per refresh. */
function server(refreshStatus = 200) {
  const calls: string[] = [];
  const seen: Headers[] = [];
  const answer = async (input: RequestInfo | URL, init?: RequestInit) => {
    const path = String(input);
    calls.push(path);
    await Promise.resolve();
    if (path.endsWith('/auth/refresh')) {
      return refreshStatus === 200
        ? json({ accessToken: 'good' })
        : json({ title: 'نشست پایان یافته است' }, refreshStatus);
    }
    const headers = new Headers(init?.headers);
    seen.push(headers);
    return headers.get('authorization') === 'Bearer good' ? json({ ok: path }) : json({ title: 'no' }, 401);
  };
  vi.stubGlobal('fetch', vi.fn(answer));
  return { calls, seen, refreshes: () => calls.filter((path) => path.endsWith('/auth/refresh')).length };
}

beforeEach(() => {
  accessToken.set(null);
  sessionEnded.set(false);
});
afterEach(() => vi.unstubAllGlobals());

describe('access token', () => {
  it('is renewed once for many requests that meet 401 together', async () => {
    const { refreshes } = server();
    accessToken.set('stale');
    const answers = await Promise.all([api.get('/a'), api.get('/b'), api.get('/c')]);
    expect(answers).toEqual([{ ok: '/api/v1/a' }, { ok: '/api/v1/b' }, { ok: '/api/v1/c' }]);
    expect(refreshes()).toBe(1);
    expect(accessToken.get()).toBe('good');
  });

  it('is fetched first when there is none', async () => {
    const { calls } = server();
    await api.get('/me');
    expect(calls).toEqual(['/api/v1/auth/refresh', '/api/v1/me']);
  });

  it('ends the session when the refresh is refused', async () => {
    const { refreshes } = server(401);
    accessToken.set('stale');
    await expect(api.get('/me')).rejects.toMatchObject({ status: 401 });
    expect(refreshes()).toBe(1);
    expect(accessToken.get()).toBeNull();
    expect(sessionEnded.get()).toBe(true);
  });
});

describe('requests', () => {
  it('carry language, version and idempotency key', async () => {
    const { seen } = server();
    accessToken.set('good');
    await api.patch('/accounts/1', { name: 'آرمان' }, { ifMatch: 7, idempotencyKey: 'k' });
    expect(seen[0]?.get('if-match')).toBe('"7"');
    expect(seen[0]?.get('idempotency-key')).toBe('k');
    expect(seen[0]?.get('accept-language')).toBe('fa');
  });

  it('send filters as JSON and leave out what is empty', async () => {
    const { calls } = server();
    accessToken.set('good');
    await api.get('/leads', {
      query: { q: '', filter: { field: 'city', op: 'eq', value: 'تهران' }, cursor: null, limit: 50 },
    });
    const query = new URL(`http://x${calls[0]}`).searchParams;
    expect([...query.keys()]).toEqual(['filter', 'limit']);
    expect(JSON.parse(query.get('filter') ?? '')).toEqual({ field: 'city', op: 'eq', value: 'تهران' });
  });

  it('turn problem answers into ProblemError with a message per field', async () => {
    vi.stubGlobal('fetch', async () =>
      json(
        {
          title: 'نادرست',
          status: 422,
          requestId: 'r1',
          errors: [{ path: 'amount', code: 'money.negative', message: 'مبلغ منفی است.' }],
        },
        422,
      ),
    );
    accessToken.set('good');
    const error = await api.post('/x', {}).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).messageFor('amount')).toBe('مبلغ منفی است.');
    expect((error as ProblemError).problem.requestId).toBe('r1');
  });

  it('say that the server is out of reach with status 0', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('failed');
    });
    accessToken.set('good');
    await expect(api.get('/x')).rejects.toMatchObject({ status: 0, isOffline: true });
  });
});
