import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN_PASSWORD, createTestApp, type TestApp } from '../support/app.js';

describe('POST /auth/login', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  it('answers a token for 15 minutes, the user and a cookie that scripts cannot read', async () => {
    const answer = await test.nobody.post('/auth/login', { username: 'admin', password: ADMIN_PASSWORD });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      accessToken: expect.stringMatching(/^ey[\w-]+\.[\w-]+\.[\w-]+$/),
      expiresIn: 900,
      user: { id: test.admin.userId, username: 'admin', fullName: 'مدیر سامانه' },
    });
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^peyvand_refresh=[^;]+; Max-Age=\d+; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/,
    );
  });
});
