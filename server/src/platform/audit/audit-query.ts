import { Injectable } from '@nestjs/common';
import { Params } from '../access/scope-predicate.js';
import { CHANGE_COLUMNS, type ChangeRow, entryOf, shownFields } from '../changes/change-entry.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { visibleTitles } from '../records/record-titles.js';
import { recordTypes } from '../records/record-type.js';
import { eventLabel } from './audit-events.js';
import type { AuditFilter } from './audit-request.js';

/** One entry of the audit log, as administrators read it. */
export interface AuditEntry {
  /** `a` and a number for an entry of its own, `c` and a number for one of the log of changes. */
  readonly id: string;
  readonly at: string;
  readonly event: string;
  /** The event in the words of the reader's language. */
  readonly label: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly recordType: string | null;
  readonly recordId: string | null;
  /** Null also for a record that the reader does not see. */
  readonly recordTitle: string | null;
  readonly operationId: string | null;
  readonly source: string;
  readonly details: Record<string, unknown>;
}

export interface AuditPage {
  readonly data: AuditEntry[];
  readonly nextCursor: string | null;
}

interface Place {
  readonly at: string;
  readonly list: 'a' | 'c';
  readonly number: string;
}

type Found = Omit<AuditEntry, 'label' | 'actorName' | 'recordTitle'>;

/** How the log of changes names what the audit log calls an event. */
const CHANGES: Readonly<Record<string, string>> = {
  'record.created': 'create',
  'record.changed': 'update',
  'record.removed': 'remove',
  'record.restored': 'restore',
  'record.purged': 'purge',
};
const EVENT_OF = new Map(Object.entries(CHANGES).map(([event, action]) => [action, event]));

/**
 * Reads the audit log together with the log of changes, the latest first. Changes of ordinary records are told when they
 * are asked for, by event (`record`) or by record: an import of a million rows would bury everything else.
 */
@Injectable()
export class AuditQuery {
  /** @throws Problem 400 on a cursor of another list */
  async page(uow: UnitOfWork, filter: AuditFilter, cursor: string | undefined, limit: number): Promise<AuditPage> {
    const below = cursor === undefined ? undefined : placeOf(cursor);
    const [own, changes] = [
      await this.own(uow, filter, below, limit + 1),
      await this.changes(uow, filter, below, limit + 1),
    ];
    const found = [...own, ...changes].sort(latestFirst).slice(0, limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const nextCursor = found.length > limit && last ? cursorOf(last) : null;
    return { data: await named(uow, page), nextCursor };
  }

  private own(uow: UnitOfWork, filter: AuditFilter, below: Place | undefined, most: number): Promise<Found[]> {
    const params = new Params();
    const where = conditions(filter, 'l', params);
    if (filter.ip) where.push(`l.ip = ${params.add(filter.ip)}`);
    if (filter.events) {
      const events = filter.events.filter((event) => !(event in CHANGES));
      if (events.length === 0) return Promise.resolve([]);
      where.push(
        `(l.event = any(${params.add(events, '::text[]')}) or split_part(l.event, '.', 1) = any(${params.add(events, '::text[]')}))`,
      );
    }
    if (below) where.push(after('l.id', 'a', below, params));
    return this.rows(
      uow,
      `select l.id, l.at, l.event, l.actor_id as "actorId", l.ip, l.user_agent as "userAgent", l.record_type as "recordType",
        l.record_id as "recordId", l.operation_id as "operationId", l.source, l.details::text as details
      from audit_log l where ${['true', ...where].join(' and ')} order by l.at desc, l.id desc limit ${most}`,
      params,
    );
  }

  private async rows(uow: UnitOfWork, sql: string, params: Params): Promise<Found[]> {
    const rows = await uow.query<Omit<Found, 'details'> & { details: string }>(sql, params.values);
    return rows.map((row) => ({ ...row, id: `a${row.id}`, details: readable(uow, row) }));
  }

  private async changes(
    uow: UnitOfWork,
    filter: AuditFilter,
    below: Place | undefined,
    most: number,
  ): Promise<Found[]> {
    const actions = wantedActions(filter);
    // Changes carry no address.
    if (actions.length === 0 || filter.ip) return [];
    const params = new Params();
    const where = [
      `c.action = any(${params.add(actions, '::text[]')})`,
      // What people may do is told by the audit log itself.
      `c.record_type <> all('{user,role,team,orgUnit,setting}')`,
      ...conditions(filter, 'c', params),
    ];
    if (below) where.push(after('c.seq', 'c', below, params));
    const rows = await uow.query<ChangeRow>(
      `select ${CHANGE_COLUMNS} from changes c where ${where.join(' and ')} order by c.at desc, c.seq desc limit ${most}`,
      params.values,
    );
    return rows.map((row) => {
      const { id, at, actorId, recordType, recordId, operationId, source, version } = row;
      const type = recordTypes.find(recordType);
      // A change of nothing that the reader may see is still a change.
      const entry = type && entryOf(row, type, uow.principal);
      const event = EVENT_OF.get(row.action) as string;
      const details = {
        version,
        ...(entry?.before && { before: entry.before }),
        ...(entry?.after && { after: entry.after }),
      };
      const where = { ip: null, userAgent: null, recordType, recordId, operationId, source };
      return { id: `c${id}`, at, event, actorId, ...where, details };
    });
  }
}

function wantedActions({ events, recordId }: AuditFilter): string[] {
  if (!events) return recordId ? Object.values(CHANGES) : [];
  if (events.includes('record')) return Object.values(CHANGES);
  return events.flatMap((event) => CHANGES[event] ?? []);
}

function conditions(filter: AuditFilter, alias: string, params: Params): string[] {
  const { actorId, recordType, recordId, from, to } = filter;
  return [
    ...(actorId ? [`${alias}.actor_id = ${params.add(actorId, '::uuid')}`] : []),
    ...(recordType ? [`${alias}.record_type = ${params.add(recordType)}`] : []),
    ...(recordId ? [`${alias}.record_id = ${params.add(recordId, '::uuid')}`] : []),
    ...(from ? [`${alias}.at >= ${params.add(from, '::timestamptz')}`] : []),
    ...(to ? [`${alias}.at < ${params.add(to, '::timestamptz')}`] : []),
  ];
}

/** Behind a place in the order of both lists: time, then list, then number, all downwards. */
function after(column: string, list: 'a' | 'c', below: Place, params: Params): string {
  const alias = column.split('.')[0];
  const at = params.add(below.at, '::timestamptz');
  const same =
    list === below.list ? `${column} < ${params.add(below.number, '::bigint')}` : list < below.list ? 'true' : 'false';
  return `${alias}.at <= ${at} and (${alias}.at < ${at} or ${same})`;
}

function latestFirst(a: Found, b: Found): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  if (a.id[0] !== b.id[0]) return (a.id[0] as string) < (b.id[0] as string) ? 1 : -1;
  const [x, y] = [BigInt(a.id.slice(1)), BigInt(b.id.slice(1))];
  return x < y ? 1 : x > y ? -1 : 0;
}

