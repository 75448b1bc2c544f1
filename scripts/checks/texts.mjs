import { basename } from 'node:path';
import { filesBelow, readText } from '../lib/files.mjs';

const PLURAL = /_(zero|one|two|few|many|other)$/;
const CLIENT_LOCALES = 'client/src/i18n/locales';

/**
 * Whether Persian and English say the same things: same keys, same placeholders, no empty text, and every key that
 * the code names is there.
 *
 * @param {string} base folder of the project
 * @returns {string[]} one line per fault
 */
export function missingTexts(base) {
  const client = compareLanguages(base, CLIENT_LOCALES);
  const server = filesBelow(base, 'server/src', /\.json$/)
    .map((path) => path.match(/^(.*\/locales)\//)?.[1])
    .filter((folder, index, all) => folder !== undefined && all.indexOf(folder) === index)
    .map((folder) => compareLanguages(base, folder));
  return [
    ...[client, ...server].flatMap(({ faults }) => faults),
    ...unknownClientKeys(base, client.areas),
    ...unknownServerKeys(
      base,
      new Set(server.flatMap(({ areas }) => [...areas.values()].flatMap((keys) => [...keys]))),
    ),
  ];
}

/** Compares `<folder>/fa/*.json` with `<folder>/en/*.json`, or `<folder>/fa.json` with `<folder>/en.json`. */
function compareLanguages(base, folder) {
  const [fa, en] = ['fa', 'en'].map((language) => readLanguage(base, folder, language));
  const areas = new Map([...fa].map(([area, texts]) => [area, keysOf(texts)]));
  const faults = [...new Set([...fa.keys(), ...en.keys()])].flatMap((area) =>
    compareArea(`${folder}/{fa,en}/${area}`, fa.get(area) ?? new Map(), en.get(area) ?? new Map()),
  );
  return { areas, faults };
}

function compareArea(where, fa, en) {
  const faults = [];
  const [faKeys, enKeys] = [keysOf(fa), keysOf(en)];
  for (const key of faKeys) if (!enKeys.has(key)) faults.push(`${where}: "${key}" is missing in English`);
  for (const key of enKeys) if (!faKeys.has(key)) faults.push(`${where}: "${key}" is missing in Persian`);
  for (const [key, text] of [...fa, ...en]) if (text.trim() === '') faults.push(`${where}: "${key}" is empty`);
  for (const [key, text] of fa) {
    const other = en.get(key);
    if (other !== undefined && placeholders(text) !== placeholders(other)) {
      faults.push(`${where}: "${key}" has other placeholders in Persian than in English`);
    }
  }
  return faults;
}

function readLanguage(base, folder, language) {
  const files = filesBelow(base, folder, /\.json$/).filter(
    (path) => path.startsWith(`${folder}/${language}/`) || path === `${folder}/${language}.json`,
  );
  const area = (name) => (name === language ? 'texts' : name);
  return new Map(files.map((path) => [area(basename(path, '.json')), flatten(base, path)]));
}

function flatten(base, path) {
  const texts = new Map();
  const visit = (value, prefix) => {
    for (const [name, child] of Object.entries(value)) {
      const key = prefix === '' ? name : `${prefix}.${name}`;
      if (typeof child === 'string') texts.set(key, child);
      else visit(child, key);
    }
  };
  visit(JSON.parse(readText(base, path)), '');
  return texts;
}

function keysOf(texts) {
  return new Set([...texts.keys()].map((key) => key.replace(PLURAL, '')));
}

function placeholders(text) {
  const names = [...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1]);
  return [...new Set(names)].sort().join();
}

/** Keys written out in the client: `t('area:key')`, or `t('key')` of the areas the file asks for. */
function unknownClientKeys(base, areas) {
  const sources = filesBelow(base, 'client/src', /\.tsx?$/).filter((path) => !/\.test\./.test(path));
  return sources.flatMap((path) => {
    const source = readText(base, path);
    const asked = [...source.matchAll(/useTranslation\(\s*\[?([^)\]]*)/g)].flatMap((match) =>
      [...match[1].matchAll(/'([\w-]+)'/g)].map((name) => name[1]),
    );
    return literalKeys(source)
      .filter((key) => !isKnown(key, areas, [...asked, 'common']))
      .map((key) => `${path}: the text "${key}" does not exist`);
  });
}

function literalKeys(source) {
  const calls = source.matchAll(/(?<![\w.$])(?:t\(\s*'([^'\n]+)'|say\(\s*'([\w-]+:[^'\n]+)')/g);
  return [...new Set([...calls].map((match) => match[1] ?? match[2]))];
}

function isKnown(key, areas, asked) {
  const [first, rest] = key.split(':');
  const has = (area, name) => areas.get(area)?.has(name) || startsSome(areas.get(area), name);
  return rest === undefined ? asked.some((area) => has(area, first)) : has(first, rest);
}

/** `returnObjects` asks for a whole branch. */
function startsSome(keys, name) {
  return keys !== undefined && [...keys].some((key) => key.startsWith(`${name}.`));
}

/** Keys written out in the server: `say(locale, 'section.key')`. */
function unknownServerKeys(base, known) {
  const sources = filesBelow(base, 'server/src', /\.ts$/).filter((path) => !path.endsWith('.spec.ts'));
  return sources.flatMap((path) =>
    [...readText(base, path).matchAll(/\bsay\(\s*[^,()]+(?:\(\))?,\s*'([\w.:-]+)'/g)]
      .map((match) => match[1])
      .filter((key) => !known.has(key))
      .map((key) => `${path}: the text "${key}" does not exist`),
  );
}
