import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, grants, type TestApp } from '../support/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

interface Me {
  user: Record<string, unknown>;
  roles: { builtin: string | null }[];
  permissions: Record<string, Record<string, string>>;
  fields: Record<string, Record<string, string>>;
  settings: Record<string, unknown>;
}

describe('GET /me', () => {
  it('tells the widest scope of all roles together, and field limits', async () => {
    const caller = await test.person({
      grants: [
        ...grants(['user'], ['view'], 'own'),
        ...grants(['user'], ['view'], 'branch'),
        ...grants(['*'], ['history'], 'team'),
        ...grants(['role'], ['edit'], 'none'),
      ],
      fields: [{ recordType: 'user', field: 'mobile', level: 'hidden' }],
    });
    const { body } = await caller.get<Me>('/me');
    expect(body.user).toMatchObject({ id: caller.userId, kind: 'person' });
    expect(body.permissions.user).toEqual({ view: 'branch', history: 'team' });
    expect(body.permissions.role).toEqual({ history: 'team' });
    expect(body.fields).toEqual({ user: { mobile: 'hidden' } });
    expect(body.settings).toMatchObject({ moneyUnit: 'IRT' });
  });

  it('answers also for somebody without any role, and names the ready role of the administrator', async () => {
    const nobody = await test.person();
    expect((await nobody.get<Me>('/me')).body).toMatchObject({ roles: [], fields: {} });
    expect((await test.admin.get<Me>('/me')).body.roles).toEqual([
      expect.objectContaining({ builtin: 'administrator' }),
    ]);
  });
});
