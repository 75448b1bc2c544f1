import { Logger } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { Principal } from '../access/principal.js';
import { currentContext, runInContext, type RequestContext } from '../context/request-context.js';
import { isDeadConnection } from '../errors/database-problem.js';
import { Problem } from '../errors/problem.js';
import { newId } from '../records/new-id.js';
import { UnitOfWork } from './unit-of-work.js';

const ENTER = `select set_config('app.user_id', $1, true), set_config('app.system', $2, true),
  set_config('app.operation_id', $3, true), set_config('app.source', $4, true)`;

/** Functions of the database that tell who is calling, before there is a principal (migrations/sql/identity.sql). */
const AUTHENTICATION = {
  session: 'select session_principal($1, $2, $3) as answer',
  apiKey: 'select key_principal($1, $2, $3) as answer',
  principal: 'select principal_data($1) as answer',
} as const;

/** Dead connections in a row that one caller puts up with: as many as the pool can hold. */
const MOST_STALE = 16;

/**
 * The one door to the data (docs/decisions/0002-data-door.md). It opens the transaction, names the principal to
 * Postgres with transaction-local settings and hands out the unit of work. Nothing else reaches the database.
 */
export class DataDoor {
  private readonly log = new Logger('DataDoor');
  private readonly systemUses = new Map<string, number>();

  constructor(private readonly dataSource: DataSource) {}

  /** Reads as the current principal. The transaction is read-only: a write in it fails. */
  read<T>(work: (uow: UnitOfWork) => Promise<T>): Promise<T> {
    return this.join(true, work);
  }

  /** Reads and writes as the current principal, all or nothing. */
  write<T>(work: (uow: UnitOfWork) => Promise<T>): Promise<T> {
    return this.join(false, work);
  }

  /** Acts as the server itself, past every scope: sign-in, jobs, set-up. The reason is counted (`/metrics`). */
  asSystem<T>(reason: string, work: (uow: UnitOfWork) => Promise<T>): Promise<T> {
    this.systemUses.set(reason, (this.systemUses.get(reason) ?? 0) + 1);
    return this.open(Principal.system(), reason, false, work);
  }

  /** Acts as `principal`, for jobs that work on behalf of a person. */
  as<T>(principal: Principal, work: (uow: UnitOfWork) => Promise<T>): Promise<T> {
    return this.open(principal, '', false, work);
  }

  /** Asks one of the reviewed functions who is calling: one statement, no transaction, nothing else in reach. */
  async authenticate<T>(question: keyof typeof AUTHENTICATION, params: readonly unknown[]): Promise<T | null> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const [row] = await this.dataSource.query<{ answer: T | null }[]>(AUTHENTICATION[question], [...params]);
        return row?.answer ?? null;
      } catch (error) {
        // A connection that died in the pool; asking again does no harm. One that can't be made at all is another matter.
        if (attempt > MOST_STALE || !isDeadConnection(error)) throw error;
      }
    }
  }

  /** How often each reason opened the door past the scopes, since the start of the process. */
  systemUseCounts(): ReadonlyMap<string, number> {
    return this.systemUses;
  }

  /** Connections of the pool, and callers that wait for one. */
  poolState(): { total: number; idle: number; waiting: number } {
    const {
      totalCount: total,
      idleCount: idle,
      waitingCount: waiting,
    } = (this.dataSource.driver as PostgresDriver).master as Pool;
    return { total, idle, waiting };
  }

  private async join<T>(readOnly: boolean, work: (uow: UnitOfWork) => Promise<T>): Promise<T> {
    const context = currentContext();
    const open = context?.unitOfWork;
    if (open && (readOnly || !open.readOnly)) return work(open);
    if (!context?.principal) throw Problem.unauthenticated();
    return this.open(context.principal, '', readOnly, work);
  }

  private async open<T>(
    principal: Principal,
    systemReason: string,
    readOnly: boolean,
    work: (uow: UnitOfWork) => Promise<T>,
  ): Promise<T> {
    const outer = currentContext();
    const context: RequestContext = {
      operationId: outer?.operationId ?? newId(),
      locale: outer?.locale ?? 'fa',
      source: outer?.source ?? 'system',
      principal,
    };
    const { result, unit } = await this.transact(context, systemReason, readOnly, work);
    // The connection is back in the pool by now, so follow-up work may open the door again.
    await runInContext(context, () => unit.committed((error) => this.log.error(`after commit: ${String(error)}`)));
    return result;
  }

  private async transact<T>(
    context: RequestContext,
    systemReason: string,
    readOnly: boolean,
    work: (uow: UnitOfWork) => Promise<T>,
  ): Promise<{ result: T; unit: UnitOfWork }> {
    const { runner, client } = await this.enter(context, systemReason, readOnly);
    try {
      const unit = new UnitOfWork(client, runner.manager, context.principal as Principal, readOnly);
      context.unitOfWork = unit;
      const result = await runInContext(context, () => work(unit));
      const { command } = await client.query('commit');
      // A statement failed and somebody went on regardless: Postgres has undone everything, and must not seem to have saved.
      if (command !== 'COMMIT') throw new Error('the transaction was rolled back because a statement in it had failed');
      return { result, unit };
    } catch (error) {
      await this.rollBack(client);
      throw error;
    } finally {
      context.unitOfWork = undefined;
      await this.leave(runner);
    }
  }

  /** Takes a connection and opens the transaction on it. Connections that died while they lay idle are thrown away. */
  private async enter(
    context: RequestContext,
    systemReason: string,
    readOnly: boolean,
  ): Promise<{ runner: QueryRunner; client: PoolClient }> {
    const settings = [context.principal?.userId ?? '', systemReason, context.operationId, context.source];
    for (let attempt = 1; ; attempt += 1) {
      const runner = this.dataSource.createQueryRunner();
      const client = (await runner.connect()) as PoolClient;
      try {
        const begun = client.query(readOnly ? 'begin read only' : 'begin');
        // Sent together with `begin`; the driver keeps their order on the connection.
        const entered = client.query(ENTER, settings);
        await Promise.all([begun, entered]);
        // TypeORM must know that a transaction is open, or `manager.save` would begin another.
        Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
        return { runner, client };
      } catch (error) {
        await this.rollBack(client);
        await this.leave(runner);
        if (attempt > MOST_STALE || !isDeadConnection(error)) throw error;
      }
    }
  }

  private async leave(runner: QueryRunner): Promise<void> {
    Object.assign(runner, { isTransactionActive: false, transactionDepth: 0 });
    await runner.release().catch(() => undefined);
  }

  /** Leaves the connection as it was found; one that can't be brought back is closed, so that the pool makes a new one. */
  private async rollBack(client: PoolClient): Promise<void> {
    try {
      await client.query('rollback');
    } catch (error) {
      this.log.warn(`connection dropped: ${error instanceof Error ? error.message : String(error)}`);
      void client.end().catch(() => undefined);
    }
  }
}
