import type { Client } from 'pg';

const BATCH = 1000;

/**
 * Inserts rows of a small list as usual statements: triggers act and nobody is locked out. A row that an earlier removal
 * had to keep stays as it is.
 */
export async function insertRows(
  client: Client,
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).join(', ');
  for (let i = 0; i < rows.length; i += BATCH)
    await client.query(
      `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)
       on conflict (id) do nothing`,
      [JSON.stringify(rows.slice(i, i + BATCH))],
    );
}
