import { Injectable } from '@nestjs/common';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { type AuditEvent, noteEvents } from './audit-event.js';

/**
 * The audit log, to write into. Signing in and out, exports, settings, keys, passwords, users, roles, teams, branches and
 * operations are noted by the database itself (migrations/sql/audit.sql); what it can't see is noted here.
 */
@Injectable()
export class AuditLog {
  /** Notes an event in the open transaction, or through a door in one of its own. */
  note(where: UnitOfWork | DataDoor, event: AuditEvent): Promise<void> {
    return where instanceof DataDoor ? where.write((uow) => noteEvents(uow, [event])) : noteEvents(where, [event]);
  }
}
