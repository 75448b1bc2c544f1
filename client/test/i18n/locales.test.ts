import { describe, expect, it } from 'vitest';

const files = import.meta.glob<{ default: object }>('../../src/i18n/locales/*/*.json', { eager: true });
const sources = import.meta.glob<string>('../../src/**/*.{ts,tsx}', { eager: true, query: '?raw', import: 'default' });

function flat(value: object, prefix = ''): Map<string, string> {
  const entries = Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' ? [...flat(inner, `${prefix}${key}.`)] : [[`${prefix}${key}`, String(inner)] as const],
  );
  return new Map(entries);
}

function area(language: string, name: string): Map<string, string> {
  return flat(files[`../../src/i18n/locales/${language}/${name}.json`]?.default ?? {});
}

const areas = [...new Set(Object.keys(files).map((path) => path.split('/').at(-1)?.replace('.json', '') ?? ''))];

describe('texts', () => {
  it.each(areas)('%s has the same keys in both languages', (name) => {
    expect([...area('en', name).keys()].sort()).toEqual([...area('fa', name).keys()].sort());
  });

  it.each(areas)('%s uses the same values in both languages', (name) => {
    const values = (text: string) =>
      [...text.matchAll(/\{\{(\w+)/g)]
        .map((match) => match[1])
        .sort()
        .join();
    const english = area('en', name);
    const different = [...area('fa', name)].filter(([key, text]) => values(english.get(key) ?? '') !== values(text));
    expect(different).toEqual([]);
  });

  it.each(areas)('%s is written in clean Persian', (name) => {
    const faults = [/[يكى!٠-٩]/, /[0-9](?![^{]*\}\})/, /(^|\s)(می|نمی) /];
    const unclean = [...area('fa', name)].filter(([, text]) => faults.some((fault) => fault.test(text)));
    expect(unclean).toEqual([]);
  });

  it('has every key that the code names with its area', () => {
    const missing: string[] = [];
    for (const [path, source] of Object.entries(sources)) {
      for (const match of source.matchAll(/\bt\(\s*'([a-z][\w-]*):([\w.]+)'/g)) {
        const [, name = '', key = ''] = match;
        const texts = area('fa', name);
        // A counted text has its forms under `_one` and `_other`.
        if (!texts.has(key) && !texts.has(`${key}_other`)) missing.push(`${path}: ${name}:${key}`);
      }
    }
    expect(missing).toEqual([]);
  });
});
