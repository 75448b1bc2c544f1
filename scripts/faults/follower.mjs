import { setTimeout as delay } from 'node:timers/promises';
import { ADMIN_PASSWORD } from '../proof/server.mjs';

const POLL_MS = 50;
const PAGE = 1_000;

/** Reads the feed of changes from now on while others write, as an integration does: it keeps its cursor over failures. */
export class Follower {
  #stopped = false;
  #cursor;
  #running;
  /** Entries in the order they came. */
  entries = [];

  static async start(client) {
    const follower = new Follower();
    follower.client = client;
    follower.#cursor = (await client.must('GET', '/changes?after=latest')).nextCursor;
    follower.#running = follower.#follow();
    return follower;
  }

  /** Reads on to the present end, then stops. */
  async stop() {
    this.#stopped = true;
    await this.#running;
    while (await this.#page());
  }

  async #follow() {
    while (!this.#stopped) {
      const moved = await this.#page().catch(() => false);
      if (!moved) await delay(POLL_MS);
    }
  }

  /** @returns whether there was anything new */
  async #page() {
    const answer = await this.client.get(`/changes?limit=${PAGE}&after=${encodeURIComponent(this.#cursor)}`);
    if (answer.status === 401) await this.client.signIn('admin', ADMIN_PASSWORD);
    if (!answer.ok) return false;
    const { data, nextCursor } = answer.body;
    for (const { id, recordId, version, action } of data) this.entries.push({ id, recordId, version, action });
    const moved = nextCursor !== this.#cursor;
    this.#cursor = nextCursor;
    return moved;
  }

  /**
   * Compares what came with the log in the database, for the given records.
   *
   * @returns {Promise<{ tried: number, faults: string[] }>} a fault per entry that is missing, repeated or out of order
   */
  async compare(query, recordIds) {
    const faults = [];
    const seen = new Map();
    let last = -1n;
    for (const { id } of this.entries) {
      if (BigInt(id) <= last) faults.push(`entry ${id} came after ${last}`);
      last = BigInt(id);
      seen.set(id, (seen.get(id) ?? 0) + 1);
    }
    const log = await query(
      `select seq::text as id, record_id, version, action from changes where record_id = any($1::uuid[]) order by seq`,
      [recordIds],
    );
    const versions = new Map();
    for (const { id, record_id, version, action } of log) {
      const before = versions.get(record_id) ?? 0;
      // A figure that the product keeps of itself (the last contact of an account) is logged under the same version.
      if (version !== before && version !== before + 1)
        faults.push(`${record_id}: version ${version} follows ${before}`);
      if (version !== before && seen.get(id) !== 1)
        faults.push(`change ${id} (${action}, version ${version}) came ${seen.get(id) ?? 0} times`);
      versions.set(record_id, version);
    }
    return { tried: log.length, faults };
  }
}
