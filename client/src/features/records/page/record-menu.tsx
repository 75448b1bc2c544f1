import { useNavigate } from '@tanstack/react-router';
import { Ellipsis, HelpCircle, Link2, Share2, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, type RecordTypeInfo } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { useCan } from '~/api/session';
import { useRemoveWithUndo } from '~/api/undo';
import { notify } from '~/lib/notices';
import { IconButton } from '~/ui/button';
import { Menu, type MenuEntry, menuOf } from '~/ui/menu';
import { titleOf } from '../parts/fields';

const ShareSheet = lazy(() => import('../share/share-sheet'));

interface RecordMenuProps {
  type: RecordTypeInfo;
  record: RecordBase;
  /** Entries of the type's own, before the general ones. */
  entries?: readonly MenuEntry[];
}

/** What can be done with a record besides its primary action. */
export function RecordMenu({ type, record, entries = [] }: RecordMenuProps) {
  const { t } = useTranslation(['records', 'common']);
  const mayExplain = useCan('access', 'edit');
  const [isSharing, setSharing] = useState(false);
  const navigate = useNavigate();
  const remove = useRemoveWithUndo(type.resource, (row: RecordBase) => titleOf(type, row));
  return (
    <>
      <Menu
        label={t('common:actions.more')}
        trigger={
          <IconButton label={t('common:actions.more')} variant="secondary">
            <Ellipsis aria-hidden />
          </IconButton>
        }
        groups={menuOf(
          ...entries,
          type.shareable && {
            id: 'share',
            label: t('records:page.share'),
            icon: <Share2 aria-hidden />,
            onAction: () => setSharing(true),
          },
          mayExplain && {
            id: 'explain',
            label: t('records:page.explain'),
            icon: <HelpCircle aria-hidden />,
            onAction: () =>
              void navigate({ to: '/admin/access', search: { recordType: type.name, recordId: record.id } }),
          },
          {
            id: 'link',
            label: t('records:page.copyLink'),
            icon: <Link2 aria-hidden />,
            onAction: () =>
              void navigator.clipboard
                .writeText(`${location.origin}${addressOf(type)}/${record.id}`)
                .then(() => notify(t('common:actions.copied'))),
          },
          type.actions.delete && {
            id: 'delete',
            label: t('common:actions.delete'),
            icon: <Trash2 aria-hidden />,
            tone: 'danger' as const,
            onAction: () => {
              remove([record]);
              void navigate({ to: addressOf(type) as '/' });
            },
          },
        )}
      />
      {isSharing ? (
        <Suspense fallback={null}>
          <ShareSheet type={type} record={record} onClose={() => setSharing(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
