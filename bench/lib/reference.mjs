/**
 * The bare server that the product is compared with: node:http and pg, one process, a pool of the same size, one prepared
 * statement per operation, rows sent as flat JSON. No rights, no rules, no log of changes.
 * Started by startReference; hears its operations once and answers `/<operation>/<variant>`.
 */
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const TIMESTAMPTZ = 1184;
const DATE = 1082;
/** Instants as they come; a reader that made dates of them would only be slower. */
const types = {
  getTypeParser(oid, format) {
    return oid === TIMESTAMPTZ || oid === DATE ? (value) => value : pg.types.getTypeParser(oid, format);
  },
};

process.once('message', ({ url, poolSize, operations }) => {
  const options = { connectionString: url, max: poolSize, types };
  const pool = new pg.Pool({ ...options, options: '-c jit=off -c timezone=UTC' });
  // A plain insert: no trigger runs, so nothing is logged and nothing is checked.
  const plain = new pg.Pool({ ...options, options: '-c jit=off -c timezone=UTC -c session_replication_role=replica' });
  const server = createServer((request, response) => {
    const [, name, variant] = request.url.split('/');
    const operation = operations[name];
    const work = operation.insert
      ? insert(plain, name, operation.insert)
      : select(pool, name, operation.variants[Number(variant) % operation.variants.length]);
    work
      .then((body) => {
        const text = JSON.stringify(body);
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
        response.end(text);
      })
      .catch((error) => {
        const text = String(error);
        response.writeHead(500, { 'content-length': Buffer.byteLength(text) });
        response.end(text);
      });
  });
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
});
process.once('disconnect', () => process.exit(0));

async function select(pool, name, statements) {
  const parts = [];
  for (const [i, { sql, params }] of statements.entries()) {
    const { rows } = await pool.query({ name: `${name}-${i}-${sql.length}`, text: sql, values: params });
    parts.push(rows);
  }
  return parts.length === 1 ? { data: parts[0] } : { parts };
}

async function insert(pool, name, { sql, params }) {
  const { rows } = await pool.query({ name, text: sql, values: [randomUUID(), ...params.slice(1)] });
  return rows[0];
}
