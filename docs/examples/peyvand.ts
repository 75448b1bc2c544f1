/**
 * A small client of Peyvand's REST API, without dependencies. Copy it into your program and make it yours.
 * Runs as it is under Node 22 and later: `node walk.ts`.
 */

/** What every record carries; the rest of it is in `fields` of `GET /api/v1/record-types`. */
export interface PeyvandRecord {
  readonly id: string;
  readonly version: number;
  readonly externalId: string | null;
  readonly [field: string]: unknown;
}

/** What became of one row of a bulk write. */
export interface BulkRow {
  readonly index: number;
  readonly status: 'created' | 'updated' | 'unchanged' | 'failed';
  readonly id?: string;
  readonly externalId?: string;
  readonly version?: number;
  readonly problem?: Problem;
}

/** One committed change of one record. */
export interface Change {
  readonly id: string;
  readonly at: string;
  readonly recordType: string;
  readonly recordId: string;
  readonly action: 'create' | 'update' | 'remove' | 'restore' | 'purge';
  readonly version: number;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

/** RFC 9457 problem document: `code` and `errors[].code` are stable, the sentences are for people. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly requestId?: string;
  readonly errors?: readonly { readonly path: string; readonly code: string; readonly message: string }[];
  /** With 412: the record as it is now. */
  readonly current?: PeyvandRecord;
}

/** A refusal. Nothing has changed on the server. */
export class PeyvandError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
    this.name = 'PeyvandError';
    this.problem = problem;
  }
}

interface CallOptions {
  readonly body?: unknown;
  /** Version that you read: refused with 412 when somebody was faster. */
  readonly ifMatch?: number;
  /** Makes a POST safe to repeat: the same key and body gives the first answer again. */
  readonly idempotencyKey?: string;
}

const TRIES = 6;
const MOST_ROWS = 1000;

export class Peyvand {
  /** How often the client had to wait because the server asked it to. */
  waits = 0;
  readonly #base: string;
  readonly #key: string;

  /** @param host such as `https://crm.example.ir` @param key the API key */
  constructor(host: string, key: string) {
    this.#base = `${host.replace(/\/+$/, '')}/api/v1`;
    this.#key = key;
  }

  /**
   * One call. Waits and tries again when the server asks for it (429); and when it is out of reach (503, a broken
   * connection), but then only where a repeat does no harm: reads, writes with `ifMatch`, POST with an `idempotencyKey`.
   *
   * @throws PeyvandError for every other refusal
   */
  async call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
    const repeatable = method === 'GET' || options.ifMatch !== undefined || options.idempotencyKey !== undefined;
    for (let tries = 1; ; tries += 1) {
      try {
        const answer = await this.send(method, path, options);
        if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
        const problem = (await answer.json()) as Problem;
        // Refused at the door, nothing has happened (429); on the way, nobody knows (503).
        const again = answer.status === 429 || (answer.status === 503 && repeatable);
        if (!again || tries === TRIES) throw new PeyvandError(problem);
        await this.wait(Number(answer.headers.get('retry-after') ?? 1));
      } catch (error) {
        // Without an answer nobody knows whether the write happened: only repeat what may happen twice.
        if (error instanceof PeyvandError || !repeatable || tries === TRIES) throw error;
        await this.wait(2 ** tries / 10);
      }
    }
  }

  /** One request as it is, refusals included. */
  send(method: string, path: string, { body, ifMatch, idempotencyKey }: CallOptions = {}): Promise<Response> {
    const headers: Record<string, string> = { authorization: `Bearer ${this.#key}` };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`;
    if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
    return fetch(`${this.#base}${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  /** Creates or updates records by their `externalId`, a thousand at a time. Sending the same rows again changes nothing. */
  async upsert(resource: string, rows: readonly object[]): Promise<BulkRow[]> {
    const done: BulkRow[] = [];
    for (let start = 0; start < rows.length; start += MOST_ROWS) {
      const { data } = await this.call<{ data: BulkRow[] }>('POST', `/${resource}/bulk`, {
        body: { data: rows.slice(start, start + MOST_ROWS) },
        idempotencyKey: crypto.randomUUID(),
      });
      done.push(...data.map((row) => ({ ...row, index: row.index + start })));
    }
    return done;
  }

  /** The place in the feed of changes where everything so far lies behind. */
  async latest(): Promise<string> {
    return (await this.call<{ nextCursor: string }>('GET', '/changes?after=latest')).nextCursor;
  }

  /**
   * The next changes behind `cursor`, in the order in which they were committed. Keep `nextCursor` in the same
   * transaction as what you made of the changes: then nothing is lost and nothing comes twice, whatever breaks.
   */
  changes(cursor: string, types: readonly string[]): Promise<{ data: Change[]; nextCursor: string }> {
    const query = new URLSearchParams({ after: cursor, types: types.join(','), limit: '500' });
    return this.call('GET', `/changes?${query}`);
  }

  private async wait(seconds: number): Promise<void> {
    this.waits += 1;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}
