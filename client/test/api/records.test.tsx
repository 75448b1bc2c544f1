import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RecordBase, useRecord, useUpdateRecord } from '~/api/records';
import { StaleSaveError } from '~/api/stale';
import { accessToken } from '~/api/token';

const base: RecordBase = { id: '1', version: 3, createdAt: '', updatedAt: '', name: 'آرمان', city: 'تهران' };
let stored: RecordBase;

/** One record on a server that honours `If-Match`. */
async function answer(_input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const reply = (body: unknown, status = 200) =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  if (init?.method !== 'PATCH') return reply(stored);
  if (new Headers(init.headers).get('if-match') !== `"${stored.version}"`) return reply({ title: 'stale' }, 412);
  stored = { ...stored, ...(JSON.parse(String(init.body)) as object), version: stored.version + 1 };
  return reply(stored);
}

function setUp() {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } },
  });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return renderHook(() => ({ record: useRecord('accounts', '1'), update: useUpdateRecord('accounts') }), { wrapper });
}

beforeEach(() => {
  stored = { ...base };
  accessToken.set('token');
  vi.stubGlobal('fetch', vi.fn(answer));
});
afterEach(() => vi.unstubAllGlobals());

describe('saving a record', () => {
  it('shows the new value and stores it', async () => {
    const { result } = setUp();
    await waitFor(() => expect(result.current.record.data?.name).toBe('آرمان'));
    await act(() => result.current.update.mutateAsync({ record: base, changes: { name: 'آرمان نو' } }));
    expect(stored).toMatchObject({ name: 'آرمان نو', version: 4 });
    await waitFor(() => expect(result.current.record.data).toMatchObject({ name: 'آرمان نو', version: 4 }));
  });

  it('merges with a change of another field', async () => {
    const { result } = setUp();
    await waitFor(() => expect(result.current.record.isSuccess).toBe(true));
    stored = { ...stored, city: 'کرج', version: 4 };
    await act(() => result.current.update.mutateAsync({ record: base, changes: { name: 'آرمان نو' } }));
    expect(stored).toMatchObject({ name: 'آرمان نو', city: 'کرج', version: 5 });
  });

  it('refuses to overwrite the same field, says both values and puts the screen back', async () => {
    const { result } = setUp();
    await waitFor(() => expect(result.current.record.isSuccess).toBe(true));
    stored = { ...stored, name: 'آرمان دیگری', version: 4 };
    let error: unknown;
    await act(async () => {
      error = await result.current.update
        .mutateAsync({ record: base, changes: { name: 'آرمان من' } })
        .catch((caught: unknown) => caught);
    });
    expect(error).toBeInstanceOf(StaleSaveError);
    expect(error).toMatchObject({
      fields: ['name'],
      mine: { name: 'آرمان من' },
      theirs: { name: 'آرمان دیگری', version: 4 },
    });
    expect(stored.name).toBe('آرمان دیگری');
    expect(result.current.record.data?.name).toBe('آرمان');
  });
});
