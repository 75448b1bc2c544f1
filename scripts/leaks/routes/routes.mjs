import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL, fileURLToPath } from 'node:url';

/** Settings for a server that notes its routes in `file`. */
export function tapped(file) {
  const tap = pathToFileURL(fileURLToPath(new URL('./tap.mjs', import.meta.url))).href;
  return { NODE_OPTIONS: `--import=${tap}`, ROUTES_FILE: file };
}

/** The routes that a running server has noted, each once. @throws Error when there are none: then nothing was looked at */
export function readRoutes(file) {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const routes = new Map(lines.map((line) => [line, JSON.parse(line)]));
  if (routes.size === 0) throw new Error('the server has noted no routes');
  return [...routes.values()].filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS');
}
