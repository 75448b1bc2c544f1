import { BaseRecord } from '../../../platform/records/base-record.js';
import {
  ChoiceField,
  IntegerField,
  LinkField,
  PercentField,
  TagsField,
  TextField,
} from '../../../platform/records/fields.js';
import { RecordType } from '../../../platform/records/record-type.js';

const TONES = [
  { value: 'neutral', label: { fa: 'خنثی', en: 'Neutral' } },
  { value: 'accent', label: { fa: 'شاخص', en: 'Accent' } },
  { value: 'information', label: { fa: 'آبی', en: 'Information' } },
  { value: 'warning', label: { fa: 'کهربایی', en: 'Warning' } },
  { value: 'success', label: { fa: 'سبز', en: 'Success' } },
  { value: 'danger', label: { fa: 'قرمز', en: 'Danger' } },
] as const;

/** One step of a pipeline. A record of its own: opportunities point to it, and its changes are logged and undone. */
@RecordType({
  name: 'stage',
  resource: 'stages',
  module: 'sales',
  labels: { one: { fa: 'مرحله', en: 'Stage' }, many: { fa: 'مراحل', en: 'Stages' } },
  title: 'name',
  icon: 'milestone',
  visibility: 'shared',
  defaultSort: 'position',
  example: {
    pipelineId: '0199c0de-0000-7000-8000-000000000004',
    name: 'ارسال نمونه',
    position: 2,
    probabilityPercent: 30,
    rottenAfterDays: 14,
    requiredFields: ['amount'],
  },
})
export class Stage extends BaseRecord {
  @LinkField('pipeline', { fa: 'کاریز فروش', en: 'Pipeline', required: true })
  pipelineId!: string;

  @TextField({ fa: 'نام', en: 'Name', required: true, max: 80, search: true })
  name!: string;

  /** Place in the pipeline, from 0. */
  @IntegerField({ fa: 'ترتیب', en: 'Position', required: true, default: 0, min: 0, max: 1000, sort: true })
  position!: number;

  /** Chance that an opportunity in this stage is won; what opportunities take when they enter. */
  @PercentField({ fa: 'احتمال موفقیت', en: 'Probability', required: true, default: 0 })
  probabilityPercent!: string;

  /** An open opportunity in which nothing has happened for more days than this is rotten; empty: never. */
  @IntegerField({ fa: 'راکد پس از (روز)', en: 'Rotten after (days)', min: 1, max: 3650 })
  rottenAfterDays!: number | null;

  /** Names of the opportunity's fields that must be filled before it may enter. */
  @TagsField({ fa: 'فیلدهای لازم', en: 'Required fields' })
  requiredFields!: string[];

  @ChoiceField({ fa: 'رنگ', en: 'Tone', choices: TONES })
  tone!: string | null;
}
