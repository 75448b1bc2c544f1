import type { Client } from 'pg';

/** A table to be emptied, and the condition of the rows that stay in it. */
export interface EmptiedTable {
  readonly name: string;
  readonly keep: string;
}

/**
 * Empties tables at once but for the rows to keep, which are put aside meanwhile. Takes as long as the rows that stay, not
 * as those that go. The tables are open (triggers, indexes and foreign keys rest) and belong to the transaction alone.
 */
export async function emptyTables(client: Client, tables: readonly EmptiedTable[]): Promise<void> {
  for (const { name, keep } of tables)
    await client.query(`create temp table kept_${name} on commit drop as select * from ${name} where ${keep}`);
  await client.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
  for (const { name } of tables) {
    const columns = await writtenColumns(client, name);
    await client.query(`insert into ${name} (${columns}) overriding system value select ${columns} from kept_${name}`);
    await client.query(`drop table kept_${name}`);
    await client.query(`analyze ${name}`);
  }
}

/** The columns of a table that the database doesn't make itself. */
async function writtenColumns(client: Client, table: string): Promise<string> {
  const { rows } = await client.query<{ columns: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  return rows[0]?.columns ?? '';
}
