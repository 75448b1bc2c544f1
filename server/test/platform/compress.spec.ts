import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app?.close());

const types = async (encoding: string) => {
  const answer = await app.app.inject({
    method: 'GET',
    url: '/api/v1/record-types',
    headers: { authorization: `Bearer ${app.admin.token}`, 'accept-encoding': encoding },
  });
  return answer;
};

describe('answers', () => {
  test.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ] as const)('are compressed for a caller that takes %s', async (accepted, encoding, unpack) => {
    const plain = await types('identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    const answer = await types(accepted);
    expect(answer.headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' });
    expect(answer.rawPayload.length).toBeLessThan(plain.rawPayload.length / 4);
    expect(JSON.parse(unpack(answer.rawPayload).toString())).toEqual(plain.json());
  });

  test('that are small go as they are', async () => {
    const answer = await app.app.inject({ method: 'GET', url: '/health/live', headers: { 'accept-encoding': 'br' } });
    expect(answer.headers['content-encoding']).toBeUndefined();
  });
});
