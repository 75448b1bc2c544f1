import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { fieldOf, useRecordType } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { LinkName } from '~/features/records/parts/link-name';
import { Card } from '~/ui/card';
import { FieldValue } from '~/ui/field-value';
import { UserText } from '~/ui/text';
import type { LinkedAccount } from './contact-file';

interface AccountsCardProps {
  contact: RecordBase;
  accounts: readonly LinkedAccount[];
}

/** Where a person works and has a role. */
export function AccountsCard({ contact, accounts }: AccountsCardProps) {
  const { t } = useTranslation('contacts');
  const home = typeof contact.accountId === 'string' ? contact.accountId : null;
  if (!home && accounts.length === 0) return null;
  const others = accounts.filter((account) => account.id !== home);
  const homeRoles = accounts.find((account) => account.id === home)?.roles ?? [];
  return (
    <Card title={t('accounts.title')}>
      <ul className="flex flex-col gap-2 text-sm">
        {home ? (
          <li className="flex flex-wrap items-center gap-2">
            <LinkName target="account" id={home} isLink className="font-medium" />
            {homeRoles.map((role) => (
              <Role key={role} role={role} />
            ))}
          </li>
        ) : null}
        {others.map((account) => (
          <li key={account.id} className="flex flex-wrap items-center gap-2">
            <Link to="/accounts/$id" params={{ id: account.id }} className="font-medium hover:underline">
              <UserText>{account.name}</UserText>
            </Link>
            {account.roles.map((role) => (
              <Role key={role} role={role} />
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What a person does at an account, in the words of the registry. */
function Role({ role }: { role: string }) {
  const field = fieldOf(useRecordType('accountContact'), 'role');
  return field ? <FieldValue field={field} value={role} /> : null;
}
