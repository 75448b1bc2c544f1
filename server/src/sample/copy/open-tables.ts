import type { Client } from 'pg';

interface Definition {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** Work on large tables with many indexes: sorting for an index takes this much memory at most. */
const MAINTENANCE_MEMORY = '512MB';

/**
 * Tables made ready for COPY inside the running transaction, and brought back before its end: a load that breaks off leaves
 * them as they were. The transaction has taken them before ({@link takeTables}), so nobody else reads them.
 *
 * COPY is refused under forced row-level security, so the owner of the tables lifts the force for the transaction. Triggers
 * rest: the loader writes itself what they would write.
 */
export class OpenTables {
  private indexes: Definition[] = [];
  private foreignKeys: Definition[] = [];

  constructor(
    private readonly client: Client,
    private readonly tables: readonly string[],
    /** Drop indexes and foreign keys and make them again at the end, all at once. */
    private readonly rebuild: boolean,
  ) {}

  async open(): Promise<void> {
    for (const table of this.tables) {
      await this.client.query(`alter table ${table} no force row level security`);
      await this.client.query(`alter table ${table} disable trigger user`);
    }
    if (!this.rebuild) return;
    this.foreignKeys = await this.definitions(
      `select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and (conrelid = any($1::regclass[]) or confrelid = any($1::regclass[]))`,
    );
    for (const { table, name } of this.foreignKeys)
      await this.client.query(`alter table ${table} drop constraint ${quoted(name)}`);
    this.indexes = await this.definitions(
      `select i.indrelid::regclass::text as "table", c.relname as name, pg_get_indexdef(i.indexrelid) as definition
       from pg_index i join pg_class c on c.oid = i.indexrelid
       where i.indrelid = any($1::regclass[]) and not i.indisunique order by i.indrelid, c.relname`,
    );
    for (const { name } of this.indexes) await this.client.query(`drop index ${quoted(name)}`);
  }

  /** How many indexes {@link close} is to make. */
  get indexCount(): number {
    return this.indexes.length;
  }

  /** Whether the table is empty, and emptied anew so that its rows can be written as long since committed ones. */
  async freezable(table: string): Promise<boolean> {
    if (!this.rebuild) return false;
    const { rowCount } = await this.client.query(`select 1 from ${table} limit 1`);
    if (rowCount !== 0) return false;
    await this.client.query(`truncate ${table}`);
    return true;
  }

  /**
   * Brings indexes, triggers, row-level security and at last the foreign keys back.
   * @param made told of each index
   * @param settle what is to be done before the foreign keys hold, with everything else in force
   */
  async close(made: (index: string) => void, settle?: () => Promise<void>): Promise<void> {
    if (this.rebuild) {
      await this.client.query(`set local maintenance_work_mem = '${MAINTENANCE_MEMORY}'`);
      await this.client.query('set local max_parallel_maintenance_workers = 2');
    }
    for (const { name, definition } of this.indexes) {
      await this.client.query(definition);
      made(name);
    }
    for (const table of this.tables) {
      await this.client.query(`alter table ${table} enable trigger user`);
      await this.client.query(`alter table ${table} force row level security`);
    }
    await settle?.();
    for (const { table, name, definition } of this.foreignKeys)
      await this.client.query(`alter table ${table} add constraint ${quoted(name)} ${definition}`);
  }

  private async definitions(query: string): Promise<Definition[]> {
    return (await this.client.query<Definition>(query, [this.tables])).rows;
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
