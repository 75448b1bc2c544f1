import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { RecordChange, RecordRules, RecordValues } from '../../../platform/records/record-rules.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import { RecordWriter } from '../../../platform/records/record-writer.js';
import { lineTotal } from './line-total.js';
import { Opportunity } from './opportunity.entity.js';

/** A line takes price and name from its product, and its opportunity follows when it should. */
@Injectable()
export class OpportunityLineRules implements RecordRules {
  constructor(private readonly writer: RecordWriter) {}

  async beforeSave(change: RecordChange): Promise<void> {
    const { before, after, uow } = change;
    if (before && before.opportunityId !== after.opportunityId) change.fault('opportunityId', 'opportunityLine.fixed');
    await this.mustEdit(uow, after.opportunityId as string);
    const product =
      after.productId && (!after.description || after.unitPrice === null || after.unitPrice === undefined)
        ? await uow.one<{ name: string; price: string | null }>('select name, price from products where id = $1', [
            after.productId,
          ])
        : undefined;
    after.description = after.description ?? product?.name ?? null;
    after.unitPrice = after.unitPrice ?? product?.price ?? '0';
    if (!after.productId && !after.description) change.fault('productId', 'field.required');
    const total = lineTotal(after.quantity, after.unitPrice, after.discountPercent);
    if (total.length > 18) change.fault('unitPrice', 'money.tooLarge');
    after.total = total;
  }

  async afterSave({ after, uow }: RecordChange): Promise<void> {
    await this.follow(uow, after);
  }

  async beforeRemove(record: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
    await this.mustEdit(uow, record.opportunityId as string);
  }

  async afterRemove(record: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
    await this.follow(uow, record);
  }

  async afterRestore(record: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
    await this.mustEdit(uow, record.opportunityId as string);
    await this.follow(uow, record);
  }

  private async mustEdit(uow: UnitOfWork, opportunityId: string): Promise<void> {
    const type = recordTypes.of(Opportunity);
    await this.writer.lock(uow, type, opportunityId, false);
    await this.writer.mustReach(uow, type, opportunityId, 'edit');
  }

  /** Lets the opportunity's own rules bring amount and main product in step. */
  private async follow(uow: UnitOfWork, line: Readonly<RecordValues>): Promise<void> {
    const type = recordTypes.of(Opportunity);
    const opportunity = await this.writer.lock(uow, type, line.opportunityId as string, false);
    const first = opportunity.productId ?? line.productId ?? null;
    if (opportunity.amountFromLines || first !== opportunity.productId)
      await this.writer.set(uow, type, line.opportunityId as string, { productId: first });
  }
}
