import { queryOptions, useQuery } from '@tanstack/react-query';
import { preferences, usePreferences } from '~/lib/preferences';
import { api } from './http';

export type FieldType =
  | 'text'
  | 'longText'
  | 'integer'
  | 'decimal'
  | 'percent'
  | 'money'
  | 'date'
  | 'instant'
  | 'choice'
  | 'multiChoice'
  | 'boolean'
  | 'link'
  | 'links'
  | 'about'
  | 'phone'
  | 'email'
  | 'url'
  | 'nationalId'
  | 'legalId'
  | 'postalCode'
  | 'tags'
  | 'json';

export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger' | 'information';
/** A text in both languages of the product. */
export interface Label {
  fa: string;
  en: string;
}
export interface Choice {
  value: string;
  label: Label;
  tone?: Tone;
}
export interface FieldInfo {
  name: string;
  type: FieldType;
  label: Label;
  required?: boolean;
  readonly?: boolean;
  /** An import of old data may set it although it is readonly. */
  importable?: boolean;
  /** Accepted and never shown, such as a password. */
  writeOnly?: boolean;
  /** One of those that every record carries. */
  standard?: boolean;
  default?: unknown;
  searchable?: boolean;
  sortable?: boolean;
  filterable?: boolean;
  max?: number;
  min?: number;
  unique?: boolean;
  choices?: Choice[];
  /** Record type a link points at. */
  target?: string;
  /** Digits after the point. */
  decimals?: number;
  /** Of a field that the company has added. */
  custom?: CustomTrait;
  level?: 'hidden' | 'masked' | 'read' | 'write';
  group?: string;
  help?: Label;
}
/** What a field of the company is beyond its type. */
export interface CustomTrait {
  id: string;
  /** What it was made as: a `rating` is an integer to the rest, a `file` a link. */
  kind: string;
  /** Condition in the filter language under which forms show it. */
  visibleWhen?: unknown;
  isCalculated: boolean;
}
/** A heading with the fields below it. */
export interface FieldGroup {
  title?: Label;
  fields: string[];
}
/** How the company lays the type out for the signed-in user; what is not there is as the screen has it. */
export interface TypeLayout {
  form?: FieldGroup[];
  listColumns?: string[];
  cardFields?: string[];
  facts?: FieldGroup[];
  hiddenFields?: string[];
}
/** What the registry tells about one record type, already cut to what the signed-in user may see. */
export interface RecordTypeInfo {
  name: string;
  resource: string;
  module: string;
  labels: { fa: { one: string; many: string }; en: { one: string; many: string } };
  titleField: string;
  icon: string;
  /** The company has added the type. */
  company?: { id: string; boardField?: string };
  defaultSort?: string;
  layout?: TypeLayout;
  /** Whether single records can be opened to people and teams. */
  shareable?: boolean;
  fields: FieldInfo[];
  actions: Record<string, boolean | undefined>;
}

export const recordTypesQuery = queryOptions({
  queryKey: ['record-types'],
  queryFn: async () => (await api.get<{ data: RecordTypeInfo[] }>('/record-types')).data,
  staleTime: 10 * 60_000,
  // An administrator may have changed forms and lists while this window was in the back.
  refetchOnWindowFocus: 'always',
});

export function useRecordTypes(): readonly RecordTypeInfo[] {
  return useQuery(recordTypesQuery).data ?? [];
}

/** A record type by its name (`account`) or resource (`accounts`). */
export function useRecordType(nameOrResource: string): RecordTypeInfo | undefined {
  return useRecordTypes().find((type) => type.name === nameOrResource || type.resource === nameOrResource);
}

/** Text of a label in the language of the screen. */
export function labelText(label: Label | undefined): string {
  return label?.[preferences.get().language] ?? label?.fa ?? '';
}

/** `labelText` that follows a change of language. */
export function useLabel(): (label: Label | undefined) => string {
  const { language } = usePreferences();
  return (label) => label?.[language] ?? label?.fa ?? '';
}

/** Address of the list of a type; records are below it. Types of the company stand apart from the product's screens. */
export function addressOf(type: Pick<RecordTypeInfo, 'resource' | 'company'>): string {
  return type.company ? `/x/${type.resource}` : `/${type.resource}`;
}

export function fieldOf(type: RecordTypeInfo | undefined, name: string): FieldInfo | undefined {
  return type?.fields.find((field) => field.name === name);
}
