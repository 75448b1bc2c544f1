import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordTypes } from '../../src/platform/records/record-type.js';
import { createTestApp, type TestApp } from '../support/app.js';

interface Route {
  readonly method: string;
  readonly path: string;
}
type Uncovered = (routes: readonly Route[], registry: object, document: unknown) => string[];

const file = fileURLToPath(new URL('../../../scripts/leaks/routes/coverage.mjs', import.meta.url));
const { uncovered } = (await import(file)) as { uncovered: Uncovered };

const routes: Route[] = [];
let app: TestApp;
let document: unknown;
let registry: object;

interface Fastify {
  addHook(name: 'onRoute', hook: (route: { method: string | string[]; url: string }) => void): void;
}

/** Notes what the router takes, from the router itself. */
function tap(message: unknown): void {
  const { fastify } = message as { fastify: Fastify };
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD' && one !== 'OPTIONS') routes.push({ method: one, path: url });
  });
}

beforeAll(async () => {
  subscribe('fastify.initialization', tap);
  app = await createTestApp();
  document = (await app.nobody.get('/api/openapi.json')).body;
  registry = { types: recordTypes.all().map((type) => ({ ...type, fields: [...type.fields.values()] })) };
}, 120_000);

afterAll(async () => {
  unsubscribe('fastify.initialization', tap);
  await app.close();
});

describe('the search for leaks', () => {
  it('has a rule for every route of the router, and for every parameter of a reading one', () => {
    expect(routes.length).toBeGreaterThan(200);
    expect(uncovered(routes, registry, document)).toEqual([]);
  });

  it('names a route, or a parameter, that no rule would try', () => {
    const strange = [
      { method: 'POST', path: '/api/v1/reports/sales/send' },
      { method: 'GET', path: '/api/v1/vaults/:vaultId/content' },
      { method: 'GET', path: '/download/:name/raw' },
      { method: 'PUT', path: '/api/v1/:anything' },
    ];
    expect(uncovered(strange, registry, document)).toHaveLength(strange.length);
    const path = '/api/v1/accounts';
    const documented = { paths: { [path]: { get: { parameters: [{ in: 'query', name: 'shadow', schema: {} }] } } } };
    expect(uncovered([{ method: 'GET', path }], registry, documented)).toEqual([
      `no rule tries the parameter shadow of GET ${path}`,
    ]);
  });
});
