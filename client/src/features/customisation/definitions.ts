import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Filter } from '~/api/filter';
import { api } from '~/api/http';
import { type Choice, type Label, type RecordTypeInfo, recordTypesQuery } from '~/api/record-types';
import { type Page, type RecordBase, recordKeys } from '~/api/records';
import { meQuery } from '~/api/session';
import type { Expression } from './formula/expression';
import type { FieldKind } from './kinds';

/** A choice of a field as its definition keeps it. */
export interface ChoiceDefinition extends Choice {
  /** Old records keep it, new ones can't take it. */
  retired?: boolean;
}

/** A rule of a field: a record for which `when` holds is refused with the message. */
export interface ValidationRule {
  when: Filter;
  message: Label;
}

/** How an auto-number is counted and written. */
export interface Numbering {
  prefix: string;
  digits: number;
  start: number;
  gapless: boolean;
}

/** A field that the company added, as `/custom-fields` tells it. */
export interface FieldDefinition extends RecordBase {
  recordType: string;
  name: string;
  kind: FieldKind;
  labelFa: string;
  labelEn: string | null;
  helpFa: string | null;
  helpEn: string | null;
  default: { value?: unknown } | null;
  required: boolean;
  unique: boolean;
  indexed: boolean;
  searchable: boolean;
  choices: ChoiceDefinition[] | null;
  linkTarget: string | null;
  min: string | number | null;
  max: string | number | null;
  decimals: number | null;
  maxLength: number | null;
  group: string | null;
  order: number;
  visibleWhen: Filter | null;
  validations: ValidationRule[] | null;
  formula: Expression | null;
  numbering: Numbering | null;
  active: boolean;
}

/** A record type that the company added, as `/record-types/:id` tells it. */
export interface TypeDefinition extends RecordBase {
  name: string;
  resource: string;
  oneFa: string;
  manyFa: string;
  oneEn: string | null;
  manyEn: string | null;
  titleFa: string | null;
  titleEn: string | null;
  icon: string | null;
  visibility: 'owned' | 'shared';
  boardField: string | null;
  description: string | null;
  order: number;
}

const FIELDS = 'custom-fields';
const PAGE = 200;
/** Types whose records are parts of the set-up and not of the company's trade. */
const SET_UP = new Set(['identity', 'platform']);

/** Whether the company may add fields to the type (docs/decisions/0008-customisation.md). */
export function isCustomisable(type: RecordTypeInfo): boolean {
  return type.name === 'user' || !SET_UP.has(type.module);
}

/** All fields that the company added: of one record type, or of all; `isRemoved` for those in the recycle bin. */
export function definitionsQuery(recordType?: string, isRemoved = false) {
  return queryOptions({
    queryKey: recordKeys.list(FIELDS, { recordType, isRemoved }),
    queryFn: async ({ signal }) => {
      const found: FieldDefinition[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<FieldDefinition> = await api.get(`/${FIELDS}`, {
          signal,
          query: {
            filter: recordType ? { field: 'recordType', op: 'eq', value: recordType } : undefined,
            sort: 'recordType,order',
            limit: PAGE,
            deleted: isRemoved || undefined,
            cursor,
          },
        });
        found.push(...page.data);
        cursor = page.nextCursor;
      } while (cursor);
      return found;
    },
  });
}

export function useDefinitions(recordType?: string, isRemoved = false) {
  return useQuery(definitionsQuery(recordType, isRemoved));
}

export function useTypeDefinition(id: string | undefined) {
  return useQuery({
    queryKey: recordKeys.one('record-types', id ?? ''),
    queryFn: ({ signal }) => api.get<TypeDefinition>(`/record-types/${id ?? ''}`, { signal }),
    enabled: id !== undefined,
  });
}

/** Asks anew for everything that is drawn from definitions. */
export function useRefreshDefinitions(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: recordKeys.all(FIELDS) }),
      client.invalidateQueries({ queryKey: recordKeys.all('record-types') }),
      client.invalidateQueries({ queryKey: recordKeys.all('record-layouts') }),
      client.invalidateQueries({ queryKey: recordTypesQuery.queryKey }),
      // Who may do what with a new type.
      client.invalidateQueries({ queryKey: meQuery.queryKey }),
    ]);
  };
}
