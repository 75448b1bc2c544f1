import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from } from 'pg-copy-streams';

/**
 * Rows per second of COPY: into the table itself, which has indexes and a search column, and into a bare one without.
 *
 * @param {string} url of a superuser: no trigger runs
 * @param {string[][]} rows
 * @returns {Promise<{ table: number, bare: number }>}
 */
export async function copySpeed(url, rows) {
  const client = new pg.Client({ connectionString: url, options: '-c session_replication_role=replica' });
  await client.connect();
  try {
    await client.query('create table if not exists bench_bare (like contacts including defaults)');
    await client.query('truncate bench_bare');
    const bare = await copy(client, 'bench_bare', rows);
    return { table: await copy(client, 'contacts', rows), bare };
  } finally {
    await client.query('drop table if exists bench_bare').catch(() => undefined);
    await client.end();
  }
}

async function copy(client, table, rows) {
  const text = rows.map(
    ([first, last, title, mobile, email]) =>
      `${crypto.randomUUID()}\t${first}\t${last}\t${first} ${last}\t${title}\t+98${mobile.slice(1)}\t${email}\n`,
  );
  const started = performance.now();
  const target = client.query(
    from(`copy ${table} (id, first_name, last_name, full_name, job_title, mobile, email) from stdin`),
  );
  await pipeline(Readable.from(text), target);
  return Math.round((1000 * rows.length) / (performance.now() - started));
}
