/**
 * Writes `persian.sql` from the table of key characters that JavaScript uses, so that `fa_key` and `normalizeKey` agree on
 * every character: `node --import ./server/test/support/typescript-hooks.mjs migrations/sql/persian-sql.mjs`. A landed file
 * changes only with a migration that rewrites the columns made by it.
 */
import { writeFileSync } from 'node:fs';

const keys = await import('../../server/src/platform/persian/text/key-characters.ts');

const LAST_CODE_POINT = 0x10ffff;
const hex = (code, length) => code.toString(16).padStart(length, '0');

/** A bracket expression without brackets, for codes in ascending order. */
function ranges(codes) {
  const escape = (code) => (code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`);
  let text = '';
  for (let index = 0; index < codes.length; index += 1) {
    const start = codes[index];
    while (codes[index + 1] === codes[index] + 1) index += 1;
    text += start === codes[index] ? escape(start) : `${escape(start)}-${escape(codes[index])}`;
  }
  return text;
}

/** A U& literal, so that no editor or client encoding can disturb the sets. */
const literal = (codes) => `U&'${codes.map((code) => `\\${hex(code, 4)}`).join('')}'`;

const span = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const keyOf = (code) => keys.keyOfCharacter(code);

const isSurrogate = (code) => code >= 0xd800 && code <= 0xdfff;
const codes = span(1, LAST_CODE_POINT).filter((code) => !isSurrogate(code));
const vanish = codes.filter((code) => keys.vanishesInKey(code));
const spaces = codes.filter((code) => {
  const character = String.fromCodePoint(code);
  return keyOf(code) === ' ' && (!keys.isPresentationForm(code) || character.normalize('NFKC') === character);
});
/** Composition has already replaced what it changes, and presentation forms are open. */
const mapped = codes.filter((code) => {
  const key = code > 0xffff ? ' ' : keyOf(code);
  const character = String.fromCodePoint(code);
  if (key === '' || key === ' ' || key === character) return false;
  return !keys.isPresentationForm(code) && character.normalize('NFC') === character;
});

/** What nearly all text is made of: it needs only the short translation. */
const commonFolds = [
  ...[0x64a, 0x649, 0x643, 0x626, 0x623, 0x625, 0x622, 0x624, 0x629, 0x6c0],
  ...span(0x6f0, 0x6f9),
  ...span(0x660, 0x669),
];
const commonGone = [0x200c, 0x621, 0x640, 0x200e, 0x200f];
const commonSpaces = spaces.filter((code) => code <= 0xff || (code >= 0x60c && code <= 0x61f) || code === 0x2026);
const arithmetic = [0x66a, 0x66b, 0x66c, 0x66d, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014];
const commonLetters = [...span(0x627, 0x628), ...span(0x62a, 0x63a), ...span(0x641, 0x642), ...span(0x644, 0x648)];
const persianLetters = [0x67e, 0x686, 0x698, 0x6a9, 0x6af, 0x6cc];
const ascii = [...span(0x30, 0x39), ...span(0x41, 0x5a), ...span(0x61, 0x7a)];
const common = [
  ...new Set([
    ...commonFolds,
    ...commonGone,
    ...commonSpaces,
    ...arithmetic,
    ...commonLetters,
    ...persianLetters,
    ...ascii,
  ]),
].sort((a, b) => a - b);
const commonSpaceSet = [...new Set([...commonSpaces, ...arithmetic])].sort((a, b) => a - b);

const near = (code) => code <= 0x24f || (code >= 0x600 && code <= 0x6ff);
const targets = (list) => list.map((code) => keyOf(code).codePointAt(0));
const translation = (list) => `translate(s, ${literal(list)}, ${literal(targets(list))})`;
const nearMap = mapped.filter((code) => near(code) && !common.includes(code));
const farMap = mapped.filter((code) => !near(code));
const vowelMarks = '\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u200b-\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff';
const forms = '\\ufb50-\\ufdff\\ufe70-\\ufefc';

const sql = `-- Persian text in the database. Written by persian-sql.mjs; equal to normalizeKey of the Persian engine.

create collation if not exists fa (provider = icu, locale = 'fa-IR-u-kn-true');
comment on collation fa is 'Persian dictionary order, numbers by value; compareFa of the Persian engine';

-- The wrappers below are bound when they are created, and the others use built-in functions only: restores and index
-- builds, which run without a search path, find everything.

-- Brings text of any script to characters that fa_key ends with: presentation forms opened, marks dropped, composed, then
-- character by character. Text of common characters comes back as it is.
create or replace function fa_key_rare(t text) returns text
  language plpgsql immutable strict parallel safe as $fa$
declare
  s text collate "C" := t;
begin
  if s !~ '[^${ranges(common)}]' then
    return s;
  end if;
  -- Vowel marks are the usual guests: without them most text is common.
  s := regexp_replace(s, '[${vowelMarks}]+', '', 'g');
  if s !~ '[^${ranges(common)}]' then
    return s;
  end if;
  if s ~ '[${forms}]' then
    select string_agg(case when c ~ '[${forms}]' then normalize(c, NFKC) else c end, '' order by n)
      into s from string_to_table(s, null) with ordinality as parts (c, n);
  end if;
  -- Some composed characters come apart under NFC: their marks go in the second round.
  s := normalize(regexp_replace(s, '[${ranges(vanish)}]+', '', 'g'), NFC);
  s := regexp_replace(s, '[${ranges(vanish)}]+', '', 'g');
  s := ${translation(nearMap)};
  if s ~ '[^\\u0001-\\u024f\\u0600-\\u06ff\\u2000-\\u206f]' then
    s := ${translation(farMap)};
  end if;
  return regexp_replace(s, '[${ranges(spaces)}]+', ' ', 'g');
end $fa$;

-- The search key of a text: marks, hamza, ZWNJ and case gone, letters and digits unified, punctuation as single spaces.
create or replace function fa_key(t text) returns text
  language sql immutable strict parallel safe
  return btrim(
    regexp_replace(
      translate(
        lower(fa_key_rare(t) collate "C"),
        ${literal([...commonFolds, ...commonGone])},
        ${literal(targets(commonFolds))}
      ),
      '[${ranges(commonSpaceSet)}]+', ' ', 'g'
    ),
    ' '
  );
comment on function fa_key(text) is 'Search key of a text, equal to normalizeKey; usable in generated columns and indexes';

create or replace function fa_search_of_key(key text) returns text
  language plpgsql immutable strict parallel safe as $fa$
begin
  return ' ' || key || ' ' || replace(key, ' ', '');
end $fa$;

-- The searchable form of a text: ' ' || key || ' ' || key without spaces, so that LIKE '% word%' finds word starts.
create or replace function fa_search(t text) returns text
  language sql immutable strict parallel safe
  return fa_search_of_key(fa_key(t));
comment on function fa_search(text) is 'Key and compact key of a text for LIKE ''% word%'', equal to searchText';

-- The same over several values; nulls are left out.
create or replace function fa_search(variadic parts text[]) returns text
  language sql immutable strict parallel safe
  return (
    select coalesce(string_agg(fa_search(part), '' order by place), '')
    from unnest(parts) with ordinality as listed (part, place)
  );
comment on function fa_search(text[]) is 'fa_search of several values; nulls are left out';
`;

writeFileSync(new URL('persian.sql', import.meta.url), sql);
console.log(
  `persian.sql: ${sql.length} characters, ${vanish.length} vanish, ${nearMap.length}+${farMap.length} mapped`,
);
