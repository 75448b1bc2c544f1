import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { POLICY, Policy } from '../../src/platform/access/policy.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { createApp } from '../../src/platform/http/create-app.js';
import { IdentitySeed } from '../../src/platform/identity/identity-seed.js';
import { resetTestDatabase } from '../support/database.js';

@Controller('forgotten')
class ForgottenController {
  @Get()
  read() {
    return { secret: true };
  }

  @Get('open')
  @Policy('public')
  open() {
    return { open: true };
  }
}

let app: NestFastifyApplication;
let dataDir: string;
beforeAll(async () => {
  const database = await resetTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'peyvand-access-'));
  const config = loadConfig({ PORT: '0', PEYVAND_DATA_DIR: dataDir, LOG_LEVEL: 'fatal' });
  @Module({ imports: [AppModule.for(config, database), DiscoveryModule], controllers: [ForgottenController] })
  class WithForgotten {}
  app = await createApp(WithForgotten, config);
});
afterAll(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the guard', () => {
  it('refuses a route that declares no policy, to everybody', async () => {
    const made = await app.get(IdentitySeed).ensureFirstAdministrator();
    const login = await app.inject({
      method: 'POST',
      url: '/api/v1/auth/login',
      payload: { username: 'admin', password: made?.generatedPassword },
    });
    const headers = { authorization: `Bearer ${login.json<{ accessToken: string }>().accessToken}` };
    for (const method of ['GET', 'HEAD'] as const) {
      expect((await app.inject({ method, url: '/api/v1/forgotten' })).statusCode).toBe(403);
      expect((await app.inject({ method, url: '/api/v1/forgotten', headers })).statusCode).toBe(403);
    }
    expect((await app.inject({ url: '/api/v1/forgotten/open' })).json()).toEqual({ open: true });
  });

  it('stands before HEAD as before GET', async () => {
    expect((await app.inject({ method: 'HEAD', url: '/api/v1/users' })).statusCode).toBe(401);
    expect((await app.inject({ method: 'OPTIONS', url: '/api/v1/users' })).statusCode).toBeGreaterThanOrEqual(400);
  });

  it('finds a policy on every route of the product', () => {
    const reflector = app.get(Reflector);
    const scanner = new MetadataScanner();
    const without = app
      .get(DiscoveryService)
      .getControllers()
      .flatMap(({ instance, metatype }) => {
        const prototype = Object.getPrototypeOf(instance) as object;
        return scanner
          .getAllMethodNames(prototype)
          .filter((name) => Reflect.hasMetadata(PATH_METADATA, Reflect.get(prototype, name) as object))
          .filter(
            (name) =>
              reflector.getAllAndOverride(POLICY, [
                Reflect.get(prototype, name) as () => void,
                metatype as () => void,
              ]) === undefined,
          )
          .map((name) => `${(metatype as { name: string }).name}.${name}`);
      });
    expect(without).toEqual(['ForgottenController.read']);
  });
});

describe('the first run', () => {
  it('makes the administrator once', async () => {
    expect(await app.get(IdentitySeed).ensureFirstAdministrator()).toBeUndefined();
  });

  it('keeps the key of the tokens for its owner only', () => {
    expect(statSync(join(dataDir, 'secrets', 'jwt.key')).mode & 0o777).toBe(0o600);
  });
});
