import { BaseRecord } from '../../../platform/records/base-record.js';
import {
  BooleanField,
  ChoiceField,
  IntegerField,
  JsonField,
  LinksField,
  TextField,
} from '../../../platform/records/fields.js';
import { RecordType } from '../../../platform/records/record-type.js';

/** Who gets the leads that match a filter (R20, R21). The first active rule that fits, by position, decides. */
@RecordType({
  name: 'assignmentRule',
  resource: 'assignment-rules',
  module: 'sales',
  labels: {
    one: { fa: 'قاعدهٔ واگذاری', en: 'Assignment rule' },
    many: { fa: 'قاعده‌های واگذاری', en: 'Assignment rules' },
  },
  title: 'name',
  icon: 'route',
  visibility: 'shared',
  defaultSort: 'position',
  example: {
    name: 'سرنخ‌های تهران',
    position: 1,
    filter: { field: 'city', op: 'eq', value: 'تهران' },
    assigneeIds: ['0199c0de-0000-7000-8000-000000000003'],
    strategy: 'roundRobin',
  },
})
export class AssignmentRule extends BaseRecord {
  @TextField({ fa: 'نام', en: 'Name', required: true, max: 120, search: true })
  name!: string;

  @IntegerField({ fa: 'ترتیب', en: 'Position', required: true, default: 0, min: 0, max: 1000, sort: true })
  position!: number;

  @BooleanField({ fa: 'فعال', en: 'Active', required: true, default: true })
  active!: boolean;

  /** Which leads, in the filter language; empty takes every lead. */
  @JsonField({ fa: 'شرط', en: 'Filter' })
  filter!: unknown;

  /** The people in turn. Whoever is disabled or removed is passed over. */
  @LinksField('user', { fa: 'مسئولان', en: 'Assignees', required: true })
  assigneeIds!: string[];

  @ChoiceField({
    fa: 'شیوه',
    en: 'Strategy',
    required: true,
    default: 'roundRobin',
    choices: [{ value: 'roundRobin', label: { fa: 'نوبتی', en: 'Round robin' } }],
  })
  strategy!: 'roundRobin';
}
