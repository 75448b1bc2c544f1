import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/app.js';

interface PostRoute {
  readonly name: string;
  readonly prepare?: unknown;
}
interface Actions {
  readonly WITHOUT_KEY: ReadonlySet<string>;
  postRoutes(factory: object): PostRoute[];
}

const scripts = (path: string) => import(fileURLToPath(new URL(`../../../scripts/${path}`, import.meta.url)));
const { postRoutes, WITHOUT_KEY } = (await scripts('faults/actions.mjs')) as Actions;
const { Factory } = (await scripts('proof/factory.mjs')) as { Factory: new (...made: unknown[]) => object };

let app: TestApp;
let factory: (paths: object) => object;

beforeAll(async () => {
  app = await createTestApp();
  const { body: document } = await app.nobody.get<{ paths: object }>('/api/openapi.json');
  const { body: types } = await app.admin.get<{ data: object[] }>('/api/v1/record-types');
  factory = (paths) =>
    new Factory(undefined, undefined, types.data, { paths: { ...document.paths, ...paths } }, undefined);
}, 120_000);

afterAll(() => app.close());

const unknown = (paths = {}) =>
  postRoutes(factory(paths))
    .filter(({ name, prepare }) => !prepare && !WITHOUT_KEY.has(name))
    .map(({ name }) => name);

describe('the check of repeated calls', () => {
  it('knows how to call every POST route', () => {
    expect(unknown()).toEqual([]);
  });

  it('names a route that it cannot call', () => {
    expect(unknown({ '/api/v1/accounts/{id}/fold': { post: {} } })).toEqual(['POST /accounts/{id}/fold']);
  });
});
