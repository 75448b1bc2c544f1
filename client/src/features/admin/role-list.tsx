import { Link, useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useRecordList } from '~/api/records';
import { useCan } from '~/api/session';
import { Page } from '~/app/page';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Chip } from '~/ui/chip';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { UserText } from '~/ui/text';
import { AdminNav } from './admin-nav';
import type { Role } from './role';

/** What there is to give to users. */
export function RoleList() {
  const { t } = useTranslation('admin');
  const navigate = useNavigate();
  const canCreate = useCan('role', 'create');
  const list = useRecordList<Role>('roles', { sort: 'name', limit: 200 });
  return (
    <Page
      title={t('places.roles')}
      aside={<AdminNav />}
      actions={
        canCreate ? (
          <Button
            variant="primary"
            icon={<Plus aria-hidden />}
            onPress={() => void navigate({ to: '/admin/roles/$id', params: { id: 'new' } })}
          >
            {t('newRole')}
          </Button>
        ) : undefined
      }
    >
      <Card>
        {list.isLoading ? <SkeletonText lines={4} /> : null}
        {list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
        <ul className="flex flex-col">
          {list.rows.map((role) => (
            <li key={role.id} className="border-b border-hairline last:border-0">
              <Link
                to="/admin/roles/$id"
                params={{ id: role.id }}
                className="flex min-h-12 flex-wrap items-center gap-x-3 rounded-lg px-2 py-1.5 text-sm hover:bg-surface-secondary"
              >
                <span className="font-medium">
                  <UserText>{role.name}</UserText>
                </span>
                {role.builtin ? <Chip>{t('ready')}</Chip> : null}
                <span className="min-w-0 grow truncate text-xs text-muted">{role.description}</span>
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </Page>
  );
}
