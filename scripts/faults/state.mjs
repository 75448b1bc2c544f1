/**
 * Tables whose rows come and go by themselves: sessions, limits of sign-in, keys of requests, the queue's own upkeep, and
 * the audit log with its seals, part of which is written later.
 */
const OWN_LIFE = [
  'sessions',
  'sign_in_limits',
  'idempotency_keys',
  'access_principals',
  'dim_date',
  'audit_log',
  'audit_tail',
  'audit_seals',
];

/** What is in the database, in as many figures as it takes to notice a write: rows of each table, and the log's newest entries. */
export class Snapshots {
  #client;
  #count;

  /** @param {import('pg').Client} client connected as superuser */
  static async open(client) {
    const snapshots = new Snapshots();
    snapshots.#client = client;
    const { rows } = await client.query(
      `select c.oid::regclass::text as name from pg_class c
       where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace and not c.relname = any($1)`,
      [OWN_LIFE],
    );
    const names = rows.map(({ name }) => name).filter((name) => name !== 'changes');
    snapshots.#count = [
      ...names.map((name) => `select '${name}' as name, count(*)::int as rows from ${name}`),
      // Jobs that run by the clock are nobody's doing here.
      `select 'jobs', count(*)::int from pgboss.job where data ->> 'userId' is not null`,
    ].join(' union all ');
    return snapshots;
  }

  /** The present state. */
  async take() {
    const [counts, last] = await Promise.all([
      this.#client.query(this.#count),
      this.#client.query('select coalesce(max(seq), 0)::text as seq from changes'),
    ]);
    return { rows: new Map(counts.rows.map(({ name, rows }) => [name, rows])), seq: last.rows[0].seq };
  }

  /** Whether a transaction of the application that has written is still open, or one of its jobs is at work. */
  async isBusy() {
    const { rows } = await this.#client.query(
      `select exists (select 1 from pg_stat_activity where application_name = 'peyvand' and backend_xid is not null
           and datname = current_database())
         or exists (select 1 from pgboss.job where state in ('created', 'retry', 'active') and data ->> 'userId' is not null) as busy`,
    );
    return rows[0].busy;
  }

  /**
   * What has happened since, as text: rows more or fewer by table, and entries of the log by type and kind. The same
   * action on a like record always gives the same text; nothing gives ''.
   */
  async since(before) {
    const after = await this.take();
    const parts = [];
    for (const [name, rows] of after.rows) {
      const more = rows - (before.rows.get(name) ?? 0);
      if (more !== 0) parts.push(`${name}${more > 0 ? '+' : ''}${more}`);
    }
    const { rows: entries } = await this.#client.query(
      `select record_type || '.' || action || '*' || count(*) as entry from changes where seq > $1
       group by record_type, action order by 1`,
      [before.seq],
    );
    return [...parts.sort(), ...entries.map(({ entry }) => entry)].join(' ');
  }
}
