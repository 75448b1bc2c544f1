import { Link } from '@tanstack/react-router';
import { Menu as MenuIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '~/ui/dialog';
import type { NavEntry } from './nav';
import { UnreadCount } from './unread-count';
import { useNav } from './use-nav';

const itemClass =
  'flex min-h-14 min-w-0 flex-1 cursor-pointer flex-col items-center justify-center gap-0.5 text-2xs text-muted data-[status=active]:font-medium data-[status=active]:text-accent-soft-foreground';

/** Four sections and «بیشتر», at the foot of phones. */
export function BottomBar() {
  const { t } = useTranslation('shell');
  const { entries, text } = useNav();
  const [isOpen, setOpen] = useState(false);
  const main = entries.filter((entry) => entry.isOnPhone).slice(0, 4);
  return (
    <nav
      aria-label={t('nav.label')}
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-hairline bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {main.map((entry) => (
        <PhoneLink key={entry.id} entry={entry} label={text(entry.phoneLabel ?? entry.label)} />
      ))}
      <button type="button" className={itemClass} onClick={() => setOpen(true)} aria-haspopup="dialog">
        <MenuIcon aria-hidden className="size-5" />
        {t('nav.more')}
      </button>
      <Sheet isOpen={isOpen} onOpenChange={setOpen} title={t('nav.label')}>
        <div className="grid grid-cols-3 gap-2">
          {entries.map((entry) => {
            const Icon = entry.icon;
            return (
              <Link
                key={entry.id}
                to={entry.to}
                onClick={() => setOpen(false)}
                activeOptions={{ exact: entry.to === '/' }}
                className="flex min-h-20 flex-col items-center justify-center gap-1.5 rounded-xl bg-surface-secondary p-2 text-center text-xs data-[status=active]:bg-accent-soft data-[status=active]:text-accent-soft-foreground"
              >
                <Icon aria-hidden className="size-5" />
                {text(entry.label)}
                {entry.count ? <UnreadCount path={entry.count} /> : null}
              </Link>
            );
          })}
        </div>
      </Sheet>
    </nav>
  );
}

function PhoneLink({ entry, label }: { entry: NavEntry; label: string }) {
  const Icon = entry.icon;
  return (
    <Link to={entry.to} activeOptions={{ exact: entry.to === '/' }} className={itemClass}>
      <Icon aria-hidden className="size-5" />
      <span className="max-w-full truncate">{label}</span>
    </Link>
  );
}
