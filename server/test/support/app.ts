import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { AppModule } from '../../src/app.module.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { DataDoor } from '../../src/platform/database/data-door.js';
import { createApp } from '../../src/platform/http/create-app.js';
import { newId } from '../../src/platform/records/new-id.js';
import { IdentitySeed } from '../../src/platform/identity/identity-seed.js';
import { type TestDatabase, resetTestDatabase } from './database.js';

export const ADMIN_PASSWORD = 'گذرواژه-آزمون-۱۲۳';

/** The answer of a call: status, headers and the parsed body. */
export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: T;
}

const VERBS = { GET: 'get', POST: 'post', PATCH: 'patch', DELETE: 'delete', PUT: 'put' } as const;

/** Takes every body as text, whatever it is said to be. */
function readText(response: request.Response, done: (error: Error | null, body: string) => void): void {
  const chunks: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
}

export interface Grant {
  readonly recordType: string;
  readonly action: string;
  readonly scope: string;
}

/** Somebody signed in, to call the API as. */
export class Caller {
  constructor(
    private readonly app: NestFastifyApplication,
    readonly userId: string,
    readonly token: string,
  ) {}

  async call<T = Record<string, unknown>>(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const url =
      path.startsWith('/') && !path.startsWith('/api/') && !path.startsWith('/health') ? `/api/v1${path}` : path;
    const answer = await request(this.app.getHttpServer())
      [VERBS[method]](url)
      .set({ ...(this.token ? { authorization: `Bearer ${this.token}` } : {}), ...headers })
      .send(body as object | undefined)
      .buffer(true)
      .parse(readText);
    const text = answer.body as string;
    const json = /json/.test(String(answer.headers['content-type'] ?? ''));
    return {
      status: answer.status,
      headers: answer.headers as Record<string, string>,
      body: (json && text !== '' ? JSON.parse(text) : text) as T,
    };
  }

  get<T = Record<string, unknown>>(path: string, headers?: Record<string, string>) {
    return this.call<T>('GET', path, undefined, headers);
  }
  post<T = Record<string, unknown>>(path: string, body?: unknown, headers?: Record<string, string>) {
    return this.call<T>('POST', path, body, headers);
  }
  patch<T = Record<string, unknown>>(path: string, body?: unknown, headers?: Record<string, string>) {
    return this.call<T>('PATCH', path, body, headers);
  }
  delete<T = Record<string, unknown>>(path: string, headers?: Record<string, string>) {
    return this.call<T>('DELETE', path, undefined, headers);
  }
}

export interface PersonSpec {
  readonly username?: string;
  readonly fullName?: string;
  readonly grants?: readonly Grant[];
  readonly fields?: readonly { recordType: string; field: string; level: string }[];
  readonly roleIds?: readonly string[];
  readonly orgUnitId?: string;
  readonly teamIds?: readonly string[];
}

/** A running product on a fresh copy of the migrated database. */
export class TestApp {
  /** The administrator, signed in. */
  admin!: Caller;

  constructor(
    readonly app: NestFastifyApplication,
    readonly database: TestDatabase,
    private readonly dataDir: string,
  ) {}

  get door(): DataDoor {
    return this.app.get(DataDoor);
  }

  /** Calls without signing in. */
  get nobody(): Caller {
    return new Caller(this.app, '', '');
  }

  async signIn(username: string, password: string): Promise<Caller> {
    const answer = await this.nobody.post<{ accessToken: string; user: { id: string } }>('/auth/login', {
      username,
      password,
    });
    if (answer.status !== 200)
      throw new Error(`sign-in of ${username}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return new Caller(this.app, answer.body.user.id, answer.body.accessToken);
  }

  /** Makes a person through the API, with a role of the given grants, and signs in. */
  async person(spec: PersonSpec = {}): Promise<Caller> {
    const mark = newId().slice(-8);
    const username = spec.username ?? `user-${mark}`;
    const password = `pass-${mark}-peyvand`;
    const roleIds = [...(spec.roleIds ?? [])];
    if (spec.grants) {
      const role = await this.admin.post<{ id: string }>('/roles', {
        name: `role ${mark}`,
        grants: spec.grants,
        fields: spec.fields ?? [],
      });
      if (role.status !== 201) throw new Error(`role: ${role.status} ${JSON.stringify(role.body)}`);
      roleIds.push(role.body.id);
    }
    const user = await this.admin.post('/users', {
      username,
      fullName: spec.fullName ?? `کاربر ${mark}`,
      password,
      roleIds,
      ...(spec.orgUnitId ? { orgUnitId: spec.orgUnitId } : {}),
      teamIds: spec.teamIds ?? [],
    });
    if (user.status !== 201) throw new Error(`user: ${user.status} ${JSON.stringify(user.body)}`);
    return this.signIn(username, password);
  }

  /** Makes a branch. */
  async branch(name: string, parentId?: string): Promise<string> {
    const answer = await this.admin.post<{ id: string }>('/org-units', { name, ...(parentId ? { parentId } : {}) });
    if (answer.status !== 201) throw new Error(`branch: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body.id;
  }

  async close(): Promise<void> {
    await this.app.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/**
 * Starts the product as users meet it, on a fresh database of this worker. Close it in `afterAll`.
 *
 * @param settings environment variables on top of the usual ones
 */
export async function createTestApp(settings: Record<string, string> = {}): Promise<TestApp> {
  const database = await resetTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'peyvand-app-'));
  const config = loadConfig({
    NODE_ENV: 'test',
    PORT: '0',
    PEYVAND_DATA_DIR: dataDir,
    PEYVAND_ADMIN_PASSWORD: ADMIN_PASSWORD,
    LOG_LEVEL: 'fatal',
    ...settings,
  });
  const app = await createApp(AppModule.for(config, database), config);
  const testApp = new TestApp(app, database, dataDir);
  await app.listen(0, '127.0.0.1');
  await app.get(IdentitySeed).ensureFirstAdministrator();
  testApp.admin = await testApp.signIn('admin', ADMIN_PASSWORD);
  return testApp;
}

/** All grants of `actions` on each type with one scope. */
export function grants(types: readonly string[], actions: readonly string[], scope: string): Grant[] {
  return types.flatMap((recordType) => actions.map((action) => ({ recordType, action, scope })));
}

export const EVERY_ACTION = [
  'view',
  'create',
  'edit',
  'delete',
  'restore',
  'assign',
  'export',
  'import',
  'bulkEdit',
  'history',
] as const;