function cursorOf({ at, id }: Found): string {
  return Buffer.from(`audit ${at} ${id}`).toString('base64url');
}

/** @throws Problem 400 `cursor.invalid` */
function placeOf(cursor: string): Place {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const [, at, list, number] = /^audit (\d{4}-\d\d-\d\dT[\d:.]{12}Z) ([ac])(\d{1,18})$/.exec(text) ?? [];
  if (!at || Number.isNaN(Date.parse(at)))
    throw Problem.invalid('cursor.invalid', [{ path: 'cursor', code: 'cursor.invalid' }]);
  return { at, list: list as Place['list'], number: number as string };
}

/** Details with values of records as the API names them, and only fields that the reader may see. */
function readable(uow: UnitOfWork, row: { recordType: string | null; details: string }): Record<string, unknown> {
  const details = JSON.parse(row.details) as Record<string, unknown>;
  const type = row.recordType === null ? undefined : recordTypes.find(row.recordType);
  if (!type) return details;
  for (const side of ['before', 'after'])
    if (typeof details[side] === 'object' && details[side] !== null)
      details[side] = shownFields(JSON.stringify(details[side]), type, uow.principal);
  return details;
}

/** Adds the names of people, whom an auditor may always name, and of records that the reader sees. */
async function named(uow: UnitOfWork, page: readonly Found[]): Promise<AuditEntry[]> {
  const actors = [...new Set(page.flatMap(({ actorId }) => actorId ?? []))];
  const rows = await uow.elevated('names in the audit log', () =>
    uow.query<{ id: string; name: string }>('select id, full_name as name from users where id = any($1::uuid[])', [
      actors,
    ]),
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const titles = new Map<string, string>();
  for (const type of new Set(page.flatMap(({ recordType }) => recordType ?? []))) {
    if (!uow.principal.may(type, 'view')) continue;
    const ids = page.flatMap((entry) => (entry.recordType === type && entry.recordId ? [entry.recordId] : []));
    for (const [id, title] of await visibleTitles(uow, type, ids)) titles.set(id, title);
  }
  return page.map((entry) => ({
    ...entry,
    label: eventLabel(entry.event),
    actorName: (entry.actorId && names.get(entry.actorId)) ?? null,
    recordTitle: (entry.recordId && titles.get(entry.recordId)) ?? null,
  }));
}
