import type { Principal } from '../access/principal.js';
import type { Transaction } from './transaction.js';

/** A row as the driver gives it: column name to value. */
export type Row = Record<string, unknown>;

const SYSTEM = `select set_config('app.system', $1, true)`;

/**
 * One transaction of one principal: the only way to the data. Row-level security sees the principal through
 * transaction-local settings, so also a plain `select` returns only what the principal may see.
 */
export class UnitOfWork {
  private readonly afterCommitWork: (() => void | Promise<void>)[] = [];
  private savepoints = 0;
  private elevation = 0;

  constructor(
    private readonly transaction: Transaction,
    readonly principal: Principal,
    readonly readOnly: boolean,
  ) {}

  /** Runs one statement; values are always bound. */
  async query<T extends object = Row>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    const result = await this.transaction.run(sql, params);
    return result.rows as T[];
  }

  /**
   * Runs one statement whose plan the connection keeps. For statements of which there are few texts, and whose best plan
   * doesn't hang on the values: by id, by owner, never by pattern.
   */
  async queryKept<T extends object = Row>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    const result = await this.transaction.run(sql, params, true);
    return result.rows as T[];
  }

  /** Runs one statement and tells how many rows it touched. */
  async execute(sql: string, params: readonly unknown[] = []): Promise<number> {
    const result = await this.transaction.run(sql, params);
    return result.rowCount ?? 0;
  }

  /** The first row, or undefined. */
  async one<T extends object = Row>(sql: string, params: readonly unknown[] = []): Promise<T | undefined> {
    return (await this.query<T>(sql, params))[0];
  }

  /** Runs `work`; when it fails, only what it did is rolled back. */
  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    const name = `s${++this.savepoints}`;
    await this.transaction.run(`savepoint ${name}`, []);
    try {
      const result = await work();
      await this.transaction.run(`release savepoint ${name}`, []);
      return result;
    } catch (error) {
      await this.transaction.run(`rollback to savepoint ${name}`, []);
      await this.transaction.run(`release savepoint ${name}`, []);
      throw error;
    }
  }

  /**
   * Runs `work` in this transaction beyond the principal's scope, for what the principal was already allowed to do
   * (handing a record to somebody else). `reason` goes into the log of changes.
   */
  async elevated<T>(reason: string, work: () => Promise<T>): Promise<T> {
    if (this.principal.isSystem || this.elevation > 0) return work();
    await this.transaction.run(SYSTEM, [reason], true);
    this.elevation += 1;
    try {
      return await work();
    } finally {
      this.elevation -= 1;
      await this.transaction.run(SYSTEM, [''], true).catch(() => undefined);
    }
  }

  /** Work for after the commit: cache refresh, wake-up calls. It never runs when the transaction fails. */
  afterCommit(work: () => void | Promise<void>): void {
    this.afterCommitWork.push(work);
  }

  /** Called by the data door once the commit is acknowledged. What fails here can't undo it, and is only reported. */
  async committed(failed: (error: unknown) => void): Promise<void> {
    for (const work of this.afterCommitWork) {
      try {
        await work();
      } catch (error) {
        failed(error);
      }
    }
  }
}
