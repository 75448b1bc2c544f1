import type { OpenAPIObject } from '@nestjs/swagger';

type Schema = Record<string, unknown>;

/** Examples of members that carry none themselves, by name; `name[]` is the entry of a list. */
const WORDS: Record<string, unknown> = {
  accessToken: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIwMTk5Yz….…',
  actorName: 'سارا مرادی',
  'addTags[]': 'نمایشگاه',
  after: { phone: '+982188776655' },
  before: { phone: '+982188776644' },
  'cells[]': 'بازرگانی آرمان',
  code: 'nationalId.checksum',
  column: 'کد ملی',
  constant: 'تهران',
  current: { id: '0199c0de-0000-7000-8000-000000000001', version: 8 },
  currentPassword: 'باران-آرام-۱۴۰۵',
  detail: 'کد ملی درست نیست.',
  externalId: 'C-1042',
  field: 'nationalId',
  fields: { amount: { sum: '17000000000', avg: '8500000000', min: '8000000000', max: '9000000000' } },
  'fields[]': 'phone',
  filter: { field: 'city', op: 'eq', value: 'تهران' },
  from: '2026-10-23',
  fullName: 'سارا مرادی',
  key: 'website',
  'keyFields[]': 'nationalId',
  label: 'وب‌سایت',
  message: 'کد ملی درست نیست.',
  name: 'بازرگانی آرمان',
  newPassword: 'دریا-روشن-۱۴۰۵',
  nextCursor: 'WyJhM3ZRIiwiMDE5OWMwZGUtMDAwMC03MDAwIl0',
  note: 'تحویل در دو نوبت.',
  params: { max: 200 },
  path: 'nationalId',
  q: 'آرمان',
  reason: 'زمان تحویل',
  record: { id: '0199c0de-0000-7000-8000-000000000001', version: 1, name: 'بازرگانی آرمان' },
  recordType: 'account',
  'removeTags[]': 'سرد',
  requestId: '0199c0de-0000-7000-8000-00000000000a',
  saveMappingAs: 'فهرست مشتریان حسابداری',
  searchedFor: 'آرمان',
  'skipped[]': 'contact',
  subtitle: 'تهران',
  text: 'تهرن',
  title: 'بازرگانی آرمان',
  to: '2026-11-21',
  tone: 'success',
  type: 'account',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  values: { خیر: 'false' },
};

/** Lets a module give examples of the members that its answers name. */
export function describeMembers(words: Record<string, unknown>): void {
  Object.assign(WORDS, words);
}

/** Gives an example to each member of every body and answer that has none and whose form alone does not show one. */
export function documentExamples(document: OpenAPIObject): void {
  for (const schema of Object.values(document.components?.schemas ?? {})) fill(schema as Schema, '');
  for (const methods of Object.values(document.paths))
    for (const operation of Object.values(methods) as unknown as { requestBody?: object; responses: object }[])
      for (const { content = {} } of [operation.requestBody ?? {}, ...Object.values(operation.responses)] as {
        content?: Record<string, { schema?: Schema }>;
      }[])
        for (const { schema } of Object.values(content)) if (schema) fill(schema, '');
}

function fill(schema: Schema, name: string): void {
  if (showsItself(schema)) return;
  const members = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  for (const [member, inner] of members) fill(inner, member);
  if (schema.items) fill(schema.items as Schema, `${name}[]`);
  for (const part of ['oneOf', 'anyOf', 'allOf'])
    for (const inner of (schema[part] ?? []) as Schema[]) fill(inner, name);
  const leaf = isA(schema, 'string') || (isA(schema, 'object') && members.length === 0);
  if (leaf && Object.hasOwn(WORDS, name)) schema.example = WORDS[name];
}

/** Whether a reader of the schema already sees what stands there. */
export function showsItself(schema: Schema): boolean {
  return ['$ref', 'example', 'examples', 'enum', 'const', 'default', 'format'].some((part) => part in schema);
}

function isA(schema: Schema, type: string): boolean {
  return schema.type === type || (Array.isArray(schema.type) && schema.type.includes(type));
}
