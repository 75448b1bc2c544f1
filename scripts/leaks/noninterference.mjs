import pg from 'pg';

/** What people are and may, and the set-up of sales, decide what is seen: they stay as they are. */
const FIXED = new Set(['identity', 'platform']);

/** Another value of the same kind, in SQL. Links, owners and branches stay: they decide who sees what. */
const OTHER = {
  text: (column) => `reverse(${column})`,
  longText: (column) => `reverse(${column})`,
  phone: (column) => `reverse(${column})`,
  email: (column) => `reverse(${column})`,
  url: (column) => `reverse(${column})`,
  nationalId: (column) => `reverse(${column})`,
  legalId: (column) => `reverse(${column})`,
  postalCode: (column) => `reverse(${column})`,
  tags: (column) => `array_append(${column}, 'دیگر')`,
  integer: (column) => `${column} + 7`,
  decimal: (column) => `${column} + 7`,
  percent: (column) => `100 - ${column}`,
  money: (column) => `${column} + 1000003`,
  date: (column) => `${column} - 40`,
  // Later and not earlier: what falls due in the meantime would be reminded of, and that is a change of its own.
  instant: (column) => `${column} + interval '40 days'`,
  boolean: (column) => `not ${column}`,
  choice: (column, { choices }) =>
    `case ${choices.map(({ value }, i) => `when ${column} = '${value}' then '${choices[(i + 1) % choices.length].value}'`).join(' ')} end`,
};

/** The types whose rows can be altered without altering anybody's rights. */
export function alterable({ types }) {
  return types.filter(({ module, visibility, internal }) => !FIXED.has(module) && visibility !== 'shared' && !internal);
}

/**
 * Alters data past every rule and trigger, so that nothing but these fields of these rows is another one.
 *
 * @param {import('../proof/server.mjs').Product} product
 * @param {{ type: object, fields: object[], ids: string[], flip?: string[] }[]} plan `flip`: rows to put into the
 *   recycle bin, or to take out of it
 * @returns {Promise<number>} rows altered
 */
export async function alter(product, plan) {
  const client = new pg.Client({ connectionString: product.databaseUrl('superuser') });
  await client.connect();
  let altered = 0;
  try {
    await client.query('begin');
    // Neither triggers nor foreign keys: derived figures of visible rows stay what they are.
    await client.query('set local session_replication_role = replica');
    for (const { type, fields, ids, flip = [] } of plan) {
      const sets = fields
        .filter((field) => OTHER[field.type] && !field.standard && !field.virtual && !field.writeOnly && !field.secret)
        .map((field) => `${field.column} = ${OTHER[field.type](field.column, field)}`);
      if (sets.length > 0)
        altered += (await client.query(`update ${type.table} set ${sets.join(', ')} where id = any($1::uuid[])`, [ids]))
          .rowCount;
      if (flip.length > 0)
        await client.query(
          `update ${type.table} set deleted_at = case when deleted_at is null then now() end where id = any($1::uuid[])`,
          [flip],
        );
    }
    await client.query('commit');
  } finally {
    await client.end();
  }
  return altered;
}

/** What of an answer may differ from one asking to the next: the number of the request. */
export function essence(answer) {
  return `${answer.status} ${answer.text.replaceAll(/"requestId":"[^"]*"/g, '')}`;
}
