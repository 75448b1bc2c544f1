import { appendFileSync } from 'node:fs';
import { subscribe } from 'node:diagnostics_channel';

/**
 * Loaded into the server before it starts (`node --import`): notes each route that its router takes, one JSON line each,
 * in the file of `ROUTES_FILE`. The product itself knows nothing of it.
 */
const file = process.env.ROUTES_FILE;
if (file)
  subscribe('fastify.initialization', ({ fastify }) => {
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) appendFileSync(file, `${JSON.stringify({ method: one, path: url })}\n`);
    });
  });
