import type { RecordChange, RecordRules } from '../records/record-rules.js';
import { type AutoNumber, nextNumber } from './fields/auto-number.js';

/** What the definitions of one record type demand of each write of its records. */
export class CompanyRules implements RecordRules {
  constructor(private readonly numbers: readonly AutoNumber[]) {}

  async beforeSave(change: RecordChange): Promise<void> {
    const { before, after, uow } = change;
    if (!before) for (const number of this.numbers) after[number.field.name] ??= await nextNumber(uow, number);
  }
}
