import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { hasMessage } from '../i18n/messages.js';

const CALL = /\b(?:refuse|accept)\((?:[^()]|\([^()]*\))*\)/g;
const CODE = /'([a-z]\w*\.[a-z]\w*)'/gi;

function codesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').match(CALL) ?? [])
    .flatMap((call) => [...call.matchAll(CODE)].map((match) => match[1] as string));
}

test('every code of a check has a sentence in both languages', () => {
  const codes = [...new Set(codesIn(import.meta.dirname))];
  const said = (code: string) =>
    (['fa', 'en'] as const).every(
      (locale) => hasMessage(locale, `errors.${code}`) || hasMessage(locale, `warnings.${code}`),
    );
  expect(codes.length).toBeGreaterThan(40);
  expect(codes.filter((code) => !said(code))).toEqual([]);
});
