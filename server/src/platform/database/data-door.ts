import { Logger } from '@nestjs/common';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { Principal } from '../access/principal.js';
import { currentContext, runInContext, type RequestContext } from '../context/request-context.js';
import { Problem } from '../errors/problem.js';
import { newId } from '../records/new-id.js';
import { UnitOfWork } from './unit-of-work.js';

const ENTER = `select set_config('app.user_id', $1, true), set_config('app.system', $2, true),
  set_config('app.operation_id', $3, true), set_config('app.source', $4, true)`;

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

  /** How often each reason opened the door past the scopes, since the start of the process. */
  systemUseCounts(): ReadonlyMap<string, number> {
    return this.systemUses;
  }

  private join<T>(readOnly: boolean, work: (uow: UnitOfWork) => Promise<T>): Promise<T> {
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
    const runner = this.dataSource.createQueryRunner();
    let broken: Error | undefined;
    try {
      const client = (await runner.connect()) as PoolClient;
      const begun = client.query(readOnly ? 'begin read only' : 'begin');
      // Sent together with `begin`; the driver keeps their order on the connection.
      const entered = client.query(ENTER, [principal.userId ?? '', systemReason, context.operationId, context.source]);
      await Promise.all([begun, entered]);
      // TypeORM must know that a transaction is open, or `manager.save` would begin another.
      Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
      const uow = new UnitOfWork(client, runner.manager, principal, readOnly);
      context.unitOfWork = uow;
      const result = await runInContext(context, () => work(uow));
      await client.query('commit');
      Object.assign(runner, { isTransactionActive: false, transactionDepth: 0 });
      context.unitOfWork = undefined;
      await runInContext(context, () => uow.committed());
      return result;
    } catch (error) {
      broken = await this.rollBack(runner);
      throw error;
    } finally {
      if (broken) this.log.warn(`connection dropped: ${broken.message}`);
      await runner.release().catch(() => undefined);
    }
  }

  private async rollBack(runner: ReturnType<DataSource['createQueryRunner']>): Promise<Error | undefined> {
    try {
      if (!runner.isTransactionActive) return undefined;
      await runner.query('rollback');
      return undefined;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    } finally {
      Object.assign(runner, { isTransactionActive: false, transactionDepth: 0 });
    }
  }
}
