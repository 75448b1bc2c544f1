import type { FieldTypeName, Label } from '../../records/field-definition.js';

/** What a custom field can be made as, and the field type that it is to the rest of the product. */
export const FIELD_KINDS = {
  text: { type: 'text', label: { fa: 'متن', en: 'Text' } },
  longText: { type: 'longText', label: { fa: 'متن بلند', en: 'Long text' } },
  number: { type: 'decimal', label: { fa: 'عدد', en: 'Number' } },
  percent: { type: 'percent', label: { fa: 'درصد', en: 'Percent' } },
  money: { type: 'money', label: { fa: 'مبلغ', en: 'Money' } },
  date: { type: 'date', label: { fa: 'تاریخ', en: 'Date' } },
  instant: { type: 'instant', label: { fa: 'تاریخ و ساعت', en: 'Date and time' } },
  choice: { type: 'choice', label: { fa: 'انتخاب از فهرست', en: 'Choice' } },
  multiChoice: { type: 'multiChoice', label: { fa: 'چند انتخاب از فهرست', en: 'Several choices' } },
  boolean: { type: 'boolean', label: { fa: 'بله یا خیر', en: 'Yes or no' } },
  link: { type: 'link', label: { fa: 'پیوند به رکورد', en: 'Link to a record' } },
  phone: { type: 'phone', label: { fa: 'تلفن', en: 'Phone' } },
  email: { type: 'email', label: { fa: 'ایمیل', en: 'E-mail' } },
  url: { type: 'url', label: { fa: 'نشانی اینترنتی', en: 'Web address' } },
  nationalId: { type: 'nationalId', label: { fa: 'کد ملی', en: 'National id' } },
  legalId: { type: 'legalId', label: { fa: 'شناسه ملی', en: 'Company national id' } },
  postalCode: { type: 'postalCode', label: { fa: 'کد پستی', en: 'Postal code' } },
  file: { type: 'link', label: { fa: 'فایل', en: 'File' } },
  rating: { type: 'integer', label: { fa: 'امتیاز', en: 'Rating' } },
  autoNumber: { type: 'text', label: { fa: 'شماره خودکار', en: 'Auto-number' } },
} as const satisfies Record<string, { readonly type: FieldTypeName; readonly label: Label }>;

export type FieldKind = keyof typeof FIELD_KINDS;

export const KIND_CHOICES = Object.entries(FIELD_KINDS).map(([value, { label }]) => ({ value, label }));

/** Kinds whose value is one of the choices of the field. */
export const CHOICE_KINDS: ReadonlySet<string> = new Set<FieldKind>(['choice', 'multiChoice']);
/** Kinds that point at a record; their names end in `Id`, as built-in links do. */
export const LINK_KINDS: ReadonlySet<string> = new Set<FieldKind>(['link', 'file']);
/** Kinds whose words the search of a list finds. */
export const SEARCHABLE_KINDS: ReadonlySet<string> = new Set<FieldKind>([
  'text',
  'longText',
  'phone',
  'email',
  'url',
  'nationalId',
  'legalId',
  'postalCode',
  'autoNumber',
]);
/** Kinds two records of which can be forbidden to have the same value. */
export const UNIQUE_KINDS: ReadonlySet<string> = new Set<FieldKind>([
  'text',
  'number',
  'date',
  'phone',
  'email',
  'url',
  'nationalId',
  'legalId',
  'postalCode',
  'autoNumber',
]);
/** Kinds whose value a formula can give. */
export const FORMULA_KINDS: ReadonlySet<string> = new Set<FieldKind>([
  'text',
  'number',
  'percent',
  'money',
  'date',
  'boolean',
]);
