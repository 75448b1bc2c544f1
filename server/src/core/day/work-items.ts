/** Columns of a work item over `activities v`, with the names of its account and contact as far as the caller sees them. */
export const WORK_ITEM_COLUMNS = `v.id, v.version, v.type, v.subject, v.priority, v.next_step as "nextStep", v.due_at as "dueAt",
  v.start_at as "startAt", v.end_at as "endAt", v.done_at as "doneAt",
  case when v.about_id is not null then json_build_object('type', v.about_type, 'id', v.about_id) end as about,
  v.account_id as "accountId", a.name as "accountName", v.contact_id as "contactId", c.full_name as "contactName"`;

export const WORK_ITEM_JOINS = `left join accounts a on a.id = v.account_id and a.deleted_at is null
  left join contacts c on c.id = v.contact_id and c.deleted_at is null`;

/** Selects work items: `where` narrows `activities v`, and the limit holds before the names are looked up. */
export function workItems(where: string, order: string, limit: number): string {
  return `select ${WORK_ITEM_COLUMNS}
    from (select * from activities v where v.deleted_at is null and ${where} order by ${order} limit ${limit}) v
    ${WORK_ITEM_JOINS} order by ${order}`;
}
