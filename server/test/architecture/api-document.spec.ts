import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../support/app.js';

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly unknown[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema?: unknown }> };
  readonly responses: Record<string, { readonly content?: Record<string, unknown> }>;
}

interface ApiDocument {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, { readonly example?: unknown }> };
}

let app: TestApp;
let document: ApiDocument;
let operations: [name: string, operation: Operation][];

beforeAll(async () => {
  app = await createTestApp();
  document = (await app.nobody.get<ApiDocument>('/api/openapi.json')).body;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  );
});
afterAll(() => app.close());

const lacking = (check: (operation: Operation) => boolean) =>
  operations.filter(([, o]) => !check(o)).map(([name]) => name);

describe('the API document', () => {
  it('is OpenAPI 3.1 and knows the routes of every module', () => {
    expect(document.openapi).toBe('3.1.0');
    const paths = Object.keys(document.paths);
    for (const resource of ['accounts', 'opportunities', 'imports', 'changes', 'users', 'auth/login'])
      expect(paths).toContain(`/api/v1/${resource}`);
  });

  it('says of every route what it does, in one line and in a sentence, under a heading', () => {
    expect(lacking((o) => Boolean(o.summary && o.description && o.tags?.length))).toEqual([]);
  });

  it('says what every guarded route refuses, with the form of a problem', () => {
    const guarded = operations.filter(([, o]) => o.security?.some((scheme) => 'bearer' in (scheme as object)));
    expect(guarded.length).toBeGreaterThan(150);
    const silent = guarded.filter(([, o]) => !o.responses['401']?.content?.['application/problem+json']);
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it('gives the form of every answer and of every body', () => {
    const answers = (o: Operation) =>
      Object.entries(o.responses).some(
        ([s, r]) => s === '204' || (s.startsWith('2') && Object.keys(r.content ?? {}).length > 0),
      );
    expect(lacking(answers)).toEqual([]);
    expect(
      lacking((o) => !o.requestBody || Object.values(o.requestBody.content).every((c) => c.schema !== undefined)),
    ).toEqual([]);
  });

  it('has an example for the body of every record', () => {
    const routes = JSON.stringify(document.paths);
    const creating = Object.entries(document.components.schemas).filter(
      ([name]) => name.endsWith('Create') && routes.includes(`/${name}"`),
    );
    expect(creating.length).toBeGreaterThan(15);
    expect(
      creating.filter(([, schema]) => Object.keys(schema.example ?? {}).length === 0).map(([name]) => name),
    ).toEqual([]);
  });
});
