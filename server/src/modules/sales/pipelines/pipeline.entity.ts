import { BaseRecord } from '../../../platform/records/base-record.js';
import { BooleanField, InstantField, IntegerField, JsonField, TextField } from '../../../platform/records/fields.js';
import { RecordType } from '../../../platform/records/record-type.js';

/** A way of selling: three to seven stages that an opportunity goes through (R26, R27). */
@RecordType({
  name: 'pipeline',
  resource: 'pipelines',
  module: 'sales',
  labels: { one: { fa: 'کاریز فروش', en: 'Pipeline' }, many: { fa: 'کاریزهای فروش', en: 'Pipelines' } },
  title: 'name',
  icon: 'kanban',
  visibility: 'shared',
  defaultSort: 'position',
  example: {
    name: 'فروش سازمانی',
    position: 1,
    stages: [
      { name: 'شناخت نیاز', probabilityPercent: 10 },
      { name: 'پیشنهاد', probabilityPercent: 40 },
      { name: 'مذاکره', probabilityPercent: 70 },
    ],
  },
})
export class Pipeline extends BaseRecord {
  @TextField({ fa: 'نام', en: 'Name', required: true, max: 120, search: true, unique: true })
  name!: string;

  @IntegerField({ fa: 'ترتیب', en: 'Position', required: true, default: 0, min: 0, max: 1000, sort: true })
  position!: number;

  /** False for a pipeline that takes no new opportunities. */
  @BooleanField({ fa: 'فعال', en: 'Active', required: true, default: true })
  active!: boolean;

  /**
   * The whole ordered list of stages, to write them together: `[{ id?, name, probabilityPercent, rottenAfterDays?,
   * requiredFields?, tone? }]`. An entry with an id keeps that stage, one without makes a new one, a stage that isn't
   * named is removed if no open opportunity is in it. Answers show them as `stages` of GET /pipelines.
   */
  @JsonField({
    fa: 'مراحل',
    en: 'Stages',
    writeOnly: true,
    virtual: true,
    help: { fa: 'سه تا هفت مرحله به ترتیب', en: 'Three to seven, in order' },
  })
  stages!: unknown;

  /** When the list of stages last changed. With it the version grows, so a form with old stages is refused as stale. */
  @InstantField({ fa: 'آخرین تغییر مراحل', en: 'Stages changed at', readonly: true })
  stagesChangedAt!: string | null;
}
