import { BaseRecord } from '../../records/base-record.js';
import { LinkField, TextField } from '../../records/fields.js';
import { RecordType } from '../../records/record-type.js';

/** A branch or department: the tree that the scopes "branch" and "branch and below" follow. */
@RecordType({
  name: 'orgUnit',
  resource: 'org-units',
  module: 'identity',
  labels: { one: { fa: 'شعبه', en: 'Org unit' }, many: { fa: 'شعبه‌ها', en: 'Org units' } },
  title: 'name',
  icon: 'network',
  visibility: 'shared',
  branch: 'id',
  defaultSort: 'name',
  example: { name: 'شعبهٔ اصفهان', code: 'ISF' },
})
export class OrgUnit extends BaseRecord {
  @TextField({ fa: 'نام', en: 'Name', required: true, search: true, sort: true, max: 200 })
  name!: string;

  @LinkField('orgUnit', { fa: 'شعبهٔ بالادست', en: 'Parent unit' })
  parentId!: string | null;

  @TextField({ fa: 'کد', en: 'Code', search: true, max: 50 })
  code!: string | null;
}
