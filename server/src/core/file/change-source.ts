import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { recordTypes, type RecordType } from '../../platform/records/record-type.js';
import {
  afterPosition,
  type TimelineItem,
  type TimelinePosition,
  type TimelineSource,
  type TimelineSubject,
} from './file-contributions.js';

/** Fields of the parties whose change is worth telling; other subjects bring their own. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  account: ['name', 'relation', 'customerGroup', 'parentId', 'ownerId', 'orgUnitId'],
  contact: ['fullName', 'jobTitle', 'accountId', 'ownerId', 'orgUnitId'],
};

interface ChangeRow {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly actorId: string | null;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

/** What became of the subject itself: made, handed over, renamed, removed and restored. */
export const changeSource: TimelineSource = {
  kind: 'change',
  async page(
    uow: UnitOfWork,
    subject: TimelineSubject,
    position: TimelinePosition | undefined,
    limit: number,
  ): Promise<TimelineItem[]> {
    const type = recordTypes.get(subject.type);
    const fields = (subject.told ?? TOLD[subject.type] ?? []).filter((name) => uow.principal.mayRead(type.name, name));
    const columns = fields.map((name) => type.fields.get(name)?.column as string);
    const id = `lpad(to_hex(c.seq), 32, '0')::uuid`;
    const after = afterPosition('c.at', id, position, 4);
    const rows = await uow.query<ChangeRow>(
      `select ${id} as id, c.at, c.action, c.actor_id as "actorId", c.before, c.after from changes c
       where c.record_id = $1 and c.record_type = $2 and (c.action in ('create', 'remove', 'restore', 'purge') or (c.action = 'update' and c.after ?| $3::text[]))${after.sql}
       order by c.at desc, c.seq desc limit ${limit}`,
      [subject.id, type.name, columns, ...after.values],
    );
    return rows.map((row) => ({
      kind: 'change',
      id: row.id,
      at: row.at,
      actorId: row.actorId,
      data: {
        recordType: type.name,
        recordId: subject.id,
        action: row.action,
        before: named(type, fields, row.action === 'update' ? row.before : null),
        after: named(type, fields, row.action === 'update' ? row.after : null),
      },
    }));
  },
};

function named(
  type: RecordType,
  fields: readonly string[],
  values: Record<string, unknown> | null,
): Record<string, unknown> {
  const entries = fields.map((name) => [name, values?.[type.fields.get(name)?.column as string]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
