import { Pencil, Pin, Save, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '~/api/session';
import { sameValue } from '~/api/stale';
import { SavedViewTabs } from '~/ui/saved-view-tabs';
import { type SavedViewRecord, useSavedViews, type ViewContent } from './use-saved-views';

const SavedViewDialog = lazy(() => import('./saved-view-dialog'));

interface SavedViewsProps {
  views: ReturnType<typeof useSavedViews>;
  selected: SavedViewRecord | undefined;
  /** What the list shows now. */
  content: ViewContent;
  onSelect: (view: SavedViewRecord | undefined) => void;
}

/** The views of a list as tabs, with saving, renaming, sharing and removing. */
export function SavedViews({ views, selected, content, onSelect }: SavedViewsProps) {
  const { t } = useTranslation(['records', 'common']);
  const me = useMe();
  const [dialog, setDialog] = useState<'create' | 'edit' | null>(null);
  const isAdministrator = me?.roles.some((role) => role.builtin === 'administrator') ?? false;
  const isMine = selected !== undefined && selected.ownerId === me?.user.id;
  const isChanged =
    selected !== undefined &&
    (!sameValue(selected.filter, content.filter) ||
      (selected.layout?.group ?? null) !== content.group ||
      !sameValue(selected.sort, content.sort) ||
      (content.columns !== null && !sameValue(selected.columns, content.columns)));
  return (
    <>
      <SavedViewTabs
        views={views.views}
        selected={selected?.id}
        onSelect={(id) => onSelect(views.views.find((view) => view.id === id))}
        isChanged={isChanged}
        onCreate={() => setDialog('create')}
        actions={
          selected && isMine
            ? [
                {
                  id: 'update',
                  label: t('records:views.update'),
                  icon: <Save aria-hidden />,
                  isDisabled: !isChanged,
                  onAction: () => views.keep(selected, content),
                },
                ...(selected.audience === 'mine' || isAdministrator
                  ? [
                      {
                        id: 'default',
                        label: t(
                          selected.audience === 'mine'
                            ? 'records:views.default'
                            : selected.audience === 'chosen'
                              ? 'records:views.defaultForChosen'
                              : 'records:views.defaultForAll',
                        ),
                        icon: <Pin aria-hidden />,
                        isChecked: selected.layout?.isDefault === true,
                        onAction: () => views.toggleDefault(selected, me?.user.id ?? ''),
                      },
                    ]
                  : []),
                {
                  id: 'rename',
                  label: t('records:views.rename'),
                  icon: <Pencil aria-hidden />,
                  onAction: () => setDialog('edit'),
                },
                {
                  id: 'delete',
                  label: t('common:actions.delete'),
                  icon: <Trash2 aria-hidden />,
                  tone: 'danger',
                  onAction: () => {
                    views.remove(selected);
                    onSelect(undefined);
                  },
                },
              ]
            : []
        }
      />
      {dialog ? (
        <Suspense fallback={null}>
          <SavedViewDialog
            view={dialog === 'edit' ? selected : undefined}
            onClose={() => setDialog(null)}
            onSave={(shared) => {
              setDialog(null);
              if (dialog === 'edit' && selected) views.update(selected, { ...shared });
              else views.create(content, shared, onSelect);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
