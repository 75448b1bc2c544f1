import { BaseRecord } from '../../records/base-record.js';
import { fieldsOf, type RecordType } from '../../records/record-type.js';
import type { FieldDefinition } from '../../records/field-definition.js';
import { TagsField, TextField } from '../../records/fields.js';
import type { RecordValues } from '../../records/record-rules.js';
import { snakeCase } from '../../records/fields.js';

/** What records of every company's own type have beside the standard fields: the rest are custom fields. */
export abstract class CompanyRecord extends BaseRecord {
  @TextField({ fa: 'نام', en: 'Name', required: true, max: 300, search: true, sort: true })
  name!: string;

  @TagsField({ fa: 'برچسب‌ها', en: 'Tags' })
  tags!: string[];
}

/** Module under which the company's own types stand. */
export const COMPANY_MODULE = 'company';

/** The record type that a definition stands for, without its custom fields. */
export function toType(definition: Readonly<RecordValues>): RecordType {
  const text = (name: string) => (definition[name] as string | null) ?? undefined;
  const one = { fa: String(definition.oneFa), en: text('oneEn') ?? String(definition.oneFa) };
  const many = { fa: String(definition.manyFa), en: text('manyEn') ?? String(definition.manyFa) };
  const visibility = definition.visibility as 'owned' | 'shared';
  const name = String(definition.name);
  const fields = new Map(fieldsOf(CompanyRecord));
  const title = fields.get('name') as FieldDefinition;
  const titleFa = text('titleFa') ?? title.fa;
  fields.set('name', { ...title, fa: titleFa, en: text('titleEn') ?? (text('titleFa') ? titleFa : title.en) });
  return {
    name,
    resource: String(definition.resource),
    module: COMPANY_MODULE,
    labels: { one, many },
    title: 'name',
    icon: text('icon') ?? 'shapes',
    visibility,
    shareable: visibility === 'owned',
    defaultSort: '-id',
    entity: CompanyRecord,
    table: `x_${snakeCase(name)}`,
    fields,
    company: { id: String(definition.id), boardField: text('boardField') },
    example: { name: one.fa },
  };
}
