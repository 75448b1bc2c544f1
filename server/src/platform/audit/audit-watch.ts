import { Injectable, Logger } from '@nestjs/common';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { JobQueue } from '../jobs/job-queue.js';
import { AuditChain, type ChainFault, type ChainHead, type ChainReport } from './audit-chain.js';
import { noteEvents } from './audit-event.js';

const SEAL = 'audit.seal';
const VERIFY = 'audit.verify';

/** The last time that the chain was looked at. */
export interface AuditState {
  readonly head: ChainHead;
  readonly verified: { readonly at: string; readonly entries: number; readonly faults: readonly ChainFault[] } | null;
}

/** Seals the audit log every minute, and looks every night whether it is whole. */
@Injectable()
export class AuditWatch {
  private readonly log = new Logger('Audit');

  constructor(
    private readonly door: DataDoor,
    private readonly chain: AuditChain,
    private readonly jobs: JobQueue,
  ) {
    jobs.handle(SEAL, {}, (_data, { signal }) => chain.seal(signal));
    jobs.schedule(SEAL, 1);
    jobs.handle(VERIFY, { timeoutSeconds: 3_600 }, async (_data, { signal }) => void (await this.verify(signal)));
    jobs.schedule(VERIFY, '40 2 * * *');
  }

  /** Looks at the whole chain now, notes the outcome in the log itself and, when all is well, the head beside the database. */
  async verify(signal?: AbortSignal): Promise<ChainReport> {
    await this.chain.seal(signal);
    const report = await this.chain.verify(signal);
    const { entries, faults } = report;
    for (const { fault, place, entryId } of faults)
      this.log.error(`audit log: ${fault} place=${place ?? '-'} entry=${entryId ?? '-'}`);
    if (faults.length === 0) await this.chain.noteHead(report.head);
    await this.door.asSystem('outcome of verifying the audit log', (uow) =>
      noteEvents(uow, [{ event: 'audit.verified', details: { entries, faults } }]),
    );
    return report;
  }

  /** Has the chain looked at in the background. */
  ask(uow: UnitOfWork): Promise<string | null> {
    return this.jobs.enqueue(uow, VERIFY, {}, { singletonKey: 'asked', retryLimit: 0 });
  }

  async state(): Promise<AuditState> {
    const head = await this.chain.head();
    const row = await this.door.asSystem('last verification of the audit log', (uow) =>
      uow.one<{ at: string; details: { entries: number; faults: ChainFault[] } }>(
        `select at, details from audit_log where event = 'audit.verified' order by at desc, id desc limit 1`,
      ),
    );
    return { head, verified: row ? { at: row.at, entries: row.details.entries, faults: row.details.faults } : null };
  }
}
