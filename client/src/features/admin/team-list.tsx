import { Plus, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RecordBase, useRecordList } from '~/api/records';
import { useCan } from '~/api/session';
import { useRemoveWithUndo } from '~/api/undo';
import { Page } from '~/app/page';
import { formatNumber } from '~/lib/format';
import { Button, IconButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { SkeletonText } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import { UserText } from '~/ui/text';
import { AdminNav } from './admin-nav';

const TeamSheet = lazy(() => import('./team-sheet'));

export interface Team extends RecordBase {
  name: string;
  description: string | null;
  memberIds: string[];
}

/** People who work together across branches. */
export function TeamList() {
  const { t } = useTranslation(['admin', 'common']);
  const canEdit = useCan('team', 'edit');
  const list = useRecordList<Team>('teams', { sort: 'name', limit: 200 });
  const remove = useRemoveWithUndo<Team>('teams', (team) => team.name);
  const [open, setOpen] = useState<Team | 'new' | null>(null);
  return (
    <Page
      title={t('admin:places.teams')}
      aside={<AdminNav />}
      actions={
        canEdit ? (
          <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => setOpen('new')}>
            {t('admin:newTeam')}
          </Button>
        ) : undefined
      }
    >
      <Card>
        {list.isLoading ? <SkeletonText lines={4} /> : null}
        {list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.isSuccess && list.rows.length === 0 ? <EmptyState isCompact title={t('admin:noTeam')} /> : null}
        <ul className="flex flex-col">
          {list.rows.map((team) => (
            <li key={team.id} className="flex items-center gap-2 border-b border-hairline last:border-0">
              <button
                type="button"
                onClick={() => setOpen(team)}
                className="flex min-h-12 min-w-0 grow cursor-pointer flex-wrap items-center gap-x-3 rounded-lg px-2 text-start text-sm hover:bg-surface-secondary"
              >
                <UserText className="font-medium">{team.name}</UserText>
                <span className="text-xs text-muted">
                  {t('admin:members', { number: formatNumber(team.memberIds?.length ?? 0) })}
                </span>
                <span className="min-w-0 truncate text-xs text-muted">{team.description}</span>
              </button>
              {canEdit ? (
                <IconButton label={t('common:picker.remove', { name: team.name })} onPress={() => remove([team])}>
                  <Trash2 aria-hidden />
                </IconButton>
              ) : null}
            </li>
          ))}
        </ul>
      </Card>
      <Suspense fallback={null}>
        {open ? <TeamSheet team={open === 'new' ? undefined : open} onClose={() => setOpen(null)} /> : null}
      </Suspense>
    </Page>
  );
}
