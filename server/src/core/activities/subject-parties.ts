import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { About } from '../../platform/records/about.js';
import { recordTypes } from '../../platform/records/record-type.js';

export interface Parties {
  readonly accountId: string | null;
  readonly contactId: string | null;
}

const NOBODY: Parties = { accountId: null, contactId: null };

/**
 * The account and the contact behind a record: itself, or those that its own `accountId` and `contactId` point to.
 * Nobody when the caller doesn't see the record.
 */
export async function partiesOf(uow: UnitOfWork, about: About): Promise<Parties> {
  const type = recordTypes.find(about.type);
  if (!type) return NOBODY;
  const column = (party: 'account' | 'contact'): string => {
    if (type.name === party) return 't.id';
    const link = type.fields.get(`${party}Id`) ?? type.fields.get(`custom.${party}Id`);
    return link?.target === party ? `t.${link.column}` : 'null::uuid';
  };
  const row = await uow.one<Parties>(
    `select ${column('account')} as "accountId", ${column('contact')} as "contactId" from ${type.table} t where t.id = $1`,
    [about.id],
  );
  return row ?? NOBODY;
}
