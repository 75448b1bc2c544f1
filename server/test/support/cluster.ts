import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type EmbeddedServer, openEmbedded, withClient } from '../../src/platform/database/connections.js';
import { isProcessAlive } from '../../src/platform/database/embedded/postmaster.js';
import { testSettings } from '../../src/platform/database/embedded/settings.js';

/** The migrated database that each worker's own database is copied from. */
export const TEMPLATE_DATABASE = 'peyvand_template';

const PREFIX = 'peyvand-test-';

export interface TestCluster {
  server: EmbeddedServer;
  dataDir: string;
  /** Stops the server and deletes its files. */
  remove(): Promise<void>;
}

/** Starts a throw-away database server in a temporary folder, with an empty template database and the roles. */
export async function startTestCluster(): Promise<TestCluster> {
  await removeAbandonedClusters();
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX));
  const server = await openEmbedded(dataDir, testSettings(), () => undefined);
  await server.database(TEMPLATE_DATABASE);
  return {
    server,
    dataDir,
    async remove() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * Replaces a database by a fresh copy of the template.
 *
 * @param superuserUrl connection to any other database of the server
 */
export async function copyTemplate(superuserUrl: string, name: string): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    const target = client.escapeIdentifier(name);
    await client.query(`drop database if exists ${target} with (force)`);
    // Copying files needs a fifth of the time that logging every page takes.
    await client.query(
      `create database ${target} template ${TEMPLATE_DATABASE} owner peyvand_owner strategy file_copy`,
    );
    // Rights and settings of a database are not part of a copy.
    await client.query(`revoke all on database ${target} from public`);
    await client.query(`grant connect on database ${target} to peyvand_app`);
  });
}

/** A run that was killed leaves its server behind: stop those whose run is over. */
async function removeAbandonedClusters(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const dataDir = join(tmpdir(), name);
    const owner = ownerOf(dataDir);
    if (owner === undefined || isProcessAlive(owner)) continue;
    try {
      process.kill(postmasterOf(dataDir), 'SIGQUIT');
      for (let i = 0; i < 50 && existsSync(join(dataDir, 'postgres', 'postmaster.pid')); i += 1) await delay(100);
    } catch {
      // Gone already, or another user's: then its files are not ours to delete either, and rm fails below.
    }
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
}

function ownerOf(dataDir: string): number | undefined {
  try {
    return (JSON.parse(readFileSync(join(dataDir, 'postgres.owner'), 'utf8')) as { pid: number }).pid;
  } catch {
    return undefined;
  }
}

function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}
