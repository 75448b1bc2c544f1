import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { About } from '../../platform/records/about.js';
import { recordTypes } from '../../platform/records/record-type.js';

export interface Parties {
  readonly accountId: string | null;
  readonly contactId: string | null;
}

/** The account and the contact behind a record: itself, or those that its own `accountId` and `contactId` point to. */
export async function partiesOf(uow: UnitOfWork, about: About): Promise<Parties> {
  if (about.type === 'account') return { accountId: about.id, contactId: null };
  const type = recordTypes.find(about.type);
  const account = type?.fields.get('accountId')?.target === 'account' ? 't.account_id' : 'null::uuid';
  const contact = type?.fields.get('contactId')?.target === 'contact' ? 't.contact_id' : 'null::uuid';
  if (!type || (account === contact && about.type !== 'contact')) return { accountId: null, contactId: null };
  const row = await uow.one<Parties>(
    `select ${account} as "accountId", ${contact} as "contactId" from ${type.table} t where t.id = $1`,
    [about.id],
  );
  return {
    accountId: row?.accountId ?? null,
    contactId: about.type === 'contact' ? about.id : (row?.contactId ?? null),
  };
}
