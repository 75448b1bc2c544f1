import { Link } from '@tanstack/react-router';
import { ChevronsLeft, ChevronsRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { IconButton } from '~/ui/button';
import { Tooltip } from '~/ui/tooltip';
import { Logo } from './logo';
import { type NavEntry, navGroups } from './nav';
import { UnreadCount } from './unread-count';
import { useNav } from './use-nav';

interface SideNavProps {
  isFolded: boolean;
  onFold: (isFolded: boolean) => void;
}

/** The sections, at the start side of wide screens. */
export function SideNav({ isFolded, onFold }: SideNavProps) {
  const { t } = useTranslation(['shell', 'common']);
  const { entries, text } = useNav();
  return (
    <aside
      className={cn(
        'sticky top-0 hidden h-dvh shrink-0 flex-col border-e border-hairline bg-sidebar transition-[width] duration-150 md:flex',
        isFolded ? 'w-16' : 'w-56',
      )}
    >
      <div className="flex h-14 shrink-0 items-center gap-2.5 px-4">
        <Logo className="size-8 shrink-0" />
        {isFolded ? null : <span className="text-lg font-bold">{t('common:appName')}</span>}
      </div>
      <nav aria-label={t('nav.label')} className="min-h-0 grow overflow-x-hidden overflow-y-auto px-2.5 py-1">
        {navGroups.map((group) => {
          const own = entries.filter((entry) => entry.group === group);
          if (own.length === 0) return null;
          return (
            <div key={group} className="mb-3">
              {group === 'work' ? null : (
                <div
                  className={cn(
                    'px-3 pb-1 text-2xs text-muted',
                    isFolded && 'mx-2 mb-1 h-px overflow-hidden bg-hairline p-0',
                  )}
                >
                  {isFolded ? '' : t(`groups.${group}`)}
                </div>
              )}
              {own.map((entry) => (
                <SideLink key={entry.id} entry={entry} label={text(entry.label)} isFolded={isFolded} />
              ))}
            </div>
          );
        })}
      </nav>
      <div className="p-2.5">
        <IconButton
          label={isFolded ? t('nav.expand') : t('nav.collapse')}
          onPress={() => onFold(!isFolded)}
          className="text-muted"
        >
          {isFolded ? (
            <ChevronsLeft aria-hidden className="ltr:-scale-x-100" />
          ) : (
            <ChevronsRight aria-hidden className="ltr:-scale-x-100" />
          )}
        </IconButton>
      </div>
    </aside>
  );
}

function SideLink({ entry, label, isFolded }: { entry: NavEntry; label: string; isFolded: boolean }) {
  const Icon = entry.icon;
  const link = (
    <Link
      to={entry.to}
      aria-label={isFolded ? label : undefined}
      activeOptions={{ exact: entry.to === '/' }}
      className="mb-0.5 flex min-h-9 items-center gap-3 rounded-lg px-3 text-sm text-muted outline-offset-0 hover:bg-default hover:text-foreground data-[status=active]:bg-accent-soft data-[status=active]:font-medium data-[status=active]:text-accent-soft-foreground"
    >
      <Icon aria-hidden className="size-[1.125rem] shrink-0" />
      {isFolded ? null : <span className="grow truncate">{label}</span>}
      {entry.count ? <UnreadCount path={entry.count} /> : null}
    </Link>
  );
  return isFolded ? <Tooltip text={label}>{link}</Tooltip> : link;
}
