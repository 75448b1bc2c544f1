import type { FastifyInstance } from 'fastify';

/** Puts the version of a record into the `ETag` of its answer. */
export function tagVersions(fastify: FastifyInstance): void {
  fastify.addHook('preSerialization', (_request, reply, body: { version?: unknown; id?: unknown } | null, done) => {
    if (typeof body?.version === 'number' && typeof body.id === 'string')
      void reply.header('etag', `"${body.version}"`);
    done(null, body);
  });
}
