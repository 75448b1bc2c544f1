import {
  AlignLeft,
  Banknote,
  Barcode,
  Binary,
  Building2,
  CalendarClock,
  CalendarDays,
  FileText,
  Hash,
  IdCard,
  Link2,
  ListChecks,
  ListTodo,
  type LucideIcon,
  Mail,
  MapPin,
  Percent,
  Phone,
  Star,
  ToggleRight,
  Type,
  Workflow,
} from 'lucide-react';
import type { FieldType } from '~/api/record-types';

/** Everything that a custom field can be made as, in the order of its cards, and the type of its values. */
export const FIELD_KINDS = {
  text: 'text',
  longText: 'longText',
  number: 'decimal',
  money: 'money',
  percent: 'percent',
  date: 'date',
  instant: 'instant',
  choice: 'choice',
  multiChoice: 'multiChoice',
  boolean: 'boolean',
  link: 'link',
  phone: 'phone',
  email: 'email',
  url: 'url',
  nationalId: 'nationalId',
  legalId: 'legalId',
  postalCode: 'postalCode',
  file: 'link',
  rating: 'integer',
  autoNumber: 'text',
} as const satisfies Record<string, FieldType>;

export type FieldKind = keyof typeof FIELD_KINDS;
export const KIND_NAMES = Object.keys(FIELD_KINDS) as FieldKind[];

const ICONS: Record<FieldKind, LucideIcon> = {
  text: Type,
  longText: AlignLeft,
  number: Binary,
  money: Banknote,
  percent: Percent,
  date: CalendarDays,
  instant: CalendarClock,
  choice: ListTodo,
  multiChoice: ListChecks,
  boolean: ToggleRight,
  link: Workflow,
  phone: Phone,
  email: Mail,
  url: Link2,
  nationalId: IdCard,
  legalId: Building2,
  postalCode: MapPin,
  file: FileText,
  rating: Star,
  autoNumber: Barcode,
};

export function KindIcon({ kind, className }: { kind: string; className?: string }) {
  const Icon = ICONS[kind as FieldKind] ?? Hash;
  return <Icon aria-hidden {...(className ? { className } : {})} />;
}

const set = (...kinds: FieldKind[]): ReadonlySet<string> => new Set(kinds);

/** What may be said of a field of each kind; the same lists as the server holds to (customisation/fields/field-kinds.ts). */
export const ALLOWS = {
  choices: set('choice', 'multiChoice'),
  search: set('text', 'longText', 'phone', 'email', 'url', 'nationalId', 'legalId', 'postalCode', 'autoNumber'),
  unique: set('text', 'number', 'date', 'phone', 'email', 'url', 'nationalId', 'legalId', 'postalCode', 'autoNumber'),
  range: set('number', 'money', 'percent'),
  length: set('text', 'longText'),
  formula: set('text', 'number', 'percent', 'money', 'date', 'boolean'),
  /** Kinds that point at a record: their names end in `Id`. */
  link: set('link', 'file'),
} as const;
