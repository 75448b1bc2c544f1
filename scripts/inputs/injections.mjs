/** What SQL would have to be reached through: names of fields, directions, operators, paths, and values. */
const NAMES = [
  ...[
    'name||(select password_hash from user_secrets limit 1)',
    '(select pg_sleep(3))',
    'pg_sleep(3)',
    '(select 1)',
    '-(select 1)',
  ],
  ...[
    'case when (1=1) then name else id end',
    '"name"',
    'name" asc, "id',
    '1',
    '1,2',
    'accounts.name',
    'public.accounts.id',
  ],
  ...['xmin', 'ctid', 'tableoid', 'owner_id', 'deleted_at', 'name_key', 'password_hash', '__proto__', 'constructor'],
  ...["custom->>'a'", "custom #>> '{a}'", "custom.a' or '1'='1", 'custom.a->b', "custom['a']", 'custom.__proto__.x'],
  ...['hasOwnProperty', 'account.constructor', 'account..city', '*', 'count(*)', '$1', '?', ':name', '@@version'],
  ...['array_agg(name)', 'row_to_json(accounts)', 'current_setting(0x61)', 'lo_import(1)', 'pg_read_file(1)'],
];

/** Behind the name of a field that is really there. */
const TAILS = [
  ...[
    '; select 1',
    '; drop table accounts--',
    ' desc',
    ' asc',
    ' desc nulls first',
    '::text',
    ' collate "C"',
    '--',
    '/**/desc',
    '\\',
  ],
  ...[
    ' limit 1',
    ' union select 1',
    "' or 'a'='a",
    '=id',
    ') or (1=1',
    ' using <',
    '[1]',
    '->0',
    '.x',
    '\u0000',
    '%00',
    '%20desc',
    '\n desc',
  ],
];

const VALUES = [
  ...[
    "' or 1=1--",
    "'; select pg_sleep(3)--",
    "' and 1=(select count(*) from users)--",
    "%' union select null,null--",
    "\\' or 1=1--",
  ],
  ...[
    "' || (select pg_sleep(3)) || '",
    '1; drop table accounts',
    '1) or (1=1',
    "')) or 1=1--",
    "' order by 99--",
    "'/**/or/**/1=1--",
    'x" or "a"="a',
  ],
  ...[
    '$$;select pg_sleep(3);$$',
    "E'\\\\x27",
    "U&'\\0027'",
    "'::regclass--",
    "' and cast(version() as int)=1--",
    '{"a":"\' or 1=1"}',
    "'; copy users to program 'id'--",
  ],
];

const DISGUISES = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.replaceAll(' ', '/**/'),
  (text) => text.replaceAll(' ', '\t'),
  (text) => text.replaceAll("'", '\u02bc').replaceAll('"', '\uff02'),
];

const disguised = (texts, count) => texts.flatMap((text) => DISGUISES.slice(0, count).map((dress) => dress(text)));

/** Where a name of a field, a direction or an operator is wanted; none of them is one. */
export const NAME_INJECTIONS = [
  ...new Set(
    disguised([...NAMES, ...['name', 'id', 'createdAt'].flatMap((name) => TAILS.map((tail) => name + tail))], 4),
  ),
];

/** Where a value is wanted. */
export const VALUE_INJECTIONS = [...new Set(disguised(VALUES, 5))];
