import { Injectable } from '@nestjs/common';
import { Params } from '../../../platform/access/scope-predicate.js';
import { Principal } from '../../../platform/access/principal.js';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { FilterCompiler } from '../../../platform/filters/filter-compiler.js';
import { readFilter } from '../../../platform/filters/filter-schema.js';
import { searchText } from '../../../platform/persian/index.js';
import type { RecordValues } from '../../../platform/records/record-rules.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import { Lead } from './lead.entity.js';

export interface Assignment {
  /** Name of the rule that chose. */
  readonly rule: string;
  readonly ownerId: string;
  readonly orgUnitId: string | null;
}

interface Rule {
  readonly id: string;
  readonly name: string;
  readonly filter: unknown;
  readonly assigneeIds: readonly string[];
}

/** Chooses the owner of a lead by the company's rules. */
@Injectable()
export class LeadAssignment {
  /** Rules that a transaction has read. */
  private readonly known = new WeakMap<UnitOfWork, Promise<Rule[]>>();

  /** The person whose turn it is in the first rule that fits; undefined when none fits or nobody of it is left. */
  async choose(uow: UnitOfWork, id: string, lead: Readonly<RecordValues>): Promise<Assignment | undefined> {
    const rules = this.known.get(uow) ?? this.rules(uow);
    this.known.set(uow, rules);
    for (const rule of await rules) {
      if (!(await this.fits(uow, id, lead, rule))) continue;
      const people = await uow.query<{ id: string; orgUnitId: string | null }>(
        'select p.id, p.org_unit_id as "orgUnitId" from assignable_people($1::uuid[]) p',
        [rule.assigneeIds],
      );
      if (people.length === 0) continue;
      const turn = await uow.one<{ turn: string }>('select take_assignment_turn($1) as turn', [rule.id]);
      const person = people[Number(BigInt(turn?.turn ?? 0) % BigInt(people.length))] as (typeof people)[number];
      return { rule: rule.name, ownerId: person.id, orgUnitId: person.orgUnitId };
    }
    return undefined;
  }

  /** The rules are the company's: they decide also for whoever may not look at them. */
  private rules(uow: UnitOfWork): Promise<Rule[]> {
    return uow.elevated('lead assignment', () =>
      uow.query<Rule>(
        `select id, name, filter, assignee_ids as "assigneeIds" from assignment_rules
         where active and deleted_at is null order by position, id`,
      ),
    );
  }

  /** Whether the lead, as it would be stored, matches the filter of the rule. */
  private async fits(uow: UnitOfWork, id: string, lead: Readonly<RecordValues>, rule: Rule): Promise<boolean> {
    const filter = readFilter(rule.filter);
    if (!filter) return true;
    const type = recordTypes.of(Lead);
    const params = new Params();
    const row = params.add(JSON.stringify({ ...rowOf(lead), id }), '::jsonb');
    // The rule's filter is the company's own text and not the caller's, so the caller's hidden fields count in it.
    const condition = new FilterCompiler(Principal.system(), params).compile(filter, type, 't');
    const found = await uow.one(
      `select 1 from jsonb_populate_record(null::leads, ${row}) t where ${condition}`,
      params.values,
    );
    return found !== undefined;
  }
}

/** The columns of a lead that isn't stored yet, with the search column. */
function rowOf(lead: Readonly<RecordValues>): Record<string, unknown> {
  const fields = [...recordTypes.of(Lead).fields.values()];
  const row = Object.fromEntries(
    fields.map((field) => {
      const value = lead[field.name] ?? null;
      return [field.column, field.type === 'json' && typeof value === 'string' ? JSON.parse(value) : value];
    }),
  );
  const searched = fields.filter((field) => field.search).map((field) => lead[field.name] as string | null | undefined);
  return { ...row, search_key: searchText(searched.map((part) => part ?? '').join(' ')) };
}
