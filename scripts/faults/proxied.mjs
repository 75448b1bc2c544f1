import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot } from '../lib/paths.mjs';
import { DatabaseProxy } from '../proof/proxy.mjs';
import { Product } from '../proof/server.mjs';

/**
 * A product on an external database that is reached through a proxy. The database is the embedded Postgres, started by
 * this process with the product's own settings, so that it outlives whatever happens to the server.
 *
 * @param {{ random: import('../proof/seed.mjs').Random, mutate?: (dist: string) => void }} options
 */
export async function startProxied({ random, mutate }) {
  const built = (path) => import(pathToFileURL(inRoot('dist/server/src/platform/database', path)).href);
  const { openEmbedded } = await built('connections.js');
  const { productSettings } = await built('embedded/settings.js');
  const product = await Product.make({ mutate });
  const embedded = await openEmbedded(join(product.dataDir), productSettings(), () => undefined);
  await embedded.database('peyvand');
  const proxy = await DatabaseProxy.start(product.databasePort, random);
  product.env = {
    DATABASE_URL: product.databaseUrl('owner', proxy.port),
    DATABASE_APP_URL: product.databaseUrl('app', proxy.port),
  };
  await product.startServer();
  return {
    product,
    proxy,
    async remove() {
      await product.stop();
      await proxy.stop();
      await embedded.stop();
      await product.remove();
    },
  };
}
