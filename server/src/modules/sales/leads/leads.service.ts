import { Injectable } from '@nestjs/common';
import { DataDoor } from '../../../platform/database/data-door.js';
import { Problem } from '../../../platform/errors/problem.js';
import type { RecordValues } from '../../../platform/records/record-rules.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import type { RecordView } from '../../../platform/records/record-view.js';
import { RecordWriter } from '../../../platform/records/record-writer.js';
import { Lead } from './lead.entity.js';
import { LeadAssignment } from './lead-assignment.js';
import { type Duplicate, LeadDuplicates, type LeadTraits } from './lead-duplicates.js';

/** The use cases of a lead's life but conversion. */
@Injectable()
export class LeadsService {
  constructor(
    private readonly door: DataDoor,
    private readonly writer: RecordWriter,
    private readonly assignment: LeadAssignment,
    private readonly duplicates: LeadDuplicates,
  ) {}

  /** Makes a lead and tells whom it may repeat. @throws Problem 400, 403, 409, 422 */
  create(body: unknown): Promise<RecordView & { duplicates: Duplicate[] }> {
    return this.door.write(async (uow) => {
      const lead = await this.writer.create(uow, recordTypes.of(Lead), body);
      const duplicates = await this.duplicates.find(uow, lead as LeadTraits, lead.id);
      return Object.assign(lead, { duplicates });
    });
  }

  /**
   * Gives a lead to somebody, or to whose turn it is by the rules.
   * @throws Problem 403, 404, 409 `lead.converted`, 412, 422 `lead.nobodyToAssign`
   */
  assign(id: string, ownerId: string | undefined, ifMatch?: number): Promise<RecordView> {
    return this.door.write(async (uow) => {
      const type = recordTypes.of(Lead);
      const lead = await this.writer.lock(uow, type, id, false);
      await this.writer.mustReach(uow, type, id, 'assign');
      if (lead.status === 'converted') throw Problem.conflict('lead.converted');
      if (ownerId === undefined) {
        const chosen = await this.assignment.choose(uow, id, lead);
        if (!chosen) throw Problem.rule('lead.nobodyToAssign');
        const { rule, ...owner } = chosen;
        return this.writer.set(uow, type, id, { ...owner, assignedByRule: rule }, { ifMatch });
      }
      const person = await uow.one<{ orgUnitId: string | null }>(
        'select org_unit_id as "orgUnitId" from users where id = $1 and active and deleted_at is null',
        [ownerId],
      );
      if (!person) throw Problem.rule('record.rule', [{ path: 'ownerId', code: 'link.notFound' }]);
      const values: RecordValues = {
        ownerId: ownerId.toLowerCase(),
        orgUnitId: person.orgUnitId,
        assignedByRule: null,
      };
      return this.writer.set(uow, type, id, values, { ifMatch });
    });
  }

  /** Closes a lead of which nothing will come. @throws Problem 403, 404, 409, 412 */
  disqualify(id: string, reason: string, ifMatch?: number): Promise<RecordView> {
    return this.door.write(async (uow) => {
      const type = recordTypes.of(Lead);
      const lead = await this.writer.lock(uow, type, id, false);
      await this.writer.mustReach(uow, type, id, 'edit');
      if (lead.status === 'converted') throw Problem.conflict('lead.converted');
      if (lead.status === 'disqualified') throw Problem.conflict('lead.disqualified');
      const values = { status: 'disqualified', disqualifiedReason: reason.trim() };
      return this.writer.set(uow, type, id, values, { ifMatch });
    });
  }
}
