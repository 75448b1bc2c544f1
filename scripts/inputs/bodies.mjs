import { hostileValue } from './hostile-values.mjs';
import { jsonText, RawJson } from './json-text.mjs';
import { schemaValue } from './schema-values.mjs';

const JSON_TYPE = { 'content-type': 'application/json' };

/** Columns and powers that nobody may write by naming them. */
export const POWERS = [
  ...[
    'tenantId',
    'role',
    'isAdmin',
    'admin',
    'balance',
    'passwordHash',
    'password_hash',
    'deletedAt',
    'deleted_at',
    'created_at',
  ],
  ...[
    'created_by',
    'updated_by',
    'owner_id',
    'org_unit_id',
    'external_id',
    'isSystem',
    'permissions',
    'grants',
    'roleIds',
    'role_ids',
  ],
  ...[
    'kind',
    'active',
    'status',
    'score',
    'number',
    'builtin',
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'custom.x',
  ],
];

/** Bodies of one route, by what is wrong with them; each gives `{ headers, body }`, and `refused` when no 2xx may follow. */
export const BODY_KINDS = {
  plausible: (schema, random, world) => asJson(schemaValue(schema, random, world)),
  hostileMember(schema, random, world) {
    const value = schemaValue(schema, random, world);
    const names = Object.keys(world.resolve(schema).properties ?? { data: 1 });
    for (let left = 1 + random.int(2); left > 0; left -= 1) replace(value, random.pick(names), random);
    return asJson(value);
  },
  massAssignment(schema, random, world) {
    const value = schemaValue(schema, random, world);
    const known = world.resolve(schema).properties ?? {};
    const names = [...new Set([...POWERS, ...world.columns])].filter((name) => !(name in known));
    const name = random.pick(names);
    const member = `${JSON.stringify(name)}:${jsonText(random.pick([true, 1, 'admin', random.uuid(), null, {}]))}`;
    const body = jsonText(value).replace(/^\{/, `{${member}${Object.keys(value ?? {}).length > 0 ? ',' : ''}`);
    // What echoes a record may name its id and version; they are compared, never written.
    const echo = ['id', 'version'].includes(name) || schema.additionalProperties === true;
    return { headers: JSON_TYPE, body, refused: !echo };
  },
  notAnObject: (_, random) =>
    asJson(random.pick([[], [{}], null, 1, 'x', true, new RawJson('1e999'), [[{ data: [] }]]])),
  brokenJson(schema, random, world) {
    const text = jsonText(schemaValue(schema, random, world));
    const broken = random.pick([
      ...[
        `${text}}`,
        text.slice(0, -1),
        `${text},`,
        `[${text}`,
        text.replaceAll('"', "'"),
        `\ufeff\ufeff${text}`,
        `/**/${text}`,
      ],
      ...[
        '{"a":NaN}',
        '{"a":01}',
        '{"a":1,}',
        '{a:1}',
        '{"a":"\n"}',
        '{"a":"\\x"}',
        '{"a":"\\ud8"}',
        '{',
        '"',
        ' ',
        'undefined',
        '{"a":1}{"b":2}',
      ],
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
      Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xc3, 0x28, 0xed, 0xa0, 0x80]), Buffer.from('"}')]),
      Buffer.from(text, 'utf16le'),
    ]);
    return { headers: JSON_TYPE, body: broken };
  },
  wrongMediaType(schema, random, world) {
    const type = random.pick([
      ...[
        'text/plain',
        'text/html',
        'application/xml',
        'application/x-www-form-urlencoded',
        'application/octet-stream',
        'image/png',
      ],
      ...[
        'multipart/form-data',
        'multipart/form-data; boundary=x',
        'multipart/form-data; boundary="',
        'application/json; charset=utf-16',
      ],
      ...[
        'application/jsonx',
        'application/',
        '/',
        'x',
        '',
        'application/json, text/html',
        'application/json; boundary=' + 'x'.repeat(2000),
      ],
    ]);
    return { headers: type === '' ? {} : { 'content-type': type }, body: jsonText(schemaValue(schema, random, world)) };
  },
  wrongEncoding: (schema, random, world) => ({
    headers: { ...JSON_TYPE, 'content-encoding': random.pick(['gzip', 'br', 'deflate', 'x', 'gzip, gzip']) },
    body: jsonText(schemaValue(schema, random, world)),
  }),
  empty: (_, random) => ({ headers: random.chance(0.5) ? JSON_TYPE : {}, body: random.chance(0.5) ? '' : undefined }),
  huge: (_, random) => asJson({ name: 'ن'.repeat(random.pick([500_000, 2_700_000])), data: [] }),
};

/** How often each kind comes. */
export const BODY_WEIGHTS = {
  ...{ plausible: 16, hostileMember: 40, massAssignment: 16, notAnObject: 5, brokenJson: 10 },
  ...{ wrongMediaType: 6, wrongEncoding: 2, empty: 4, huge: 0.3 },
};

const asJson = (value) => ({ headers: JSON_TYPE, body: jsonText(value) });

/** Puts something hostile at a name, or deep inside of what stands there. */
function replace(value, name, random) {
  const inner = value[name];
  if (Array.isArray(inner) && inner.length > 0 && random.chance(0.5)) {
    const at = random.int(inner.length);
    if (typeof inner[at] === 'object' && inner[at] !== null)
      replace(inner[at], random.pick([...Object.keys(inner[at]), 'x']), random);
    else inner[at] = hostileValue(random);
  } else if (
    inner &&
    typeof inner === 'object' &&
    !Array.isArray(inner) &&
    !(inner instanceof RawJson) &&
    random.chance(0.5)
  ) {
    replace(inner, random.pick([...Object.keys(inner), 'x']), random);
  } else {
    value[name] = hostileValue(random);
  }
}
