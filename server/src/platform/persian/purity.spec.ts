import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from '@jest/globals';

const root = import.meta.dirname;
const IMPORT = /\bfrom '([^']+)'/g;

test('the engine stays pure: it imports itself and jalaali-js, so that it runs in a browser', () => {
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.spec)\.ts$/.test(name),
  );
  const foreign = sources.flatMap((name) =>
    [...readFileSync(join(root, name), 'utf8').matchAll(IMPORT)]
      .map((match) => match[1] as string)
      .filter((target) => target !== 'jalaali-js')
      .filter((target) => !target.startsWith('.') || relative(root, join(root, dirname(name), target)).startsWith('..'))
      .map((target) => `${name} imports ${target}`),
  );
  expect(sources.length).toBeGreaterThan(40);
  expect(foreign).toEqual([]);
});
