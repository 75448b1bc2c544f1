import { RawJson } from './json-text.mjs';

const nested = (depth, open, close) => new RawJson(`${open.repeat(depth)}1${close.repeat(depth)}`);
const many = (count) => Array.from({ length: count }, (_, i) => i);

/** Texts that have broken other products: characters, lengths, and words that mean something to somebody below. */
export const TEXTS = [
  ...[
    '',
    ' ',
    '\t\r\n',
    '\u0000',
    'a\u0000b',
    '\ud800',
    'نام\udfff',
    '\udc00\ud800',
    '\ufeffنام',
    '\u200c',
    '\u200f\u200e',
  ],
  ...[
    '\u202e\u202bنام\u202c',
    '\u2066نام',
    'ي ك ة ٠١٢ ۰۱۲',
    '𝕏👩‍👩‍👧',
    'e\u0301'.repeat(300),
    'ﷺ'.repeat(200),
    '\uffff',
    '\u0085\u2028\u2029',
  ],
  ...['ی'.repeat(501), 'ی'.repeat(10_000), 'x'.repeat(1_048_576), '9'.repeat(400), '-'.repeat(3000), '%'.repeat(300)],
  ...['null', 'undefined', 'NaN', 'Infinity', '-0', '1e309', '0x1F', '1_000', '۱۲٫۵', '1,000', '+', '--1', '.'],
  ...['now', 'epoch', 'infinity', '-infinity', 'today', '2026-02-30', '1404-12-30', '0000-00-00', '9999-99-99'],
  ...[
    '-4713-01-01',
    '+292278994-08-17',
    '2026-11-21T25:00:00Z',
    '2026-11-21T08:30:00+99:99',
    '2026-11-21 08:30',
    '24:00',
  ],
  ...[
    '../../../../etc/passwd',
    '..\\..\\boot.ini',
    'C:\\CON',
    '/dev/null',
    'file:///etc/passwd',
    'javascript:alert(1)',
  ],
  ...['http://127.0.0.1:1/', 'http://[::1]/', 'data:text/html,x', '<script>alert(1)</script>', '<svg/onload=alert(1)>'],
  ...[
    '${7*7}',
    '{{7*7}}',
    '#{7*7}',
    '<%= 7 %>',
    '=1+1',
    '@SUM(1)',
    '\r\nx-injected: 1',
    'a\r\n\r\nb',
    '%00',
    '%c0%ae',
    '\\u0000',
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'hasOwnProperty',
    'toString',
    'valueOf',
    'then',
    '$where',
    '{"a":1}',
    '[]',
  ],
  ...[
    'a@b',
    'a@b.c\r\nbcc: x@y.ir',
    '"<x>"@example.ir',
    'x'.repeat(250) + '@example.ir',
    'http://' + 'a'.repeat(3000) + '.ir',
  ],
  ...[
    '(a+)+$',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '_'.repeat(60) + '!',
    '*',
    '?',
    '\\',
    "'",
    '"',
    '`',
    ';',
    '--',
    '/*',
    '$1',
    '$$',
  ],
];

/** Numbers at the edges of every type that a number could be kept as. */
export const NUMBERS = [
  ...[0, -0, 1, -1, 0.1, -0.5, 1e-320, 127, 32_767, 32_768, 65_536, 2_147_483_647, 2_147_483_648, -2_147_483_649],
  ...[
    9_007_199_254_740_991,
    9_007_199_254_740_994,
    9.3e18,
    1.8e19,
    1e21,
    1e100,
    1.7e308,
    -1.7e308,
    101,
    200,
    201,
    1e6 + 0.5,
  ],
  new RawJson('1e999'),
  new RawJson('-1e999'),
  new RawJson(`1${'0'.repeat(400)}`),
  new RawJson(`0.${'0'.repeat(400)}1`),
];

/** Lists and objects where something else was wanted. */
export const STRUCTURES = [
  ...[
    null,
    true,
    false,
    [],
    {},
    [[]],
    [null],
    [{}],
    { a: 1 },
    { amount: {} },
    { $gt: '' },
    { ne: null },
    { length: 1e9 },
  ],
  ...[
    { toString: 'x' },
    { valueOf: 'x' },
    { constructor: { prototype: { admin: true } } },
    { amount: '1', currency: 'USD' },
  ],
  ...[
    { amount: 1, currency: 'IRR' },
    { amount: '-9'.padEnd(30, '9') },
    { type: 'account', id: null },
    { type: '__proto__', id: 'x' },
  ],
  ...[
    many(1001),
    many(20_000),
    Array.from({ length: 300 }, () => 'ن'.repeat(50)),
    Object.fromEntries(many(600).map((i) => [`f${i}`, i])),
  ],
  new RawJson('{"__proto__":{"admin":true}}'),
  new RawJson('{"constructor":{"prototype":{"admin":true}}}'),
  new RawJson('{"a":1,"a":{"__proto__":null}}'),
  nested(40, '[', ']'),
  nested(3000, '[', ']'),
  nested(3000, '{"a":', '}'),
];

/** Anything hostile at all. */
export function hostileValue(random) {
  return random.pick(random.pick([TEXTS, TEXTS, NUMBERS, STRUCTURES]));
}
