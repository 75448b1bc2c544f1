import { Injectable } from '@nestjs/common';
import { DataDoor } from '../../platform/database/data-door.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { recordTypes } from '../../platform/records/record-type.js';
import { projectionOf, type RecordView } from '../../platform/records/record-view.js';
import { Account } from '../accounts/account.js';
import { Contact } from '../contacts/contact.js';
import type { WorkItem } from '../day/my-day.dto.js';
import { mayReadWork, workItems } from '../day/work-items.js';
import type { AccountFile, ContactFile, LinkedAccount, Person } from './customer-file.dto.js';
import { FileContributions, type FileSubject } from './file-contributions.js';

const PEOPLE = 50;
const OPEN_WORK = 20;

/** What says that a person has a role at an account. */
const ROLE_FIELDS = ['accountId', 'contactId', 'role', 'main'];

interface Link {
  readonly id: string;
  readonly roles: string[];
  readonly main: boolean;
}

/**
 * Everything about one customer in one answer (R2): each part is a few rows behind an index on the customer, so the
 * connections keep the plans; planning them anew would take five times as long as running them.
 */
@Injectable()
export class CustomerFile {
  constructor(
    private readonly door: DataDoor,
    private readonly store: RecordStore,
    private readonly contributions: FileContributions,
  ) {}

  /** @throws Problem 403, 404 */
  ofAccount(id: string): Promise<AccountFile> {
    const subject: FileSubject = { type: 'account', id };
    return this.door.read(async (uow) => {
      uow.principal.authorize('account', 'view');
      const account = await this.store.reader.get(uow, recordTypes.of(Account), id);
      this.store.sight?.opened(uow.principal, 'account', account.id);
      const [people, related, common] = await Promise.all([
        this.people(uow, id),
        this.relatedAccounts(uow, account),
        this.common(uow, subject),
      ]);
      return { account, people, ...related, ...common };
    });
  }

  /** @throws Problem 403, 404 */
  ofContact(id: string): Promise<ContactFile> {
    const subject: FileSubject = { type: 'contact', id };
    return this.door.read(async (uow) => {
      uow.principal.authorize('contact', 'view');
      const contact = await this.store.reader.get(uow, recordTypes.of(Contact), id, { include: ['account'] });
      this.store.sight?.opened(uow.principal, 'contact', contact.id);
      const [accounts, common] = await Promise.all([this.accountsOf(uow, id), this.common(uow, subject)]);
      return { contact, accounts, ...common };
    });
  }

  private async common(uow: UnitOfWork, subject: FileSubject) {
    const [openActivities, figures, following, sections] = await Promise.all([
      this.openActivities(uow, subject),
      this.figures(uow, subject),
      uow.queryKept('select 1 from follows where user_id = $1 and record_id = $2', [uow.principal.userId, subject.id]),
      this.sections(uow, subject),
    ]);
    return { openActivities, figures, following: following.length > 0, sections };
  }

  private async openActivities(uow: UnitOfWork, { type, id }: FileSubject): Promise<WorkItem[]> {
    if (!mayReadWork(uow.principal) || !uow.principal.mayRead('activity', `${type}Id`)) return [];
    return uow.queryKept<WorkItem & object>(
      workItems(uow.principal, `v.${type}_id = $1 and v.done_at is null`, 'v.due_at, v.id', OPEN_WORK),
      [id],
    );
  }

  private async figures(uow: UnitOfWork, { type, id }: FileSubject) {
    const count = (table: string, column: string, more = '') =>
      `(select count(*) from ${table} t where t.${column} = $1 and t.deleted_at is null${more})`;
    const { principal } = uow;
    const work = principal.mayReadAll('activity', ['doneAt', 'dueAt', `${type}Id`]);
    const activities = (more: string) => (work ? count('activities', `${type}_id`, more) : '0');
    const notes = principal.mayReadAll('note', [`${type}Id`]) ? count('notes', `${type}_id`) : '0';
    // `$1` is named at the end as well, for a caller for whom nothing is counted.
    const files = principal.mayReadAll('file', ['about']) ? count('files', 'about_id') : '0';
    const [row] = await uow.queryKept<Record<'open' | 'overdue' | 'done' | 'notes' | 'files', string>>(
      `select ${activities(' and t.done_at is null')} as open,
         ${activities(' and t.done_at is null and t.due_at < now()')} as overdue,
         ${activities(' and t.done_at is not null')} as done, ${notes} as notes, ${files} as files
       where $1::uuid is not null`,
      [id],
    );
    return {
      openActivities: Number(row?.open),
      overdueActivities: Number(row?.overdue),
      doneActivities: Number(row?.done),
      notes: Number(row?.notes),
      files: Number(row?.files),
    };
  }

