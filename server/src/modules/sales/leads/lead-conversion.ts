import { Injectable } from '@nestjs/common';
import { clock } from '../../../platform/context/clock.js';
import { DataDoor } from '../../../platform/database/data-door.js';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Problem } from '../../../platform/errors/problem.js';
import { RecordReader } from '../../../platform/records/record-reader.js';
import type { RecordValues } from '../../../platform/records/record-rules.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import type { RecordView } from '../../../platform/records/record-view.js';
import { RecordWriter } from '../../../platform/records/record-writer.js';
import { rial } from '../rial.js';
import { Lead } from './lead.entity.js';
import type { ConvertBody } from './lead-actions.dto.js';

export interface Conversion {
  readonly lead: RecordView;
  readonly account: RecordView;
  /** Null for a lead without a person's name. */
  readonly contact: RecordView | null;
  readonly opportunity: RecordView | null;
}

/** Makes a customer file of a lead: account, contact and opportunity in one transaction (R17, R24). */
@Injectable()
export class LeadConversion {
  constructor(
    private readonly door: DataDoor,
    private readonly reader: RecordReader,
    private readonly writer: RecordWriter,
  ) {}

  /**
   * All or nothing; of two conversions at once, one is done and the other told so.
   * @throws Problem 400, 403, 404, 409 `lead.converted`, `lead.disqualified`, 412, 422
   */
  convert(id: string, body: ConvertBody, ifMatch?: number): Promise<Conversion> {
    return this.door.write(async (uow) => {
      const type = recordTypes.of(Lead);
      const lead = await this.writer.lock(uow, type, id, false);
      await this.writer.mustReach(uow, type, id, 'edit');
      if (lead.status === 'converted') throw Problem.conflict('lead.converted');
      if (lead.status === 'disqualified') throw Problem.conflict('lead.disqualified');
      const owner = this.ownerFor(uow, lead);
      const account = await this.account(uow, lead, body, owner);
      const contact = await this.contact(uow, lead, body, account.id, owner);
      const opportunity = await this.opportunity(uow, lead, body, account.id, contact?.id ?? null, owner);
      const converted = await this.writer.set(
        uow,
        type,
        id,
        {
          status: 'converted',
          convertedAt: clock.now().toISOString(),
          convertedAccountId: account.id,
          convertedContactId: contact?.id ?? null,
          convertedOpportunityId: opportunity?.id ?? null,
        },
        { ifMatch },
      );
      return { lead: converted, account, contact, opportunity };
    });
  }

  /** What comes of a lead stays with its owner, when the caller may hand records over; otherwise with the caller. */
  private ownerFor(uow: UnitOfWork, lead: Readonly<RecordValues>): RecordValues {
    const { principal } = uow;
    if (!lead.ownerId || lead.ownerId === principal.userId) return {};
    const reaches = (type: string) => {
      const reach = principal.reach(type, 'assign');
      return (
        reach.all || reach.ownerIds.includes(lead.ownerId as string) || reach.unitIds.includes(lead.orgUnitId as string)
      );
    };
    return ['account', 'contact', 'opportunity'].every(reaches)
      ? { ownerId: lead.ownerId, orgUnitId: lead.orgUnitId }
      : {};
  }

  private account(
    uow: UnitOfWork,
    lead: Readonly<RecordValues>,
    body: ConvertBody,
    owner: RecordValues,
  ): Promise<RecordView> {
    const type = recordTypes.get('account');
    if (body.accountId) return this.existing(uow, 'account', body.accountId, 'accountId');
    const { companyName, fullName, province, city, phone, mobile, email } = lead;
    const known = {
      kind: companyName ? 'company' : 'person',
      name: companyName ?? fullName,
      relation: 'prospect',
      province,
      city,
      email,
    };
    return this.at('account', () =>
      this.writer.create(uow, type, { ...known, phone: phone ?? mobile, ...owner, ...body.account }),
    );
  }

  private async contact(
    uow: UnitOfWork,
    lead: Readonly<RecordValues>,
    body: ConvertBody,
    accountId: string,
    owner: RecordValues,
  ): Promise<RecordView | null> {
    if (body.contactId) return this.existing(uow, 'contact', body.contactId, 'contactId');
    const { firstName, lastName, jobTitle, mobile, phone, email } = lead;
    if (!lastName && !body.contact) return null;
    const known = { firstName, lastName, jobTitle, mobile, phone, email, accountId };
    return this.at('contact', () =>
      this.writer.create(uow, recordTypes.get('contact'), { ...known, ...owner, ...body.contact }),
    );
  }

  private async opportunity(
    uow: UnitOfWork,
    lead: Readonly<RecordValues>,
    body: ConvertBody,
    accountId: string,
    contactId: string | null,
    owner: RecordValues,
  ): Promise<RecordView | null> {
    if (body.opportunity === null) return null;
    const { companyName, fullName, productInterest, estimatedAmount, source, campaign, description } = lead;
    const name = [companyName ?? fullName, productInterest].filter(Boolean).join('، ').slice(0, 200);
    const known = {
      name,
      amount: rial(estimatedAmount as string | null),
      source,
      campaign,
      description,
      accountId,
      contactId,
    };
    return this.at('opportunity', () =>
      this.writer.create(uow, recordTypes.get('opportunity'), { ...known, ...owner, ...body.opportunity }),
    );
  }

  private async existing(uow: UnitOfWork, type: string, id: string, path: string): Promise<RecordView> {
    try {
      return await this.reader.get(uow, recordTypes.get(type), id);
    } catch (error) {
      if (error instanceof Problem && error.status === 404)
        throw Problem.rule('record.rule', [{ path, code: 'link.notFound' }]);
      throw error;
    }
  }

  /** Puts the part of the body before the paths of its faults: `account.name`. */
  private async at<T>(part: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const faults = error.options.faults?.map((fault) => ({ ...fault, path: `${part}.${fault.path}` }));
      throw new Problem(error.status, error.code, { ...error.options, faults });
    }
  }
}
