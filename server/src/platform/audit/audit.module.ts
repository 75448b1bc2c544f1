import { Global, Module } from '@nestjs/common';
import { RecordSight } from '../records/record-sight.js';
import { AuditChain } from './audit-chain.js';
import { AuditExport } from './audit-export.js';
import { AuditLog } from './audit-log.js';
import { AuditQuery } from './audit-query.js';
import { AuditWatch } from './audit-watch.js';
import { AuditController } from './audit.controller.js';
import { SampledEvents } from './sampled-events.js';

/** Who did what: an append-only log with a chain of hashes over it. */
@Global()
@Module({
  controllers: [AuditController],
  providers: [AuditLog, AuditQuery, AuditExport, AuditChain, AuditWatch, SampledEvents],
  exports: [AuditLog, AuditChain, AuditWatch, SampledEvents],
})
export class AuditModule {
  constructor(sight: RecordSight, events: SampledEvents) {
    sight.listen(({ isSystem, userId, data: { viewedBy } }, recordType, recordId) => {
      // Whoever looks as somebody else has seen it, not the other one.
      const actorId = viewedBy?.userId ?? userId;
      if (isSystem || !actorId) return;
      events.note(`${actorId}/${recordId}`, () => ({ event: 'record.viewed', actorId, recordType, recordId }));
    });
  }
}
