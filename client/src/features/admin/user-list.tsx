import { useNavigate } from '@tanstack/react-router';
import { UserPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '~/api/session';
import { RecordListScreen } from '~/features/records/list/record-list-screen';
import { Button } from '~/ui/button';
import { AdminNav } from './admin-nav';

const COLUMNS = ['username', 'jobTitle', 'roleIds', 'teamIds', 'orgUnitId', 'active'];

/** Everybody who may sign in. */
export function UserList() {
  const { t } = useTranslation('admin');
  const navigate = useNavigate();
  const canCreate = useCan('user', 'create');
  return (
    <RecordListScreen
      type="user"
      defaultColumns={COLUMNS}
      hrefOf={(row) => `/admin/users/${row.id}`}
      form={false}
      modes={<AdminNav />}
      actions={
        canCreate ? (
          <Button
            variant="primary"
            icon={<UserPlus aria-hidden />}
            onPress={() => void navigate({ to: '/admin/users/$id', params: { id: 'new' } })}
          >
            {t('newUser')}
          </Button>
        ) : undefined
      }
    />
  );
}
