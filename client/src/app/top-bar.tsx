import { useNavigate } from '@tanstack/react-router';
import { Plus, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMediaQuery } from '~/lib/media';
import { Button, IconButton } from '~/ui/button';
import { Kbd } from '~/ui/kbd';
import { Menu, menuOf } from '~/ui/menu';
import { Notifications } from './notifications';
import { useNav } from './use-nav';
import { UserMenu } from './user-menu';

interface TopBarProps {
  onSearch: () => void;
  onShortcuts: () => void;
}

export function TopBar({ onSearch, onShortcuts }: TopBarProps) {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const { create, text } = useNav();
  const isNarrow = useMediaQuery('(max-width: 767px)');
  return (
    <header className="z-20 flex h-14 shrink-0 items-center gap-2 border-b border-hairline bg-surface px-3 md:px-5">
      <button
        type="button"
        onClick={onSearch}
        className="flex h-9 min-w-0 grow cursor-pointer items-center gap-2.5 rounded-lg border border-border bg-background px-3 text-sm text-muted hover:border-field-border md:max-w-md"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="truncate">{t('top.search')}</span>
        <span className="ms-auto max-md:hidden">
          <Kbd keys={['Ctrl', 'K']} />
        </span>
      </button>
      <div className="ms-auto flex items-center gap-1">
        {create.length > 0 ? (
          <Menu
            label={t('top.create')}
            trigger={
              isNarrow ? (
                <IconButton label={t('top.create')} hasTooltip={false}>
                  <Plus aria-hidden />
                </IconButton>
              ) : (
                <Button icon={<Plus aria-hidden />}>{t('top.create')}</Button>
              )
            }
            groups={menuOf(
              ...create.map((entry) => {
                const Icon = entry.icon;
                return {
                  id: entry.id,
                  label: text(entry.label),
                  icon: <Icon aria-hidden />,
                  onAction: () => void navigate({ to: entry.to, search: entry.search as never }),
                };
              }),
            )}
          />
        ) : null}
        <Notifications />
        <UserMenu onShortcuts={onShortcuts} />
      </div>
    </header>
  );
}
