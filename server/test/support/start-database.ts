import { migrate } from '../../src/platform/database/migrate.js';
import { copyTemplate, startTestCluster, TEMPLATE_DATABASE, type TestCluster } from './cluster.js';
import { workerDatabase } from './database.js';

/** Starts the run's database server, migrates the template and copies it once for each worker. */
export async function startDatabase(workers: number): Promise<TestCluster> {
  const cluster = await startTestCluster();
  try {
    const { ownerUrl, superuserUrl } = cluster.server.urls(TEMPLATE_DATABASE);
    await migrate({ ownerUrl, superuserUrl });
    const administration = cluster.server.urls('postgres').superuserUrl;
    for (let worker = 1; worker <= workers; worker += 1) {
      await copyTemplate(administration, workerDatabase(worker));
    }
    process.env.PEYVAND_TEST_DATABASE = JSON.stringify(cluster.server.urls('DATABASE'));
    return cluster;
  } catch (error) {
    await cluster.remove();
    throw error;
  }
}
