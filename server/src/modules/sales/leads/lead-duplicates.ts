import { Injectable } from '@nestjs/common';
import { Params, scopePredicate } from '../../../platform/access/scope-predicate.js';
import { DataDoor } from '../../../platform/database/data-door.js';
import { DuplicateRules } from '../../../platform/duplicates/duplicate-rules.js';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Problem } from '../../../platform/errors/problem.js';
import { likeText } from '../../../platform/filters/filter-compiler.js';
import { normalizeKey } from '../../../platform/persian/index.js';
import { FieldFault } from '../../../platform/records/field-fault.js';
import { isUuid } from '../../../platform/records/field-types.js';
import { parseValue } from '../../../platform/records/record-input.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import { Lead } from './lead.entity.js';

/** Somebody who may be the same as a lead. */
export interface Duplicate {
  readonly type: 'lead' | 'contact' | 'account';
  readonly id: string;
  readonly title: string;
  /** What they have in common. */
  readonly because: readonly ('mobile' | 'phone' | 'email' | 'companyName')[];
}

/** What is compared; phones in E.164 as the store has them. */
export interface LeadTraits {
  readonly mobile?: string | null;
  readonly phone?: string | null;
  readonly email?: string | null;
  readonly companyName?: string | null;
}

const TRAITS = ['mobile', 'phone', 'email', 'companyName'] as const;
const PLACES = [
  { type: 'lead', columns: { mobile: 'mobile', phone: 'phone', email: 'email', companyName: 'company_name' } },
  { type: 'contact', columns: { mobile: 'mobile', phone: 'phone', email: 'email' } },
  { type: 'account', columns: { mobile: 'phone', phone: 'phone', email: 'email', companyName: 'name' } },
] as const;
const MOST = 10;

/** Finds whom a lead may repeat, among the records that the caller sees. */
@Injectable()
export class LeadDuplicates {
  constructor(
    private readonly door: DataDoor,
    private readonly rules: DuplicateRules,
  ) {}

  /** For a form that is being filled in. @throws Problem 400 */
  search(raw: Record<string, unknown>): Promise<Duplicate[]> {
    const unknown = Object.keys(raw).find((name) => name !== 'except' && !TRAITS.includes(name as 'mobile'));
    if (unknown !== undefined)
      throw Problem.invalid('query.invalid', [{ path: unknown, code: 'query.unknown', params: { name: unknown } }]);
    if (raw.except !== undefined && !isUuid(raw.except))
      throw Problem.invalid('query.invalid', [{ path: 'except', code: 'field.notId' }]);
    const traits = Object.fromEntries(TRAITS.map((name) => [name, readTrait(name, raw[name])]));
    return this.door.read((uow) => this.find(uow, traits, raw.except as string | undefined));
  }

  /** Records like these traits, except the lead itself. */
  async find(uow: UnitOfWork, traits: LeadTraits, except?: string): Promise<Duplicate[]> {
    const found: Duplicate[] = [];
    for (const { type, columns } of PLACES)
      if (uow.principal.may(type, 'view')) found.push(...(await this.among(uow, type, columns, traits, except)));
    return found;
  }

  private async among(
    uow: UnitOfWork,
    type: Duplicate['type'],
    columns: Partial<Record<(typeof TRAITS)[number], string>>,
    traits: LeadTraits,
    except: string | undefined,
  ): Promise<Duplicate[]> {
    const record = recordTypes.get(type);
    const params = new Params();
    const compared = new Set(this.rules.of(type).map((rule) => rule.field));
    const tests = TRAITS.flatMap((trait) => {
      const column = columns[trait];
      const field = [...record.fields.values()].find((candidate) => candidate.column === column);
      const value = traits[trait];
      // What the caller may not read must not show through a hit either.
      if (!column || !value || !field || !compared.has(field.name) || !uow.principal.mayRead(type, field.name))
        return [];
      const key = normalizeKey(value);
      if (key === '') return [];
      // The search column leads by its index; the field itself decides.
      const found = `t.search_key like ${params.add(`%${likeText(key)}%`, '::text')}`;
      const same =
        trait === 'companyName'
          ? `fa_key(t.${column}) = ${params.add(key, '::text')}`
          : `t.${column} = ${params.add(value, '::text')}`;
      return [{ trait, sql: `(${found} and ${same})` }];
    });
    if (tests.length === 0) return [];
    const scope = scopePredicate(record, 'view', uow.principal, 't', params);
    const title = record.fields.get(record.title)?.column;
    const rows = await uow.query<{ id: string; title: string; because: Duplicate['because'] }>(
      `select t.id, t.${title} as title,
         array_remove(array[${tests.map(({ trait, sql }) => `case when ${sql} then '${trait}' end`).join(', ')}], null) as because
       from ${record.table} t
       where t.deleted_at is null and (${tests.map(({ sql }) => sql).join(' or ')})
         ${except ? `and t.id <> ${params.add(except, '::uuid')}` : ''} ${scope ? `and ${scope}` : ''}
       order by t.id desc limit ${MOST}`,
      params.values,
    );
    return rows.map((row) => ({ type, ...row, title: uow.principal.mayRead(type, record.title) ? row.title : '' }));
  }
}

/** Half-typed values are no fault here: they find nothing. */
function readTrait(name: string, value: unknown): string | null {
  const field = recordTypes.of(Lead).fields.get(name);
  if (value === undefined || !field) return null;
  try {
    return parseValue(field, value) as string | null;
  } catch (error) {
    if (error instanceof FieldFault) return null;
    throw error;
  }
}
