import { Injectable } from '@nestjs/common';
import { principalFrom, type PrincipalRow } from '../../access/principal-data.js';
import { type Action, type Principal, SCOPES } from '../../access/principal.js';
import { DataDoor } from '../../database/data-door.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import { isUuid } from '../../records/field-types.js';
import { visibleIds } from '../../records/record-links.js';
import { type RecordType, recordTypes } from '../../records/record-type.js';
import { RecordWriter } from '../../records/record-writer.js';
import type { Explanation, ParentAccess, RoleReason, ShareReason } from './explain.dto.js';
import { fieldAccess, grantOf, type RoleRow, type Standing, wayOf } from './reasons.js';

/** What is asked: may this person do this with this record, and see this field of it? */
export interface ExplainQuery {
  readonly userId: string;
  readonly type: RecordType;
  readonly recordId: string | undefined;
  readonly action: Action;
  readonly field: string | undefined;
}

/** What the answer is worked out from, read with the rights of whoever asks. */
interface Known {
  readonly person: PrincipalRow | null;
  readonly fullName: string;
  readonly held: readonly RoleRow[];
  readonly others: readonly RoleRow[];
  readonly record: (Standing & { readonly createdBy: string | null; readonly isGuest: boolean }) | undefined;
  readonly shares: readonly ShareReason[];
  readonly parent: Omit<ParentAccess, 'visible'> | undefined;
}

const MOST_ROLES = 10;

/** Tells the rule by which somebody may see or do something, or what they lack (docs/administration.md). */
@Injectable()
export class ExplainService {
  constructor(
    private readonly door: DataDoor,
    private readonly writer: RecordWriter,
  ) {}

  /**
   * About oneself, or about a user whom the caller sees when they hold the subject `access`; about records and fields that
   * the caller sees only. @throws Problem 400, 403, 404
   */
  async explain(query: ExplainQuery): Promise<Explanation> {
    const known = await this.door.read((uow) => this.look(uow, query));
    const { person } = known;
    // Asked as that person, by the very rules that act: the reasons below only put into words what comes out here.
    const target = person && principalFrom(person, 'user', null);
    const truth = target ? await this.ask(target, query, known) : { seen: false, allowed: false, parentSeen: false };
    return this.answer(query, known, target, truth);
  }

  private async look(uow: UnitOfWork, { userId, type, recordId, field }: ExplainQuery): Promise<Known> {
    const { principal } = uow;
    const own = principal.userId === userId;
    if (!own) {
      principal.authorize('access', 'edit');
      if (!isUuid(userId) || (await visibleIds(uow, recordTypes.get('user'), [userId])).size === 0)
        throw Problem.notFound();
    }
    principal.authorize(type.name, 'view');
    if (field !== undefined) this.mustKnowField(principal, type, field);
    const record = recordId === undefined ? undefined : await this.standing(uow, type, recordId, userId);
    const { data: person } = (await uow.one<{ data: PrincipalRow | null }>('select principal_data($1) as data', [
      userId,
    ])) ?? { data: null };
    const user = await uow.elevated('explain access', () =>
      uow.one<{ fullName: string; roleIds: string[] }>(
        'select full_name as "fullName", role_ids as "roleIds" from users where id = $1',
        [userId],
      ),
    );
    const roles = await uow.elevated('explain access', () =>
      uow.query<RoleRow>('select id, name, grants, fields from roles where deleted_at is null order by name'),
    );
    const known = await visibleIds(
      uow,
      recordTypes.get('role'),
      roles.map(({ id }) => id),
    );
    const held = roles.filter(({ id }) => user?.roleIds.includes(id));
    return {
      person,
      fullName: user?.fullName ?? '',
      held,
      // Which other roles there are is told as far as the caller may look at roles.
      others: roles.filter((role) => !held.includes(role) && known.has(role.id)),
      record,
      shares: recordId && type.shareable ? await this.sharesFor(uow, type, recordId, userId) : [],
      parent: recordId ? await this.parentOf(uow, type, recordId) : undefined,
    };
  }

  private mustKnowField(principal: Principal, type: RecordType, name: string): void {
    const field = type.fields.get(name);
    if (!field || field.secret || field.writeOnly || principal.fieldLevel(type.name, name) === 'hidden')
      throw Problem.invalid('query.invalid', [{ path: 'field', code: 'filter.unknownField', params: { field: name } }]);
  }

  /** @throws Problem 404 when the caller doesn't see the record */
  private async standing(uow: UnitOfWork, type: RecordType, id: string, userId: string): Promise<Known['record']> {
    const guests = type.sharedWith && type.fields.get(type.sharedWith)?.column;
    const row = isUuid(id)
      ? await uow.one<NonNullable<Known['record']>>(
          `select t.owner_id as "ownerId", t.org_unit_id as "orgUnitId", t.created_by as "createdBy",
             ${guests ? `t.${guests} @> array[$2::uuid]` : '$2::uuid is null'} as "isGuest"
           from ${type.table} t where t.id = $1 and t.deleted_at is null`,
          [id, userId],
        )
      : undefined;
    if (!row) throw Problem.notFound();
    return row;
  }

  private sharesFor(uow: UnitOfWork, type: RecordType, id: string, userId: string): Promise<ShareReason[]> {
    return uow.query<ShareReason>(
      `select case when s.user_id is null then 'team' else 'person' end as holder, g.name as "teamName", s.level,
         s.ends_at as "endsAt", s.reason, s.created_by as "createdBy"
       from record_shares s left join teams g on g.id = s.team_id
       where s.record_type = $1 and s.record_id = $2 and s.ended_at is null and (s.ends_at is null or s.ends_at > now())
         and (s.user_id = $3 or s.team_id = any((select u.team_ids from users u where u.id = $3)::uuid[]))
       order by s.created_at`,
      [type.name, id, userId],
    );
  }

