import pg from 'pg';

/** Tables that a refused request may well touch: what it counts is the refusal itself, or work of others going on. */
const LIVELY = new Set(['sign_in_limits', 'sessions', 'api_keys', 'changes', 'access_principals']);

/** What requests have left in the database, asked past every right. */
export class Traces {
  #client;

  /** @param {string} url connection string of the superuser */
  static async open(url) {
    const traces = new Traces();
    traces.#client = new pg.Client({ connectionString: url });
    await traces.#client.connect();
    return traces;
  }

  /** Of these requests, those that the log of changes has entries of. */
  async logged(requestIds) {
    const { rows } = await this.#client.query(
      'select distinct operation_id as id from changes where operation_id = any($1::uuid[])',
      [requestIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** A sum over every row of each table, by table. */
  async checksums() {
    const tables = await this.#client.query(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind = 'r' and not c.relispartition order by 1`,
    );
    const sums = tables.rows
      .filter(({ name }) => !LIVELY.has(name))
      .map(({ name }) => `select '${name}' as name, ${SUM} as sum from "${name}" t`);
    const { rows } = await this.#client.query(sums.join(' union all '));
    return new Map(rows.map(({ name, sum }) => [name, sum]));
  }

  close() {
    return this.#client.end();
  }
}

const SUM = `count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)`;

/** Tables whose sums differ. */
export function differing(before, after) {
  return [...after.keys()].filter((name) => before.get(name) !== after.get(name));
}
