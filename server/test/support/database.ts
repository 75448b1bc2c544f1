import type { DatabaseUrls } from '../../src/platform/database/connections.js';
import { copyTemplate } from './cluster.js';

export type TestDatabase = Required<DatabaseUrls>;

/** How to reach the migrated database of this jest worker; nobody else uses it at the same time. */
export function testDatabase(): TestDatabase {
  return urlsOf(workerDatabase(Number(process.env.JEST_WORKER_ID ?? '1')));
}

/**
 * Gives this worker's database a fresh start: everything that earlier test files wrote is gone. Close your own
 * connections first. Takes about a tenth of a second.
 */
export async function resetTestDatabase(): Promise<TestDatabase> {
  const database = testDatabase();
  await copyTemplate(urlsOf('postgres').superuserUrl, new URL(database.ownerUrl).pathname.slice(1));
  return database;
}

/** The name of a worker's own database. */
export function workerDatabase(worker: number): string {
  return `peyvand_test_${worker}`;
}

function urlsOf(database: string): TestDatabase {
  const template = process.env.PEYVAND_TEST_DATABASE;
  if (template === undefined) throw new Error('No test database: run the tests with "npm test" or the server\'s jest.');
  const urls = JSON.parse(template) as TestDatabase;
  const at = (url: string) => url.replace(/\/DATABASE$/, `/${database}`);
  return { ownerUrl: at(urls.ownerUrl), appUrl: at(urls.appUrl), superuserUrl: at(urls.superuserUrl) };
}
