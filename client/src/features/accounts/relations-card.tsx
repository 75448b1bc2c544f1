import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { UserText } from '~/ui/text';
import type { RelatedAccount } from './account-file';

/** The group an account belongs to, and what belongs to it. */
export function RelationsCard({ parent, branches }: { parent: RelatedAccount | null; branches: RelatedAccount[] }) {
  const { t } = useTranslation('accounts');
  if (!parent && branches.length === 0) return null;
  return (
    <Card title={t('relations.title')}>
      <div className="flex flex-col gap-3 text-sm">
        {parent ? <Group title={t('relations.parent')} accounts={[parent]} /> : null}
        {branches.length > 0 ? <Group title={t('relations.branches')} accounts={branches} /> : null}
      </div>
    </Card>
  );
}

function Group({ title, accounts }: { title: string; accounts: readonly RelatedAccount[] }) {
  return (
    <div>
      <h3 className="text-xs font-medium text-muted">{title}</h3>
      <ul>
        {accounts.map((account) => (
          <li key={account.id} className="py-1">
            <Link to="/accounts/$id" params={{ id: account.id }} className="hover:underline">
              <UserText>{account.name}</UserText>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
