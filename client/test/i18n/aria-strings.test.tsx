import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import { cleanup, render, screen } from '@testing-library/react';
import { I18nProvider } from 'react-aria-components';
import { describe, expect, it } from 'vitest';
import { compileMessage } from '../../build/aria-message';
import persian from '~/i18n/fa-aria.json';
import { MonthCalendar } from '~/ui/calendar-popover';

const require = createRequire(import.meta.url);
const PACKAGES = ['react-aria', 'react-aria-components', 'react-stately'];
type Table = Record<string, unknown>;

/** The English tables as the packages ship them, by group. */
async function englishTables(): Promise<Map<string, Table>> {
  const tables = new Map<string, Table>();
  for (const name of PACKAGES) {
    const folder = join(dirname(require.resolve(`${name}/package.json`)), 'dist/private/intl');
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const isFlat = entry.name === 'en-US.mjs';
      if (!entry.isDirectory() && !isFlat) continue;
      const file = isFlat ? join(folder, entry.name) : join(folder, entry.name, 'en-US.mjs');
      const module = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { default: Table };
      tables.set(isFlat ? name : `${name}/${entry.name}`, module.default);
    }
  }
  return tables;
}

describe('Persian strings of React Aria', () => {
  it('has every string of every table, and no others', async () => {
    const english = await englishTables();
    const keysOf = (tables: Iterable<[string, object]>) =>
      [...tables].flatMap(([group, messages]) => Object.keys(messages).map((key) => `${group}:${key}`)).sort();
    expect(keysOf(Object.entries(persian))).toEqual(keysOf(english));
  });

  it('uses the same arguments as the English text', async () => {
    const english = await englishTables();
    const wrong: string[] = [];
    for (const [group, messages] of Object.entries(persian as Record<string, Record<string, string>>)) {
      for (const [key, text] of Object.entries(messages)) {
        const used = new Set([...String(english.get(group)?.[key]).matchAll(/args\.(\w+)/g)].map((match) => match[1]));
        const named = [...text.matchAll(/\{(\w+)(?:,|\})/g)].map((match) => match[1]);
        if (named.some((name) => !used.has(name))) wrong.push(`${group}:${key}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('compiles plain, numbered and chosen messages', async () => {
    const formatter = {
      number: (value: number) => `#${value}`,
      select: (cases: Record<string, () => string>, value: string) => (cases[value] ?? cases.other)?.(),
    };
    const run = async (text: string, args: object) => {
      const code = `data:text/javascript,export default ${encodeURIComponent(compileMessage(text))}`;
      const { default: made } = (await import(/* @vite-ignore */ code)) as {
        default: string | ((args: object, formatter: object) => string);
      };
      return typeof made === 'string' ? made : made(args, formatter);
    };
    expect(await run('بستن', {})).toBe('بستن');
    expect(await run('{count, number} مورد از {name}', { count: 3, name: 'الف' })).toBe('#3 مورد از الف');
    expect(await run('{on, select, true {روشن {name}} other {}}', { on: 'true', name: 'ب' })).toBe('روشن ب');
    expect(await run('{on, select, true {روشن} other {}}', { on: 'false' })).toBe('');
  });

  it('reaches the widgets, and English stays English', () => {
    const month = (locale: string) =>
      render(
        <I18nProvider locale={locale}>
          <MonthCalendar label="تاریخ" value="2026-11-21" onChange={() => undefined} />
        </I18nProvider>,
      );
    month('fa-IR');
    expect(screen.getAllByRole('button', { name: 'بعدی' }).length).toBeGreaterThan(0);
    expect(screen.getByRole('button', { name: /انتخاب‌شده/ }).textContent).toBe('۳۰');
    cleanup();
    month('en-US-u-ca-persian');
    expect(screen.getAllByRole('button', { name: 'Next' }).length).toBeGreaterThan(0);
  });
});
