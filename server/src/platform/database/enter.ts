import { type Pool, type PoolClient, Query, type QueryConfig, type QueryResult } from 'pg';
import { clock } from '../context/clock.js';
import type { PendingProof } from '../context/pending-proof.js';
import { planName } from './kept-plans.js';

/** What a transaction tells Postgres about its caller, until it ends. */
export interface TransactionSettings {
  readonly userId: string;
  readonly systemReason: string;
  readonly operationId: string;
  readonly source: string;
  /** Address of the caller, empty in jobs. */
  readonly ip: string;
  /** When the caller is still to be confirmed. */
  readonly pending?: PendingProof;
}

const PROOF = (session: string, at: string) =>
  `case when ${session}::uuid is not null then session_stamp(${session}, $1::text::uuid, ${at}) end as stamp`;

const ENTER = `select set_config('app.user_id', $1::text, true), set_config('app.system', $2, true),
  set_config('app.operation_id', $3, true), set_config('app.source', $4, true), set_config('app.ip', $5, true), ${PROOF('$6', '$7')}`;

/** What only reads writes nothing into the log, so it needs no more than who it is. */
const ENTER_ALONE = `select set_config('transaction_read_only', 'on', true), set_config('app.user_id', $1::text, true),
  set_config('app.system', $2, true), ${PROOF('$3', '$4')}`;
const ENTER_ALONE_NAME = 'enter_alone';

interface Wire {
  bind(message: object): void;
  describe(message: object): void;
  execute(message: object): void;
  readonly stream: { cork(): void; uncork(): void };
}

interface Extended {
  prepare(connection: Wire): void;
}

const readied = new WeakSet<PoolClient>();

/** A connection of the pool, ready for `readAlone`; one that dies in use doesn't take the process along. */
export async function takeConnection(pool: Pool): Promise<PoolClient> {
  const client = await pool.connect();
  if (readied.has(client)) return client;
  readied.add(client);
  client.on('error', () => undefined);
  // Not waited for: it is the first on the connection, and what comes next fails as it does.
  client.query({ name: ENTER_ALONE_NAME, text: ENTER_ALONE, values: ['', '', null, null] }).catch(() => undefined);
  return client;
}

/** Sends one statement; with `kept`, under the name of its plan. */
export function send(client: PoolClient, sql: string, params: readonly unknown[], kept = false): Promise<QueryResult> {
  const name = kept ? planName(sql) : undefined;
  return client.query({ name, text: sql, values: params as unknown[] });
}

/** The three that open a transaction, sent as one write; the driver keeps their order. */
export function sendFirst(
  client: PoolClient,
  readOnly: boolean,
  settings: TransactionSettings,
  statement: () => Promise<QueryResult>,
): [begin: Promise<QueryResult>, enter: Promise<QueryResult>, first: Promise<QueryResult>] {
  const { userId, systemReason, operationId, source, ip, pending } = settings;
  const { stream } = (client as unknown as { connection: Wire }).connection;
  stream.cork();
  try {
    return [
      client.query(readOnly ? 'begin read only' : 'begin'),
      send(client, ENTER, [userId, systemReason, operationId, source, ip, ...proofOf(pending)], true),
      statement(),
    ];
  } finally {
    stream.uncork();
  }
}

/**
 * Runs one reading statement as a transaction of its own, without `begin` and `commit`: Postgres takes everything up to
 * the end of one message group for one transaction, and the settings last as long.
 */
export function readAlone(
  client: PoolClient,
  settings: TransactionSettings,
  sql: string,
  params: readonly unknown[],
  kept: boolean,
): Promise<{ stamp: unknown; result: QueryResult }> {
  return new Promise((resolve, reject) => {
    const statement = { name: kept ? planName(sql) : undefined, text: sql, values: params as unknown[] };
    const query = new EnteredStatement(settings, statement, (error, results) => {
      if (error) return reject(error);
      const [entered, result] = results as [QueryResult, QueryResult];
      resolve({ stamp: (entered.rows[0] as { stamp: unknown }).stamp, result });
    });
    client.query(query);
  });
}

/** A statement that brings the settings along, in one group of messages. */
class EnteredStatement extends Query {
  constructor(
    private readonly settings: TransactionSettings,
    config: QueryConfig,
    answered: (error: Error | undefined, results: unknown) => void,
  ) {
    super(config, answered);
  }

  /** Settings and statement can only share a group of messages that is prepared, with values or without. */
  requiresPreparation(): boolean {
    return true;
  }

  /** Called by the driver between cork and uncork. */
  prepare(connection: Wire): void {
    const { userId, systemReason, pending } = this.settings;
    connection.bind({ statement: ENTER_ALONE_NAME, values: [userId, systemReason, ...proofOf(pending)] });
    connection.describe({ type: 'P', name: '' });
    connection.execute({});
    (Query.prototype as unknown as Extended).prepare.call(this, connection);
  }
}

function proofOf(pending: PendingProof | undefined): [sessionId: string | null, at: string | null] {
  return pending && !pending.proven ? [pending.sessionId, clock.now().toISOString()] : [null, null];
}
