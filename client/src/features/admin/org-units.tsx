import { Plus, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRecordList } from '~/api/records';
import { useCan } from '~/api/session';
import { useRemoveWithUndo } from '~/api/undo';
import { Page } from '~/app/page';
import { Button, IconButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { Ltr, UserText } from '~/ui/text';
import { AdminNav } from './admin-nav';
import { type OrgUnit, treeLines } from './org-tree';

const OrgUnitSheet = lazy(() => import('./org-unit-sheet'));

/** The tree of branches that rights follow. */
export function OrgUnits() {
  const { t } = useTranslation(['admin', 'common']);
  const canEdit = useCan('orgUnit', 'edit');
  const list = useRecordList<OrgUnit>('org-units', { sort: 'name', limit: 200 });
  const remove = useRemoveWithUndo<OrgUnit>('org-units', (unit) => unit.name);
  const [open, setOpen] = useState<OrgUnit | { parentId: string | null } | null>(null);
  return (
    <Page
      title={t('admin:places.org-units')}
      aside={<AdminNav />}
      actions={
        canEdit ? (
          <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => setOpen({ parentId: null })}>
            {t('admin:newUnit')}
          </Button>
        ) : undefined
      }
    >
      <Card>
        {list.isLoading ? <SkeletonText lines={4} /> : null}
        {list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
        <ul className="flex flex-col">
          {treeLines(list.rows).map(({ unit, depth }) => (
            <li
              key={unit.id}
              className="flex items-center gap-2 border-b border-hairline last:border-0"
              style={{ paddingInlineStart: `${depth * 1.5}rem` }}
            >
              <button
                type="button"
                onClick={() => setOpen(unit)}
                className="flex min-h-12 min-w-0 grow cursor-pointer items-center gap-3 rounded-lg px-2 text-start text-sm hover:bg-surface-secondary"
              >
                <UserText className="font-medium">{unit.name}</UserText>
                {unit.code ? <Ltr className="text-xs text-muted">{unit.code}</Ltr> : null}
              </button>
              {canEdit ? (
                <>
                  <IconButton
                    label={t('admin:newUnitBelow', { name: unit.name })}
                    onPress={() => setOpen({ parentId: unit.id })}
                  >
                    <Plus aria-hidden />
                  </IconButton>
                  <IconButton label={t('common:picker.remove', { name: unit.name })} onPress={() => remove([unit])}>
                    <Trash2 aria-hidden />
                  </IconButton>
                </>
              ) : null}
            </li>
          ))}
        </ul>
      </Card>
      <Suspense fallback={null}>
        {open ? (
          <OrgUnitSheet
            unit={'id' in open ? (open as OrgUnit) : undefined}
            parentId={open.parentId}
            units={list.rows}
            onClose={() => setOpen(null)}
          />
        ) : null}
      </Suspense>
    </Page>
  );
}
