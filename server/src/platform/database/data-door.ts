import { Logger } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { Principal } from '../access/principal.js';
import type { PendingProof } from '../context/pending-proof.js';
import { currentContext, runInContext, type RequestContext } from '../context/request-context.js';
import { isDeadConnection } from '../errors/database-problem.js';
import { Problem } from '../errors/problem.js';
import { newId } from '../records/new-id.js';
import { planName } from './kept-plans.js';
import { MOST_STALE, Transaction } from './transaction.js';
import { UnitOfWork } from './unit-of-work.js';

/** Functions of the database that tell who is calling, before there is a principal (migrations/sql/identity.sql). */
const AUTHENTICATION = {
  session: 'select session_principal($1, $2, $3) as answer',
  apiKey: 'select key_principal($1, $2, $3, $4::inet) as answer',
  principal: 'select principal_data($1) as answer',
  livingSessions: 'select living_sessions($1::uuid[], $2) as answer',
} as const;

/**
 * The one door to the data (docs/decisions/0002-data-door.md). It opens the transaction, names the principal to
 * Postgres with transaction-local settings and hands out the unit of work. Nothing else reaches the database.
 */
export class DataDoor {
  private readonly log = new Logger('DataDoor');
  private readonly systemUses = new Map<string, number>();

  private readonly pool: Pool;

  /** On the pool of an initialised data source. */
  constructor(source: DataSource) {
    this.pool = (source.driver as PostgresDriver).master as Pool;
  }

  /** Reads as the current principal. The transaction is read-only: a write in it fails. */
  read<T>(work: (uow: UnitOfWork) => Promise<T>): Promise<T> {
    return this.join(true, work);
  }

  /** Reads and writes as the current principal, all or nothing. */
  write<T>(work: (uow: UnitOfWork) => Promise<T>): Promise<T> {
    return this.join(false, work);
  }

  /** Acts as the server itself, past every scope: sign-in, jobs, set-up. The reason is counted (`/metrics`). */
  async asSystem<T>(reason: string, work: (uow: UnitOfWork) => Promise<T>): Promise<T> {
    await this.confirmCaller();
    this.systemUses.set(reason, (this.systemUses.get(reason) ?? 0) + 1);
    return this.open(Principal.system(), reason, false, work);
  }

  /** Acts as `principal`, for jobs that work on behalf of a person. */
  async as<T>(principal: Principal, work: (uow: UnitOfWork) => Promise<T>): Promise<T> {
    await this.confirmCaller();
    return this.open(principal, '', false, work);
  }

  /** Asks one of the reviewed functions who is calling: one statement, no transaction, nothing else in reach. */
  async authenticate<T>(question: keyof typeof AUTHENTICATION, params: readonly unknown[]): Promise<T | null> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const text = AUTHENTICATION[question];
        const { rows } = await this.pool.query<{ answer: T | null }>({
          name: planName(text),
          text,
          values: [...params],
        });
        return rows[0]?.answer ?? null;
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
    const { totalCount: total, idleCount: idle, waitingCount: waiting } = this.pool;
    return { total, idle, waiting };
  }

  private async join<T>(readOnly: boolean, work: (uow: UnitOfWork) => Promise<T>): Promise<T> {
    const context = currentContext();
    const open = context?.unitOfWork;
    if (open && (readOnly || !open.readOnly)) return work(open);
    if (!context?.principal) throw Problem.unauthenticated();
    if (!readOnly && context.principal.data.viewedBy) throw Problem.forbidden('access.viewOnly');
    const { pending } = context;
    if (!pending || pending.proven) return this.open(context.principal, '', readOnly, work);
    try {
      const result = await this.open(context.principal, '', readOnly, work, pending);
      if (pending.proven) return result;
    } catch (error) {
      if (pending.proven) throw error;
    }
    // Session or rights are not what they were taken for, or nothing was asked that would tell: once more, for certain.
    await this.confirmCaller();
    return this.open(context.principal, '', readOnly, work);
  }

  /** A caller who is still to be confirmed is confirmed now. @throws Problem 401, 403 */
  async confirmCaller(): Promise<void> {
    const context = currentContext();
    if (context?.pending && !context.pending.proven) context.principal = await context.pending.prove();
  }

  private async open<T>(
    principal: Principal,
    systemReason: string,
    readOnly: boolean,
    work: (uow: UnitOfWork) => Promise<T>,
    pending?: PendingProof,
  ): Promise<T> {
    const outer = currentContext();
    const context: RequestContext = {
      operationId: outer?.operationId ?? newId(),
      locale: outer?.locale ?? 'fa',
      source: outer?.source ?? 'system',
      ip: outer?.ip,
      principal,
      pending,
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
    const { operationId, source, ip = '', pending } = context;
    const principal = context.principal as Principal;
    const settings = { userId: principal.userId ?? '', systemReason, operationId, source, ip, pending };
    const transaction = new Transaction(this.pool, settings, readOnly);
    const unit = new UnitOfWork(transaction, principal, readOnly);
    context.unitOfWork = unit;
    try {
      const result = await runInContext(context, () => work(unit));
      // Nothing was saved, so the answer needn't wait for the end of the transaction.
      if (readOnly) transaction.commit().catch((error: unknown) => this.log.warn(`end of a read: ${String(error)}`));
      else await transaction.commit();
      return { result, unit };
    } catch (error) {
      await transaction.rollBack();
      throw error;
    } finally {
      context.unitOfWork = undefined;
    }
  }
}
