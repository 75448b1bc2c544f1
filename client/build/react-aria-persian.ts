import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { compileMessage } from './aria-message.ts';

type Messages = Record<string, Record<string, string>>;

const INTL_STRINGS =
  /[\\/](react-aria|react-aria-components|react-stately)[\\/]dist[\\/]private[\\/](?:\w+[\\/])?intlStrings\.mjs$/;
const ENGLISH_IMPORT = /from "(\.[^"]*?intl\/(?:(\w+)\/)?en-US\.mjs)"/;

/**
 * React Aria ships 34 locales and Persian is not among them. This plugin rewrites each of its string tables to hold
 * English and Persian only, which also takes some 50 kB gzip of unused languages out of the bundle.
 *
 * It hooks private paths of React Aria (pinned exactly), so it fails the build when a table has no Persian group or
 * when no table was met at all.
 */
export function reactAriaPersian(file: string): Plugin {
  const groups = JSON.parse(readFileSync(file, 'utf8')) as Messages;
  let seen = 0;
  let building = false;
  return {
    name: 'peyvand:react-aria-persian',
    enforce: 'pre',
    config(_config, env) {
      building = env.command === 'build';
    },
    transform(code, id) {
      const table = INTL_STRINGS.exec(id.split('?')[0] ?? id);
      if (!table) return null;
      const english = ENGLISH_IMPORT.exec(code);
      if (!english?.[1]) throw new Error(`${id} imports no English strings: React Aria has changed its form`);
      const name = english[2] ? `${table[1]}/${english[2]}` : `${table[1]}`;
      const messages = groups[name];
      if (!messages) throw new Error(`fa-aria.json has no group «${name}»`);
      seen += 1;
      return { code: tableModule(english[1], messages), map: null };
    },
    buildEnd(error) {
      if (building && !error && seen === 0) {
        throw new Error('React Aria string tables were not met: its private paths have moved');
      }
    },
  };
}

/** Module text of one string table: `{ 'en-US': …, 'fa-IR': … }`. */
function tableModule(english: string, messages: Record<string, string>): string {
  const persian = Object.entries(messages).map(([key, text]) => `${JSON.stringify(key)}: ${compileMessage(text)}`);
  return `import english from ${JSON.stringify(english)};\nexport default { 'en-US': english, 'fa-IR': {${persian.join(',\n')}} };\n`;
}
