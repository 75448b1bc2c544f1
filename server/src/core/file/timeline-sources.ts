import { ifReadable } from '../../platform/records/readable.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { recordTypes } from '../../platform/records/record-type.js';
import { projectionOf } from '../../platform/records/record-view.js';
import {
  afterPosition,
  type TimelineItem,
  type TimelinePosition,
  type TimelineSource,
  type TimelineSubject,
} from './file-contributions.js';

/** Parties have a column of their own, which leads also from what is about something that belongs to them. */
const PARTIES: Readonly<Record<string, string>> = { account: 'account_id', contact: 'contact_id' };
const party = ({ type }: TimelineSubject): string => PARTIES[type] ?? 'about_id';
const about = (): string => 'about_id';

/** Records of one type, placed in time by one of their columns. */
class RecordSource implements TimelineSource {
  constructor(
    readonly kind: string,
    private readonly at: string,
    private readonly actor: string,
    private readonly column: (subject: TimelineSubject) => string = party,
  ) {}

  async page(
    uow: UnitOfWork,
    subject: TimelineSubject,
    position: TimelinePosition | undefined,
    limit: number,
  ): Promise<TimelineItem[]> {
    const type = recordTypes.get(this.kind);
    const link = this.column(subject);
    const named = (column: string) =>
      [...type.fields.values()].find((field) => field.column === column)?.name ?? column;
    if (!uow.principal.mayReadAll(this.kind, [named(this.at), named(link)])) return [];
    const projection = projectionOf(type, uow.principal);
    const after = afterPosition(`t.${this.at}`, 't.id', position, 2);
    const rows = await uow.queryKept<Record<string, unknown> & { place: string }>(
      `select ${projection.columns}, t.${this.at} as place, ${ifReadable(uow.principal, this.kind, named(this.actor), `t.${this.actor}`)} as actor from ${type.table} t
       where t.${link} = $1 and t.${this.at} is not null and t.deleted_at is null${after.sql}
       order by t.${this.at} desc, t.id desc limit ${limit}`,
      [subject.id, ...after.values],
    );
    return rows.map(({ place, actor, ...row }) => {
      const data = projection.view(row);
      return { kind: this.kind, id: data.id, at: place, actorId: (actor as string | null) ?? null, data };
    });
  }
}

/** Calls, meetings and tasks that are done, at the time they were done. */
export const activitySource: TimelineSource = new RecordSource('activity', 'done_at', 'owner_id');

/** Notes on the subject and on everything that belongs to it. */
export const noteSource: TimelineSource = new RecordSource('note', 'created_at', 'created_by');

/** Files that were attached to the subject. */
export const fileSource: TimelineSource = new RecordSource('file', 'created_at', 'created_by', about);
