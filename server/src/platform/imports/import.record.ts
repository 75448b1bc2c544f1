import { BaseRecord } from '../records/base-record.js';
import { ChoiceField, InstantField, IntegerField, JsonField, TagsField, TextField } from '../records/fields.js';
import { RecordType } from '../records/record-type.js';
import type { SheetFormat } from '../spreadsheets/sheet.js';
import type { ColumnFacts } from './column-facts.js';
import type { ImportOptions, MappingEntry } from './import-mapping.js';

const choice = (value: string, fa: string, en: string) => ({ value, label: { fa, en } });

export const IMPORT_MODES = [
  choice('create', 'ایجاد', 'Create'),
  choice('update', 'به‌روزرسانی', 'Update'),
  choice('upsert', 'ایجاد یا به‌روزرسانی', 'Create or update'),
] as const;

export type ImportMode = (typeof IMPORT_MODES)[number]['value'];

export const IMPORT_STATUSES = [
  choice('mapping', 'در حال تنظیم', 'Being set up'),
  choice('running', 'در حال اجرا', 'Running'),
  choice('done', 'پایان‌یافته', 'Done'),
  choice('failed', 'ناتمام', 'Failed'),
  choice('cancelled', 'لغوشده', 'Cancelled'),
  choice('undoing', 'در حال بازگردانی', 'Being undone'),
  choice('undone', 'بازگردانده', 'Undone'),
] as const;

export type ImportStatus = 'mapping' | 'running' | 'done' | 'failed' | 'cancelled' | 'undoing' | 'undone';

/** What undoing an import came to. */
export interface UndoReport {
  /** Records that were removed or got their old values back. */
  readonly undone: number;
  /** Records that somebody has changed since, or that a rule keeps: they stay as they are. */
  readonly kept: number;
}

/** One file on its way into the records of one type: what was found in it, how it is to be read, what became of it. */
@RecordType({
  name: 'import',
  resource: 'imports',
  module: 'platform',
  labels: { one: { fa: 'ورود اطلاعات', en: 'Import' }, many: { fa: 'ورودهای اطلاعات', en: 'Imports' } },
  title: 'name',
  icon: 'upload',
  actions: ['view', 'create', 'edit', 'delete'],
})
export class Import extends BaseRecord {
  /** Name of the file. */
  @TextField({ fa: 'نام فایل', en: 'File name', required: true, readonly: true, max: 255, search: true })
  name!: string;

  @TextField({ fa: 'نوع رکورد', en: 'Record type', required: true, readonly: true, max: 60 })
  recordType!: string;

  @ChoiceField({ fa: 'وضعیت', en: 'Status', required: true, readonly: true, choices: IMPORT_STATUSES })
  status!: ImportStatus;

  @IntegerField({ fa: 'اندازه فایل', en: 'File size', required: true, readonly: true })
  fileSize!: number;

  @JsonField({ fa: 'قالب فایل', en: 'File format', required: true, readonly: true })
  sheet!: SheetFormat;

  @JsonField({ fa: 'ستون‌ها', en: 'Columns', required: true, readonly: true })
  columns!: ColumnFacts[];

  @JsonField({ fa: 'نمونه', en: 'Sample', required: true, readonly: true })
  sample!: string[][];

  @JsonField({ fa: 'نگاشت', en: 'Mapping', required: true, readonly: true })
  mapping!: MappingEntry[];

  @ChoiceField({ fa: 'شیوه', en: 'Mode', required: true, readonly: true, choices: IMPORT_MODES })
  mode!: ImportMode;

  @TagsField({ fa: 'فیلدهای کلید', en: 'Key fields', readonly: true })
  keyFields!: string[];

  @JsonField({ fa: 'گزینه‌ها', en: 'Options', required: true, readonly: true })
  options!: ImportOptions;

  @IntegerField({ fa: 'تعداد ردیف', en: 'Rows', required: true, readonly: true })
  totalRows!: number;

  @IntegerField({ fa: 'ایجادشده', en: 'Created', readonly: true })
  createdRows!: number | null;

  @IntegerField({ fa: 'به‌روزشده', en: 'Updated', readonly: true })
  updatedRows!: number | null;

  @IntegerField({ fa: 'بدون تغییر', en: 'Unchanged', readonly: true })
  unchangedRows!: number | null;

  @IntegerField({ fa: 'دارای خطا', en: 'Failed', readonly: true })
  failedRows!: number | null;

  @InstantField({ fa: 'زمان شروع', en: 'Started at', readonly: true })
  startedAt!: string | null;

  @InstantField({ fa: 'زمان پایان', en: 'Finished at', readonly: true })
  finishedAt!: string | null;

  /** Code of the problem that ended it. */
  @TextField({ fa: 'مشکل', en: 'Problem', readonly: true, max: 100 })
  problem!: string | null;

  @JsonField({ fa: 'نتیجه بازگردانی', en: 'Result of undoing', readonly: true })
  undo!: UndoReport | null;
}
