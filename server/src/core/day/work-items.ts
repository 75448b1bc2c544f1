import type { Principal } from '../../platform/access/principal.js';
import { ifReadable } from '../../platform/records/readable.js';

/** Without these there is no work to show. */
const NEEDED = ['type', 'subject', 'priority', 'nextStep', 'dueAt', 'doneAt', 'ownerId'];

/** Whether the caller may look at work at all. */
export function mayReadWork(principal: Principal): boolean {
  return principal.mayReadAll('activity', NEEDED);
}

/** Selects work items: `where` narrows `activities v`, and the limit holds before the names are looked up. */
export function workItems(principal: Principal, where: string, order: string, limit: number): string {
  const own = (field: string, sql: string) => ifReadable(principal, 'activity', field, sql);
  return `select v.id, v.version, v.type, v.subject, v.priority, v.next_step as "nextStep", v.due_at as "dueAt",
      ${own('startAt', 'v.start_at')} as "startAt", ${own('endAt', 'v.end_at')} as "endAt", v.done_at as "doneAt",
      ${own('about', ABOUT)} as about,
      ${own('accountId', 'v.account_id')} as "accountId", ${own('accountId', ifReadable(principal, 'account', 'name', 'a.name'))} as "accountName",
      ${own('contactId', 'v.contact_id')} as "contactId", ${own('contactId', ifReadable(principal, 'contact', 'fullName', 'c.full_name'))} as "contactName"
    from (select * from activities v where v.deleted_at is null and ${where} order by ${order} limit ${limit}) v
    left join accounts a on a.id = v.account_id and a.deleted_at is null
    left join contacts c on c.id = v.contact_id and c.deleted_at is null order by ${order}`;
}

const ABOUT = `case when v.about_id is not null then json_build_object('type', v.about_type, 'id', v.about_id) end`;
