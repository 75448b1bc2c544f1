import type { About } from '../records/about.js';
import { BaseRecord } from '../records/base-record.js';
import { AboutField, IntegerField, TextField } from '../records/fields.js';
import { RecordType } from '../records/record-type.js';

/** A file that belongs to a record, seen by whoever sees that record. Its content lies in the file store. */
@RecordType({
  name: 'file',
  resource: 'files',
  module: 'platform',
  labels: { one: { fa: 'فایل', en: 'File' }, many: { fa: 'فایل‌ها', en: 'Files' } },
  title: 'name',
  icon: 'paperclip',
  visibility: 'child',
  example: { name: 'قرارداد.pdf' },
})
export class FileRecord extends BaseRecord {
  @TextField({ fa: 'نام', en: 'Name', required: true, max: 255, search: true, sort: true })
  name!: string;

  @AboutField({ fa: 'دربارهٔ', en: 'About', required: true })
  about!: About;

  @IntegerField({ fa: 'حجم (بایت)', en: 'Size in bytes', required: true, readonly: true })
  size!: number;

  /** Found from the content, not from what the sender says. */
  @TextField({ fa: 'قالب', en: 'Media type', required: true, readonly: true, max: 200 })
  mediaType!: string;

  @TextField({ fa: 'اثر انگشت محتوا', en: 'SHA-256 of the content', required: true, readonly: true, max: 64 })
  sha256!: string;

  @TextField({ fa: 'نشانی محتوا', en: 'Storage key', required: true, readonly: true, secret: true, max: 64 })
  storageKey!: string;
}
