import { Ellipsis, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { IconButton } from './button';
import { Menu, type MenuEntry, menuOf } from './menu';

export interface SavedView {
  id: string;
  name: string;
}

interface SavedViewTabsProps {
  views: readonly SavedView[];
  /** Id of the chosen view; undefined is «all». */
  selected: string | undefined;
  onSelect: (id: string | undefined) => void;
  /** True when the list no longer is what the view says. */
  isChanged?: boolean;
  onCreate: () => void;
  /** Actions of the chosen view: update, rename, share, delete. */
  actions?: readonly MenuEntry[];
}

/** The saved views of a list, as a row to switch between. */
export function SavedViewTabs({ views, selected, onSelect, isChanged, onCreate, actions }: SavedViewTabsProps) {
  const { t } = useTranslation('records');
  const all: Array<{ id: string | undefined; name: string }> = [{ id: undefined, name: t('views.all') }, ...views];
  return (
    <nav aria-label={t('views.label')} className="flex min-w-0 items-center gap-1">
      <div className="flex min-w-0 gap-1 overflow-x-auto [scrollbar-width:none]">
        {all.map((view) => {
          const isSelected = view.id === selected;
          return (
            <button
              key={view.id ?? 'all'}
              type="button"
              aria-current={isSelected ? 'true' : undefined}
              onClick={() => onSelect(view.id)}
              className={cn(
                'flex min-h-8 shrink-0 cursor-pointer items-center gap-1.5 rounded-lg px-3 text-sm',
                isSelected
                  ? 'bg-accent-soft font-medium text-accent-soft-foreground'
                  : 'text-muted hover:bg-default hover:text-foreground',
              )}
            >
              {view.name}
              {isSelected && isChanged ? (
                <span title={t('views.changed')} className="size-1.5 rounded-full bg-current" />
              ) : null}
            </button>
          );
        })}
      </div>
      {actions && actions.length > 0 ? (
        <Menu
          label={t('views.label')}
          trigger={
            <IconButton label={t('common:actions.more')} size="sm">
              <Ellipsis aria-hidden />
            </IconButton>
          }
          groups={menuOf(...actions)}
        />
      ) : null}
      <IconButton label={t('views.save')} size="sm" onPress={onCreate}>
        <Plus aria-hidden />
      </IconButton>
    </nav>
  );
}
