import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Client } from 'pg';
import { compareFa, normalizeKey, normalizeStore, searchText } from '../../src/platform/persian/index.js';
import { testDatabase } from '../support/database.js';

interface Vectors {
  normalise: { input: string; key: string; compact: string }[];
}

const file = new URL('../fixtures/persian_vectors.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;

let client: Client;

beforeAll(async () => {
  client = new Client({ connectionString: testDatabase().ownerUrl });
  await client.connect();
});

afterAll(() => client.end());

async function faKeys(texts: string[]): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>(
    'select fa_key(t) as key from unnest($1::text[]) with ordinality as u (t, n) order by n',
    [texts],
  );
  return rows.map((row) => row.key);
}

/** Characters in runs of 97 with a letter between them, so that a few calls cover a whole plane. */
function runsOf(from: number, to: number): string[] {
  const runs: string[] = [];
  let run = '';
  for (let code = from; code <= to; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    run += `x${String.fromCodePoint(code)}`;
    if (code % 97 === 0 || code === to) {
      runs.push(`${run}x`);
      run = '';
    }
  }
  return runs;
}

describe('fa_key', () => {
  test('gives every vector', async () => {
    expect(await faKeys(vectors.normalise.map((row) => row.input))).toEqual(vectors.normalise.map((row) => row.key));
  });

  test.each([
    ['the basic plane', 0x1, 0xffff],
    ['emoji, symbols and historic scripts', 0x10000, 0x1ffff],
    ['Han extensions', 0x2f000, 0x30fff],
    ['tags and private use', 0xe0000, 0xe0fff],
  ])('agrees with normalizeKey on every character of %s', async (_plane, from, to) => {
    const runs = runsOf(from, to);
    const keys = await faKeys(runs);
    const different = runs.flatMap((run, index) => (keys[index] === normalizeKey(run) ? [] : [[run, keys[index]]]));
    expect(different).toEqual([]);
  });

  test('agrees with normalizeKey on random mixtures, before and after storing', async () => {
    const piece = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...'ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیيكىئؤأإآةۀءٱہھەے') },
      {
        weight: 3,
        arbitrary: fc.constantFrom(' ', '  ', '\n', '\t', '\u00a0', '\u200c', '\u200d', '\u200f', '\u2067'),
      },
      { weight: 2, arbitrary: fc.constantFrom(...'0123456789۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩') },
      { weight: 2, arbitrary: fc.constantFrom(...'abcXYZéÉñÅİıßΣςЖё') },
      { weight: 2, arbitrary: fc.constantFrom(...'.,;:!?-_/\\%\'"()[]{}«»،؛؟٪٫٬…–—@#') },
      { weight: 2, arbitrary: fc.integer({ min: 0x64b, max: 0x655 }).map((code) => String.fromCharCode(code)) },
      { weight: 2, arbitrary: fc.integer({ min: 0xfb50, max: 0xfdff }).map((code) => String.fromCharCode(code)) },
      { weight: 2, arbitrary: fc.integer({ min: 0xfe70, max: 0xfefc }).map((code) => String.fromCharCode(code)) },
      { weight: 1, arbitrary: fc.integer({ min: 0x300, max: 0x36f }).map((code) => String.fromCharCode(code)) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('😀', '한', '\u1112\u1161\u11ab', 'か\u3099', '\u09c7\u09be', '漢', '𠀀'),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }) },
    );
    const text = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join('').replaceAll('\0', ''));
    const samples = fc.sample(text, 6000);
    const keys = await faKeys(samples);
    const stored = samples.map(normalizeStore);
    expect(keys).toEqual(samples.map(normalizeKey));
    expect(await faKeys(stored)).toEqual(keys);
    expect(await faKeys(keys)).toEqual(keys);
    expect(stored.map(normalizeStore)).toEqual(stored);
  });

  test('is null for null and works where no search path is set, as in a restore', async () => {
    await client.query('begin');
    const { rows: schemas } = await client.query<{ name: string }>('select current_schema() as name');
    const schema = schemas[0]?.name;
    await client.query(`set local search_path = ''`);
    const { rows } = await client.query(
      `select ${schema}.fa_key(null) as missing, ${schema}.fa_search('Ｃａｆé ﷲ') as rare`,
    );
    await client.query('rollback');
    expect(rows).toEqual([{ missing: null, rare: searchText('Ｃａｆé ﷲ') }]);
  });
});

describe('fa_search', () => {
  test('is the key and the compact key, for one text or several values', async () => {
    const { rows } = await client.query(
      `select fa_search('شركت پارس خودرو') as one, fa_search('آب', null, 'B c') as several`,
    );
    expect(rows).toEqual([{ one: ' شرکت پارس خودرو شرکتپارسخودرو', several: ' اب اب b c bc' }]);
    expect(searchText('شركت پارس خودرو')).toBe(' شرکت پارس خودرو شرکتپارسخودرو');
    expect(searchText('آب', null, 'B c')).toBe(' اب اب b c bc');
  });

  test('fills a generated column that finds a record typed another way', async () => {
    await client.query('begin');
    await client.query(
      'create temp table firms (name text, search_key text generated always as (fa_search(name)) stored) on commit drop',
    );
    await client.query(`insert into firms values ('پاک‌نژاد'), ('مُحمّد رضائي'), ('نشانی نامربوط')`);
    const find = (word: string) => client.query('select name from firms where search_key like $1', [`% ${word}%`]);
    const hits = [await find(normalizeKey('پاکنژاد')), await find(normalizeKey('رضایی')), await find('ژاد')];
    await client.query('rollback');
    expect(hits.map(({ rows }) => rows)).toEqual([[{ name: 'پاک‌نژاد' }], [{ name: 'مُحمّد رضائي' }], []]);
  });
});

test('the collation fa sorts as compareFa does', async () => {
  const sorted =
    '2 10 آب آرش اب ابراهیم احمد اصغر أحمد بهرام پرویز تینا ثریا جمشید چنگیز حمید خسرو دارا ذبیح رضا زهرا ژاله سارا شهرام صابر ضیا طاها ظفر عباس علی غلام فرهاد قاسم کامران گلنار لاله مریم نادر وحید هادی یاس ali'.split(
      ' ',
    );
  const shuffled = [...sorted].reverse();
  const { rows } = await client.query<{ word: string }>(
    'select word from unnest($1::text[]) as u (word) order by word collate "fa"',
    [shuffled],
  );
  expect(rows.map((row) => row.word)).toEqual(sorted);
  expect(shuffled.sort(compareFa)).toEqual(sorted);
});
