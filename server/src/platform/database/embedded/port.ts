import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { DatabaseSetupError } from '../database-setup-error.js';

/** The port remembered in the file while it is free, else a new free one, which is then remembered. */
export async function rememberedPort(path: string): Promise<number> {
  const remembered = readPort(path);
  if (remembered !== undefined && (await isFree(remembered))) return remembered;
  const port = await probe(0);
  if (port === undefined) throw new DatabaseSetupError('No free TCP port on 127.0.0.1 for the embedded Postgres.');
  writeFileSync(path, `${port}\n`);
  return port;
}

/** Whether nobody listens on this loopback port. */
export async function isFree(port: number): Promise<boolean> {
  return (await probe(port)) !== undefined;
}

function readPort(path: string): number | undefined {
  try {
    const port = Number(readFileSync(path, 'utf8'));
    return Number.isInteger(port) && port > 1023 && port <= 65535 ? port : undefined;
  } catch {
    return undefined;
  }
}

function probe(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : undefined));
    });
  });
}