  /** The record that passes its visibility on, as far as the caller sees it. */
  private async parentOf(uow: UnitOfWork, type: RecordType, id: string): Promise<Known['parent']> {
    const link = parentLink(type);
    if (!link) return undefined;
    const row = await uow.one<{ recordType: string; recordId: string | null }>(
      `select ${link.type} as "recordType", ${link.id} as "recordId" from ${type.table} t where t.id = $1`,
      [id],
    );
    const parent = recordTypes.find(row?.recordType ?? '');
    if (!row?.recordId || !parent || (await visibleIds(uow, parent, [row.recordId])).size === 0) return undefined;
    const title = parent.fields.get(parent.title);
    const named = title && uow.principal.mayRead(parent.name, title.name);
    const found = named
      ? await uow.one<{ title: string | null }>(
          `select t.${title.column} as title from ${parent.table} t where t.id = $1`,
          [row.recordId],
        )
      : undefined;
    return { recordType: parent.name, recordId: row.recordId, title: found?.title ?? null };
  }

  /** What the rules say when that person asks. */
  private ask(target: Principal, { type, recordId, action }: ExplainQuery, { parent }: Known) {
    return this.door.as(target, async (uow) => {
      const may = target.may(type.name, action);
      if (recordId === undefined) return { seen: target.may(type.name, 'view'), allowed: may, parentSeen: true };
      const seen = target.may(type.name, 'view') && (await sees(uow, type, recordId));
      const parentSeen =
        parent !== undefined &&
        target.may(parent.recordType, 'view') &&
        (await sees(uow, recordTypes.get(parent.recordType), parent.recordId));
      const allowed = seen && may && (action === 'view' || (await this.reaches(uow, type, recordId, action)));
      return { seen, allowed, parentSeen };
    });
  }

  private async reaches(uow: UnitOfWork, type: RecordType, id: string, action: Action): Promise<boolean> {
    try {
      await this.writer.mustReach(uow, type, id, action);
      return true;
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
  }

  private answer(
    { userId, type, recordId, action, field }: ExplainQuery,
    { person, fullName, held, others, record, shares, parent }: Known,
    target: Principal | null,
    truth: { seen: boolean; allowed: boolean; parentSeen: boolean },
  ): Explanation {
    const given = held.flatMap((role) => grantOf(role, type, action) ?? []);
    // A right on a shared list, and on what belongs to a record, is not narrowed by owner and branch.
    const reached = (reason: RoleReason): RoleReason | undefined => {
      if (!record || !person) return reason;
      if (type.visibility !== 'owned') return { ...reason, via: 'all' };
      const via = wayOf(reason.scope, person, record);
      return via && { ...reason, via };
    };
    const roles = given.flatMap((reason) => reached(reason) ?? []);
    const may = given.length > 0;
    const opens = action === 'view' || action === 'edit';
    return {
      user: { id: userId, fullName },
      recordType: type.name,
      recordId: recordId ?? null,
      action,
      field: field ?? null,
      allowed: truth.allowed,
      missing: missingOf(target, truth, may, type, action),
      roles,
      shortRoles: given.filter(({ roleId }) => !roles.some((role) => role.roleId === roleId)),
      wouldGive: truth.allowed
        ? []
        : others
            .flatMap((role) => grantOf(role, type, action) ?? [])
            .flatMap((reason) => reached(reason) ?? [])
            .toSorted((a, b) => SCOPES.indexOf(a.scope) - SCOPES.indexOf(b.scope))
            .slice(0, MOST_ROLES),
      shares: may && opens ? shares.filter((share) => action === 'view' || share.level === 'edit') : [],
      asCreator: may && action === 'view' && type.creatorSees === true && record?.createdBy === userId,
      asGuest: may && action === 'view' && record?.isGuest === true,
      parent: parent ? { ...parent, visible: truth.parentSeen } : null,
      fieldAccess:
        field === undefined ? null : fieldAccess(held, type, field, target?.fieldLevel(type.name, field) ?? 'hidden'),
    };
  }
}

/** A row that is the person's to see; row-level security decides, also for what belongs to another record. */
async function sees(uow: UnitOfWork, type: RecordType, id: string): Promise<boolean> {
  return (await visibleIds(uow, type, [id])).size > 0;
}

/** The columns that lead to the record which a row takes its visibility from. */
function parentLink(type: RecordType): { type: string; id: string } | undefined {
  const fields = [...type.fields.values()];
  const about = type.visibility === 'child' ? fields.find((field) => field.type === 'about') : undefined;
  if (about) return { type: `t.${about.column.replace(/_id$/, '_type')}`, id: `t.${about.column}` };
  const link =
    type.visibility === 'child'
      ? fields.find((field) => field.required && field.target)
      : type.fields.get(type.inherits ?? '');
  return link?.target ? { type: `'${link.target}'`, id: `t.${link.column}` } : undefined;
}

function missingOf(
  target: Principal | null,
  { seen, allowed }: { seen: boolean; allowed: boolean },
  may: boolean,
  type: RecordType,
  action: Action,
): Explanation['missing'] {
  if (allowed) return null;
  if (!target) return 'inactive';
  if (!may) return 'noAction';
  if (type.visibility === 'child' && !seen) return 'parentNotSeen';
  return seen || action === 'view' ? 'outOfReach' : 'notSeen';
}
