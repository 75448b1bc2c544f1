import { BaseRecord } from '../../records/base-record.js';
import { LinksField, LongTextField, TextField } from '../../records/fields.js';
import { RecordType } from '../../records/record-type.js';

/** People who work together, across branches: what the scope "team" follows. */
@RecordType({
  name: 'team',
  resource: 'teams',
  module: 'identity',
  labels: { one: { fa: 'تیم', en: 'Team' }, many: { fa: 'تیم‌ها', en: 'Teams' } },
  title: 'name',
  icon: 'users',
  visibility: 'shared',
  branch: 'orgUnitId',
  defaultSort: 'name',
  example: { name: 'فروش شمال', description: 'تیم فروش استان‌های شمالی' },
})
export class Team extends BaseRecord {
  @TextField({ fa: 'نام', en: 'Name', required: true, search: true, sort: true, max: 200 })
  name!: string;

  @LongTextField({ fa: 'توضیح', en: 'Description', max: 2000 })
  description!: string | null;

  /** Kept with each user as `teamIds`; the database answers it through the function `members(teams)`. */
  @LinksField('user', { fa: 'اعضا', en: 'Members', column: 'members', virtual: true })
  memberIds!: string[];
}
