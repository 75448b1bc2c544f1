import { existsSync } from 'node:fs';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import serveStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import type { DynamicModule } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { Problem } from '../errors/problem.js';
import { newId } from '../records/new-id.js';
import { AppLogger } from '../logging/app-logger.js';
import { compressJson } from './compress.js';
import { serveApiDocument } from './api-document.js';
import { tagVersions } from './etag.js';
import { refuseAddress, refuseMalformed } from './malformed.js';
import { openContext } from './open-context.js';
import { send } from './problem.filter.js';
import { secure } from './security-headers.js';
import { bodyValidation } from './validation.js';

const BODY_LIMIT = 5 * 1024 * 1024;
export const API_PREFIX = 'api/v1';

/** Builds the HTTP application: API, API document and, when it is built, the web client from `clientDir`. */
export async function createApp(
  module: Type | DynamicModule,
  config: Config,
  clientDir?: string,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: config.trustProxy.length > 0 ? config.trustProxy : false,
    genReqId: () => newId(),
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: 'idle',
    requestTimeout: 120_000,
    clientErrorHandler: refuseMalformed,
    frameworkErrors: refuseAddress,
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    abortOnError: false,
    ...(config.logLevel === 'silent' ? { logger: false } : { bufferLogs: true }),
  });
  app.useLogger(app.get(AppLogger));
  const fastify = app.getHttpAdapter().getInstance();
  secure(fastify, config.publicUrl?.startsWith('https:') ?? false);
  openContext(fastify);
  tagVersions(fastify);
  compressJson(fastify);
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: 100 * 1024 * 1024, files: 1, fields: 20 } });
  app.setGlobalPrefix(API_PREFIX, { exclude: ['health/live', 'health/ready', 'metrics'] });
  app.useGlobalPipes(bodyValidation());
  serveApiDocument(app);
  if (clientDir && existsSync(clientDir)) await serveClient(app, clientDir);
  await app.init();
  await fastify.ready();
  return app;
}

/** Serves the built client; every address that isn't the API's is a screen, which the client finds by itself. */
async function serveClient(app: NestFastifyApplication, root: string): Promise<void> {
  await app.register(serveStatic, { root, preCompressed: true, wildcard: false, setHeaders: cacheForever });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/*', (request, reply) => {
    if (/^\/(api|health|metrics|assets)\b/.test(request.url)) return send(reply, new Problem(404, 'route.notFound'));
    return reply.sendFile('index.html');
  });
}

function cacheForever(reply: FastifyReply, path: string): void {
  const hashed = /[\\/]assets[\\/]/.test(path);
  void reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}
