import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the project. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A path inside the project. */
export const inRoot = (...parts) => join(root, ...parts);

const nodeExecutable = process.platform === 'win32' ? 'node.exe' : 'node';

/** The Node that the project pins, installed by npm; the one that runs us when the pin has no build for this machine. */
export function pinnedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const pinned = inRoot('node_modules', `node-${platform}-${process.arch}`, 'bin', nodeExecutable);
  return existsSync(pinned) ? pinned : process.execPath;
}
