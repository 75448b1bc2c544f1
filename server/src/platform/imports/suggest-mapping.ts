import type { Principal } from '../access/principal.js';
import { compactKey } from '../persian/index.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { recordTypes, type RecordType } from '../records/record-type.js';
import type { ColumnFacts } from './column-facts.js';
import { isImportable, type MappingEntry } from './import-mapping.js';

/** Other headings under which files bring a field, by its name. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  name: ['عنوان', 'نام شرکت', 'نام سازمان', 'نام مشتری', 'شرکت', 'company', 'company name', 'title'],
  firstName: ['نام', 'نام کوچک', 'first', 'given name'],
  lastName: ['نام خانوادگی', 'فامیل', 'فامیلی', 'last', 'surname', 'family'],
  mobile: ['موبایل', 'تلفن همراه', 'همراه', 'شماره موبایل', 'شماره همراه', 'cell', 'mobile phone', 'mobile number'],
  phone: ['تلفن', 'شماره تلفن', 'تلفن ثابت', 'شماره تماس', 'telephone', 'tel', 'phone number'],
  email: ['ایمیل', 'پست الکترونیک', 'پست الکترونیکی', 'رایانامه', 'e-mail', 'mail', 'email address'],
  website: ['وب سایت', 'سایت', 'web', 'url', 'site'],
  nationalId: ['کد ملی', 'شناسه ملی', 'شماره ملی', 'national code'],
  economicCode: ['کد اقتصادی', 'شماره اقتصادی'],
  registrationNo: ['شماره ثبت', 'registration number'],
  postalCode: ['کد پستی', 'کدپستی', 'zip', 'zip code'],
  address: ['آدرس', 'نشانی', 'street'],
  city: ['شهر', 'شهرستان'],
  province: ['استان', 'state'],
  industry: ['صنعت', 'حوزه فعالیت', 'زمینه فعالیت', 'sector'],
  jobTitle: ['سمت', 'عنوان شغلی', 'position', 'job'],
  description: ['توضیحات', 'شرح', 'یادداشت', 'note', 'notes', 'comment'],
  tags: ['برچسب', 'برچسب ها', 'labels'],
  externalId: ['کد', 'شناسه', 'کد مشتری', 'شناسه بیرونی', 'id', 'code'],
  ownerId: ['مسئول', 'کارشناس', 'فروشنده', 'کارشناس فروش', 'owner', 'sales agent', 'sales rep', 'agent'],
  birthOn: ['تاریخ تولد', 'birthday', 'birth date'],
  amount: ['مبلغ', 'ارزش', 'value', 'amount', 'price'],
  price: ['قیمت', 'مبلغ واحد', 'sales price'],
  createdAt: ['تاریخ ایجاد', 'تاریخ ثبت', 'created', 'created on'],
};

/** Words of a heading that say only how a field is written: «مبلغ (تومان)». */
const UNIT_WORDS = /[([]?\s*(?:تومان|ریال|toman|rial|irr|irt)\s*[)\]]?/giu;

/** A mapping for the columns whose heading says which field they are. Each field is given to the first column that fits. */
export function suggestMapping(
  type: RecordType,
  columns: readonly ColumnFacts[],
  principal: Principal,
): MappingEntry[] {
  const fields = [...type.fields.values()].filter(
    (field) =>
      isImportable(field) && field.name !== 'custom' && principal.fieldLevel(type.name, field.name) === 'write',
  );
  const taken = new Set<string>();
  const entries: MappingEntry[] = [];
  // Exact names come before synonyms, so that «نام» doesn't take the field that «نام کوچک» names.
  for (const names of [ownNames, synonyms]) {
    const byKey = new Map<string, FieldDefinition>();
    for (const field of fields)
      for (const name of names(field, type)) if (!byKey.has(compactKey(name))) byKey.set(compactKey(name), field);
    for (const column of columns) {
      if (column.name === '' || entries.some((entry) => entry.column === column.name)) continue;
      const field = byKey.get(compactKey(column.name)) ?? byKey.get(compactKey(column.name.replace(UNIT_WORDS, ' ')));
      if (!field || taken.has(field.name)) continue;
      taken.add(field.name);
      entries.push(entryOf(field, column));
    }
  }
  return entries;
}

/** Names of the field itself; the column that names the records is often headed by what they are («کالا», `account`). */
function ownNames(field: FieldDefinition, type: RecordType): string[] {
  const names = [field.name, field.name.replace(/Ids?$/, ''), field.fa, field.en];
  if (field.name === type.title) names.push(type.name, type.labels.one.fa, type.labels.one.en);
  return names;
}

function synonyms(field: FieldDefinition): readonly string[] {
  return SYNONYMS[field.name] ?? [];
}

function entryOf(field: FieldDefinition, column: ColumnFacts): MappingEntry {
  const linked = field.target !== undefined && recordTypes.find(field.target) !== undefined;
  return {
    field: field.name,
    column: column.name,
    ...(linked && { link: { by: 'title', createMissing: false } }),
    ...((field.type === 'date' || field.type === 'instant') && column.dates && { dates: column.dates }),
    ...(field.type === 'money' && column.moneyUnit && { moneyUnit: column.moneyUnit }),
  };
}
