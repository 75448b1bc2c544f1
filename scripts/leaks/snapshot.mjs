/** What the product itself keeps up to date on records that somebody else's work touches; it belongs to nobody's write. */
const PULSES = [
  'last_contacted_at',
  'next_activity_at',
  'last_activity_at',
  'next_step_at',
  'stages_changed_at',
  'search_key',
];
const PARENTS = ['parent_owner_id', 'parent_org_unit_id'];

/** Tables that are no records and that no colleague may change: what tells a row, and what of it counts. */
const OTHERS = {
  settings: `select key as id, value::text as state from settings where key <> 'setup'`,
  api_keys: `select id::text, concat(user_id, name, revoked_at, expires_at) as state from api_keys`,
  sessions: `select id::text, concat(user_id, revoked_at) as state from sessions`,
  user_secrets: `select user_id::text as id, password_hash as state from user_secrets`,
};

/** The state of everything in the database that a write could change, by kind and id. */
export async function snapshot(product, registry) {
  const dropped = [...PULSES, ...PARENTS].map((name) => `'${name}'`).join(', ');
  const selects = registry.types.map(
    ({ name, table }) =>
      `select '${name}' as kind, t.id::text, md5((to_jsonb(t) - array[${dropped}])::text) as state from ${table} t`,
  );
  for (const [kind, sql] of Object.entries(OTHERS))
    selects.push(`select '${kind}', o.id, md5(o.state) from (${sql}) o`);
  const rows = await product.query(selects.join(' union all '));
  return new Map(rows.map(({ kind, id, state }) => [`${kind}/${id}`, state]));
}

/** What is another in the second state: `[kind, id, 'new' | 'changed' | 'gone']`. */
export function differences(before, after) {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys]
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => {
      const [kind, id] = key.split('/');
      return { kind, id, how: !before.has(key) ? 'new' : after.has(key) ? 'changed' : 'gone' };
    });
}
