import { findBrowser } from './browser-binary.mjs';
import { ADMIN_PASSWORD, startServer } from './server.mjs';

/** One built server and one browser for the whole run. */
export default async function globalSetup() {
  process.env.PEYVAND_E2E_BROWSER = JSON.stringify(await findBrowser());
  const server = await startServer();
  process.env.PEYVAND_E2E_URL = server.baseUrl;
  process.env.PEYVAND_E2E_ADMIN_PASSWORD = ADMIN_PASSWORD;
  globalThis.__PEYVAND_E2E_SERVER__ = server;
}
