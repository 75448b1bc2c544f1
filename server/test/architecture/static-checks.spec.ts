import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const checks = fileURLToPath(new URL('../../../scripts/checks', import.meta.url));
type Check = (base: string) => string[];
const { physicalSides } = (await import(join(checks, 'css-sides.mjs'))) as { physicalSides: Check };
const { missingTexts } = (await import(join(checks, 'texts.mjs'))) as { missingTexts: Check };

let base: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'peyvand-checks-'));
});

afterEach(() => rmSync(base, { recursive: true, force: true }));

function write(path: string, content: string | object): void {
  mkdirSync(dirname(join(base, path)), { recursive: true });
  writeFileSync(join(base, path), typeof content === 'string' ? content : JSON.stringify(content));
}

describe('the check of writing direction', () => {
  it.each(['ml-2', '-mr-4', 'md:pl-[3px]', 'left-0', 'text-left', 'border-l', 'rounded-tr-lg', 'hover:right-1/2'])(
    'catches the class %s',
    (name) => {
      write('client/src/ui/card.tsx', `export const card = <div className="flex ${name} p-2" />;`);
      expect(physicalSides(base)).toHaveLength(1);
    },
  );

  it.each([
    'ms-2',
    'start-0',
    'text-start',
    'border-s',
    'rounded-se-lg',
    'rtl:ml-2',
    'md:ltr:left-0',
    'leading-6',
    'prl-1',
  ])('lets the class %s pass', (name) => {
    write('client/src/ui/card.tsx', `export const card = <div className="flex ${name} p-2" />;`);
    expect(physicalSides(base)).toEqual([]);
  });

  it('lets plain words and comments pass', () => {
    write('client/src/ui/drag.ts', "const side = 'left';\n// moved to the right-hand side\nexport { side };\n");
    expect(physicalSides(base)).toEqual([]);
  });

  it('catches properties in style sheets', () => {
    write(
      'client/src/styles/a.css',
      '.a { margin-left: 1px }\n.b { margin-inline-start: 1px }\n.c { text-align: right }\n',
    );
    expect(physicalSides(base).map((line) => line.split(': ')[0])).toEqual([
      'client/src/styles/a.css:1',
      'client/src/styles/a.css:3',
    ]);
  });
});

describe('the check of texts', () => {
  const client = (language: string, texts: object) => write(`client/src/i18n/locales/${language}/common.json`, texts);

  it('lets complete languages and known keys pass, plurals and branches included', () => {
    client('fa', {
      save: 'ذخیره',
      deals_one: '{{count}} فرصت',
      deals_other: '{{count}} فرصت',
      days: { first: 'شنبه' },
    });
    client('en', {
      save: 'Save',
      deals_one: '{{count}} deal',
      deals_other: '{{count}} deals',
      days: { first: 'Saturday' },
    });
    write(
      'client/src/app/a.tsx',
      "t('save'); t('common:days.first'); t('deals', { count }); t('days', { returnObjects: true });",
    );
    expect(missingTexts(base)).toEqual([]);
  });

  it('catches a key that one language lacks, on both sides', () => {
    client('fa', { save: 'ذخیره', only: 'تنها' });
    client('en', { save: 'Save', alone: 'Alone' });
    expect(missingTexts(base)).toHaveLength(2);
  });

  it('catches empty texts and differing placeholders', () => {
    client('fa', { a: ' ', b: '{{name}} رفت' });
    client('en', { a: 'A', b: '{{user}} left' });
    expect(missingTexts(base)).toHaveLength(2);
  });

  it('catches keys that the code names and nobody wrote', () => {
    client('fa', { save: 'ذخیره' });
    client('en', { save: 'Save' });
    write('client/src/app/a.tsx', "t('save'); t('gone'); t('leads:title');");
    expect(missingTexts(base)).toHaveLength(2);
  });

  it('looks at the server as well, in files and in folders', () => {
    write('server/src/platform/i18n/locales/fa/errors.json', {
      errors: { 'record.stale': 'کهنه', 'record.gone': 'نیست' },
    });
    write('server/src/platform/i18n/locales/en/errors.json', { errors: { 'record.stale': 'Stale' } });
    write('server/src/core/a.ts', "say(locale, 'errors.record.stale'); say(request.locale, 'errors.nobody');");
    expect(missingTexts(base)).toHaveLength(2);
  });
});