  private async sections(uow: UnitOfWork, subject: FileSubject): Promise<Record<string, object>> {
    const read = await Promise.all(
      this.contributions.sections.map(async (s) => [s.name, await s.read(uow, subject)] as const),
    );
    return Object.fromEntries(read.filter((entry): entry is [string, object] => entry[1] !== undefined));
  }

  /** Contacts of the account and those linked to it in a role, the main ones first. */
  private async people(uow: UnitOfWork, accountId: string): Promise<Person[]> {
    const { principal } = uow;
    const own = principal.mayReadAll('contact', ['accountId']);
    const linked = principal.mayReadAll('accountContact', ROLE_FIELDS);
    if (!principal.may('contact', 'view') || !(own || linked)) return [];
    const links = await uow.queryKept<Link>(
      `select id, coalesce(array_agg(role) filter (where role is not null), '{}') as roles, bool_or(main) as main from (
         (select t.id, null as role, false as main from contacts t
          where t.account_id = $1 and t.deleted_at is null and ${own} order by t.id limit ${PEOPLE})
         union all
         (select l.contact_id, l.role, l.main from account_contacts l
          where l.account_id = $1 and l.deleted_at is null and ${linked} order by l.id limit ${PEOPLE})
       ) every group by id limit ${PEOPLE}`,
      [accountId],
    );
    const views = await this.views(
      uow,
      recordTypes.of(Contact).name,
      links.map((link) => link.id),
    );
    return links
      .flatMap(({ id, roles, main }) => (views.has(id) ? [{ ...(views.get(id) as RecordView), roles, main }] : []))
      .sort((a, b) => Number(b.main) - Number(a.main) || b.roles.length - a.roles.length);
  }

  private async accountsOf(uow: UnitOfWork, contactId: string): Promise<LinkedAccount[]> {
    const { principal } = uow;
    if (!principal.mayReadAll('account', ['name']) || !principal.mayReadAll('accountContact', ROLE_FIELDS)) return [];
    return uow.queryKept<LinkedAccount & object>(
      `select a.id, a.name, array_agg(l.role order by l.id) as roles, bool_or(l.main) as main
       from account_contacts l join accounts a on a.id = l.account_id and a.deleted_at is null
       where l.contact_id = $1 and l.deleted_at is null group by a.id, a.name order by main desc, a.name limit ${PEOPLE}`,
      [contactId],
    );
  }

  private async relatedAccounts(uow: UnitOfWork, account: RecordView) {
    if (!uow.principal.mayReadAll('account', ['name', 'relation', 'parentId'])) return { parent: null, branches: [] };
    const rows = await uow.queryKept<{ id: string; name: string; relation: string; parent: boolean }>(
      `(select a.id, a.name, a.relation, true as parent from accounts a where a.id = $2 and a.deleted_at is null)
       union all
       (select a.id, a.name, a.relation, false from accounts a
        where a.parent_id = $1 and a.deleted_at is null order by a.name, a.id limit ${PEOPLE})`,
      [account.id, account.parentId ?? null],
    );
    const plain = rows.map(({ id, name, relation }) => ({ id, name, relation }));
    return {
      parent: plain.find((_, i) => rows[i]?.parent) ?? null,
      branches: plain.filter((_, i) => !rows[i]?.parent),
    };
  }

  private async views(uow: UnitOfWork, typeName: string, ids: readonly string[]): Promise<Map<string, RecordView>> {
    if (ids.length === 0) return new Map();
    const type = recordTypes.get(typeName);
    const projection = projectionOf(type, uow.principal);
    const rows = await uow.queryKept<RecordView>(
      `select ${projection.columns} from ${type.table} t where t.id = any($1::uuid[]) and t.deleted_at is null`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, projection.view(row)]));
  }
}
