import { BaseRecord } from '../../../platform/records/base-record.js';
import { BooleanField, IntegerField, TextField } from '../../../platform/records/fields.js';
import { RecordType } from '../../../platform/records/record-type.js';

/** Why opportunities are lost, as the company words it (R47). */
@RecordType({
  name: 'lossReason',
  resource: 'loss-reasons',
  module: 'sales',
  labels: { one: { fa: 'دلیل شکست', en: 'Loss reason' }, many: { fa: 'دلایل شکست', en: 'Loss reasons' } },
  title: 'name',
  icon: 'circle-x',
  visibility: 'shared',
  defaultSort: 'position',
  example: { name: 'تغییر برنامهٔ مشتری', position: 1 },
})
export class LossReason extends BaseRecord {
  @TextField({ fa: 'نام', en: 'Name', required: true, max: 120, search: true, unique: true })
  name!: string;

  /** Place in the list, from the top. */
  @IntegerField({ fa: 'ترتیب', en: 'Position', required: true, default: 0, min: 0, max: 1000, sort: true })
  position!: number;

  /** False for a reason that is no longer offered; old losses keep it. */
  @BooleanField({ fa: 'فعال', en: 'Active', required: true, default: true })
  active!: boolean;
}
