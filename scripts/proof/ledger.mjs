/**
 * What a server has promised: every record with the state that the last acknowledged answer gave it, and the calls that
 * have no answer, which may have happened or not.
 */
export class Ledger {
  /** Record id to what was acknowledged last. */
  #records = new Map();
  /** Calls on a record without a whole answer. */
  #unsure = new Map();
  /** Acknowledged writes in all. */
  acknowledged = 0;
  unanswered = 0;

  /**
   * An answer of success came whole.
   *
   * @param {string} table where the record is kept
   * @param {{ id: string, version: number }} record as answered
   * @param {Record<string, unknown>} columns what the database must hold, by column
   */
  acknowledge(table, { id, version }, columns = {}) {
    this.acknowledged += 1;
    const known = this.#records.get(id);
    if (known && known.version > version) return;
    this.#records.set(id, { table, version, columns: { ...known?.columns, ...columns }, deleted: false });
  }

  /** The record went to the recycle bin, acknowledged. */
  acknowledgeRemoval(id) {
    this.acknowledged += 1;
    const known = this.#records.get(id);
    if (known) this.#records.set(id, { ...known, version: known.version + 1, deleted: true });
  }

  /** A call went out and no whole answer came. `id` is undefined for a record that may have been made. */
  unansweredCall(id) {
    this.unanswered += 1;
    this.unsure(id);
  }

  /** A call without a whole answer may have changed this record once more. Nothing for `undefined`. */
  unsure(id) {
    if (id !== undefined) this.#unsure.set(id, (this.#unsure.get(id) ?? 0) + 1);
  }

  /** Ids of all records that were acknowledged. */
  get ids() {
    return [...this.#records.keys()];
  }

  /**
   * Compares with the database.
   *
   * @param {(sql: string, params: unknown[]) => Promise<Record<string, unknown>[]>} query
   * @returns {Promise<string[]>} one line per record that is not as acknowledged
   */
  async lost(query) {
    const byTable = Map.groupBy(this.#records, ([, record]) => record.table);
    const lost = [];
    for (const [table, entries] of byTable) {
      const rows = await query(`select to_jsonb(t) as row from ${table} t where t.id = any($1::uuid[])`, [
        entries.map(([id]) => id),
      ]);
      const found = new Map(rows.map(({ row }) => [row.id, row]));
      for (const [id, record] of entries) {
        const fault = this.#fault(record, found.get(id), this.#unsure.get(id) ?? 0);
        if (fault) lost.push(`${table} ${id}: ${fault}`);
      }
    }
    return lost;
  }

  /** What is wrong with a row, given how many unanswered calls may have changed it further. */
  #fault(record, row, unsure) {
    if (row === undefined) return 'gone';
    if (row.version < record.version) return `version ${row.version}, acknowledged was ${record.version}`;
    if (row.version > record.version + unsure)
      return `version ${row.version}, nobody asked for more than ${record.version}`;
    // A later change that nobody has an answer to may have given other values.
    if (row.version > record.version) return undefined;
    if ((row.deleted_at !== null) !== record.deleted) return record.deleted ? 'came back' : 'removed';
    for (const [column, value] of Object.entries(record.columns)) {
      if (JSON.stringify(row[column]) !== JSON.stringify(value))
        return `${column} is ${JSON.stringify(row[column])}, acknowledged was ${JSON.stringify(value)}`;
    }
    return undefined;
  }
}
