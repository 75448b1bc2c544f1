import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openSlice } from '../../../scripts/inputs/slice.mjs';
import { ADMIN_PASSWORD, createTestApp, type TestApp } from '../support/app.js';

const COUNT = 200;
const PATIENCE_MS = 180_000;

let app: TestApp;
let slice: Awaited<ReturnType<typeof openSlice>>;

beforeAll(async () => {
  app = await createTestApp({ RATE_LIMIT_INTEGRATION: '0', RATE_LIMIT_PERSON: '0', RATE_LIMIT_ADDRESS: '0' });
  const url = (await app.app.getUrl()).replace('[::1]', '127.0.0.1');
  const databaseUrl = app.database.superuserUrl;
  slice = await openSlice({ url, databaseUrl, username: 'admin', password: ADMIN_PASSWORD }, 1);
}, PATIENCE_MS);
afterAll(async () => {
  await slice.close();
  await app.close();
});

/** `npm run check:inputs` sends 20,000; this is a slice of it. */
describe('generated bad input', () => {
  it('aims at records of every type', () => {
    expect(slice.missing).toEqual([]);
  });

  it.each([1, randomInt(2 ** 31)])(
    'gets a clean answer each, and what is refused leaves nothing (seed %i)',
    async (seed) => {
      const answers = await slice.send(seed, COUNT);
      expect(answers.failed).toEqual([]);
      expect(answers.held).toBe(COUNT);
      const traces = await slice.nothingWritten();
      expect(traces.failed).toEqual([]);
      expect(traces.tried).toBeGreaterThan(COUNT / 2);
    },
    PATIENCE_MS,
  );

  it(
    'is refused by name when it is a column that nobody may write',
    async () => {
      const columns = await slice.columns(1);
      expect(columns.failed).toEqual([]);
      expect(columns.tried).toBeGreaterThan(5_000);
    },
    PATIENCE_MS,
  );
});
