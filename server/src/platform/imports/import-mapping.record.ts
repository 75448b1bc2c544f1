import { BaseRecord } from '../records/base-record.js';
import { ChoiceField, JsonField, TagsField, TextField } from '../records/fields.js';
import { RecordType } from '../records/record-type.js';
import { IMPORT_MODES, type ImportMode } from './import.record.js';
import type { ImportOptions, MappingEntry } from './import-mapping.js';

/** A mapping kept for the next file with the same heading. */
@RecordType({
  name: 'importMapping',
  resource: 'import-mappings',
  module: 'platform',
  labels: {
    one: { fa: 'نگاشت ذخیره‌شده', en: 'Saved mapping' },
    many: { fa: 'نگاشت‌های ذخیره‌شده', en: 'Saved mappings' },
  },
  title: 'name',
  icon: 'columns',
  actions: ['view', 'create', 'edit', 'delete', 'restore'],
  example: { name: 'فهرست مشتریان حسابداری' },
})
export class ImportMapping extends BaseRecord {
  @TextField({ fa: 'نام', en: 'Name', required: true, max: 120, search: true, sort: true })
  name!: string;

  @TextField({ fa: 'نوع رکورد', en: 'Record type', required: true, readonly: true, max: 60 })
  recordType!: string;

  /** Fingerprint of the heading that it fits. */
  @TextField({ fa: 'نشان ستون‌ها', en: 'Heading', required: true, readonly: true, max: 64 })
  headingKey!: string;

  @JsonField({ fa: 'نگاشت', en: 'Mapping', required: true, readonly: true })
  mapping!: MappingEntry[];

  @ChoiceField({ fa: 'شیوه', en: 'Mode', required: true, readonly: true, choices: IMPORT_MODES })
  mode!: ImportMode;

  @TagsField({ fa: 'فیلدهای کلید', en: 'Key fields', readonly: true })
  keyFields!: string[];

  @JsonField({ fa: 'گزینه‌ها', en: 'Options', required: true, readonly: true })
  options!: ImportOptions;
}
