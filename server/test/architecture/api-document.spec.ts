import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showsItself } from '../../src/platform/http/api-examples.js';
import { createTestApp, type TestApp } from '../support/app.js';

type Schema = Record<string, unknown>;
type Content = Record<string, { readonly schema?: Schema; readonly example?: unknown }>;

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Record<string, { readonly $ref?: string; readonly content?: Content; readonly headers?: object }>;
}

interface ApiDocument {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: {
    readonly schemas: Record<string, Schema>;
    readonly responses: Record<string, { readonly content: Content; readonly headers?: object }>;
  };
}

/** The document is made when it is first asked for, which takes a moment on a busy machine. */
const PATIENCE_MS = 120_000;

let app: TestApp;
let document: ApiDocument;
let operations: [name: string, operation: Operation][];

beforeAll(async () => {
  app = await createTestApp();
  document = (await app.nobody.get<ApiDocument>('/api/openapi.json')).body;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  );
}, PATIENCE_MS);
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

  it('says which problems each route may answer with: their status, meaning, form and code', () => {
    const refusals = (o: Operation) => Object.entries(o.responses).filter(([status]) => Number(status) >= 400);
    const unknown = operations.flatMap(([name, o]) =>
      refusals(o)
        .filter(
          ([status, { $ref }]) => $ref !== `#/components/responses/Problem${status}` && !name.endsWith('/health/ready'),
        )
        .map(([status]) => `${name} ${status}`),
    );
    expect(unknown).toEqual([]);
    for (const { content } of Object.values(document.components.responses)) {
      const { schema, example } = content['application/problem+json'] as {
        schema: Schema;
        example: { code: string; detail: string };
      };
      expect(schema).toEqual({ $ref: '#/components/schemas/Problem' });
      expect(example.code).toMatch(/^[a-zA-Z]+\.[a-zA-Z]+$/);
      expect(example.detail).toMatch(/[\u0600-\u06ff]/);
    }
    expect(document.components.responses.Problem429?.headers).toHaveProperty('Retry-After');
  });

  it('names the refusals that follow from how a route is made', () => {
    const api = operations.filter(([name]) => name.includes(' /api/'));
    const without = (status: string, concerned: (o: Operation, name: string) => boolean) =>
      api.filter(([name, o]) => concerned(o, name) && !(status in o.responses)).map(([name]) => name);
    expect(without('401', (o) => Boolean(o.security))).toEqual([]);
    expect(without('403', (o, name) => Boolean(o.security) && /\/(users|roles|accounts)\b/.test(name))).toEqual([]);
    expect(without('404', (o) => Boolean(o.parameters?.some((parameter) => parameter.in === 'path')))).toEqual([]);
    expect(without('400', (o) => Boolean(o.requestBody))).toEqual([]);
    expect(without('413', (o) => Boolean(o.requestBody))).toEqual([]);
    expect(without('415', (o) => Boolean(o.requestBody))).toEqual([]);
    expect(
      without('409', (o, name) => name.startsWith('post ') && Boolean(o.security) && !name.includes('/auth/')),
    ).toEqual([]);
    expect(without('412', (o) => Boolean(o.parameters?.some(({ name }) => name === 'If-Match')))).toEqual([]);
    expect(without('429', () => true)).toEqual([]);
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

  it('shows an example of every body and of every answer', () => {
    const silent = operations.flatMap(([name, o]) => [
      ...Object.values(o.requestBody?.content ?? {}).flatMap((content) => unshown(content, `${name} body`)),
      ...Object.entries(o.responses)
        .filter(([status]) => status.startsWith('2'))
        .flatMap(([status, { content = {} }]) =>
          Object.values(content).flatMap((one) => unshown(one, `${name} ${status}`)),
        ),
    ]);
    expect(silent).toEqual([]);
  });

  it(
    'has examples that really create records',
    async () => {
      const creating = operations.filter(([name]) => /^post \/api\/v1\/[a-z-]+$/.test(name));
      const bodies = creating.flatMap(([name, o]) => {
        const schema = o.requestBody?.content['application/json']?.schema as { $ref?: string } | undefined;
        const found = /\/(\w+Create)$/.exec(schema?.$ref ?? '')?.[1];
        return found
          ? [{ path: name.slice('post '.length), example: document.components.schemas[found]?.example }]
          : [];
      });
      expect(bodies.length).toBeGreaterThan(15);
      const waiting = new Map(bodies.map(({ path, example }) => [path, example]));
      const ids: Record<string, string> = {};
      // What another example links to must be there first.
      for (let round = 0; round < 3; round += 1)
        for (const [path, example] of waiting) {
          const answer = await app.admin.post<{ id: string }>(path, withIds(example, ids));
          if (answer.status !== 201) continue;
          waiting.delete(path);
          ids[path.split('/').at(-1) as string] = answer.body.id;
        }
      expect([...waiting.keys()]).toEqual([]);
    },
    PATIENCE_MS,
  );
});

/** Places of a content that show nothing of what stands there. */
function unshown({ schema, example }: Content[string], path: string): string[] {
  return example === undefined && schema ? silentPlaces(schema, path, 0) : [];
}

function silentPlaces(schema: Schema, path: string, depth: number): string[] {
  if (typeof schema.$ref === 'string')
    return silentPlaces(
      document.components.schemas[schema.$ref.split('/').at(-1) as string] as Schema,
      path,
      depth + 1,
    );
  if (showsItself(schema) || depth > 10) return [];
  const choices = (schema.oneOf ?? schema.anyOf ?? schema.allOf) as Schema[] | undefined;
  if (choices) return choices.flatMap((choice) => silentPlaces(choice, path, depth + 1));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'array') return silentPlaces((schema.items ?? {}) as Schema, `${path}[]`, depth + 1);
  if (type !== 'object' && type !== 'string' && type !== undefined) return [];
  const members = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  if (members.length === 0) return [path];
  return members.flatMap(([name, member]) => silentPlaces(member, `${path}.${name}`, depth + 1));
}

const RESOURCES: Record<string, string> = {
  accountId: 'accounts',
  contactId: 'contacts',
  pipelineId: 'pipelines',
  opportunityId: 'opportunities',
  productId: 'products',
  userId: 'users',
  assigneeIds: 'users',
  id: 'accounts',
};

/** The example with ids of records that are there. */
function withIds(value: unknown, ids: Record<string, string>, name = ''): unknown {
  if (Array.isArray(value)) return value.map((entry) => withIds(entry, ids, name));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withIds(member, ids, key)]));
  return typeof value === 'string' && value.startsWith('0199c0de-') ? ids[RESOURCES[name] ?? ''] : value;
}
