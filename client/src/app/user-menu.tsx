import { useNavigate } from '@tanstack/react-router';
import { Banknote, Keyboard, Languages, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button as AriaButton } from '~/ui/plain-button';
import { useMe } from '~/api/session';
import { signOut } from '~/api/sign-in';
import { changeLanguage } from '~/i18n';
import { moneyUnitLabel } from '~/lib/format';
import { setPreference, type Theme, usePreferences } from '~/lib/preferences';
import { Avatar } from '~/ui/avatar';
import { Menu } from '~/ui/menu';

const THEMES: ReadonlyArray<{ id: Theme; icon: typeof Sun }> = [
  { id: 'light', icon: Sun },
  { id: 'dark', icon: Moon },
  { id: 'system', icon: Monitor },
];

export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const me = useMe();
  const { theme, language, moneyUnit } = usePreferences();
  const name = me?.user.fullName ?? '';
  const leave = async () => {
    await signOut();
    await navigate({ to: '/login' });
  };
  return (
    <Menu
      label={t('top.user', { name })}
      header={
        <div className="border-b border-hairline px-4 py-2.5">
          <div className="text-sm font-bold">{name}</div>
          <div className="text-xs text-muted">{me?.user.username}</div>
        </div>
      }
      trigger={
        <AriaButton className="flex cursor-pointer items-center gap-2 rounded-lg p-1 outline-none hover:bg-default data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus">
          <Avatar name={name || '؟'} />
          <span aria-hidden className="max-w-32 truncate text-sm max-lg:hidden">
            {name}
          </span>
          <span className="sr-only">{t('top.user', { name })}</span>
        </AriaButton>
      }
      groups={[
        {
          id: 'account',
          entries: [
            {
              id: 'account',
              label: t('user.account'),
              icon: <UserRound aria-hidden />,
              onAction: () => void navigate({ to: '/account' }),
            },
          ],
        },
        {
          id: 'theme',
          title: t('user.appearance'),
          entries: THEMES.map(({ id, icon: Icon }) => ({
            id,
            label: t(`user.${id}`),
            icon: <Icon aria-hidden />,
            isChecked: theme === id,
            onAction: () => setPreference('theme', id),
          })),
        },
        {
          id: 'language',
          entries: [
            {
              id: 'language',
              label: t('user.language'),
              icon: <Languages aria-hidden />,
              hint: language === 'fa' ? 'English' : 'فارسی',
              onAction: () => void changeLanguage(language === 'fa' ? 'en' : 'fa'),
            },
            {
              id: 'money',
              label: t('user.moneyUnit'),
              icon: <Banknote aria-hidden />,
              hint: moneyUnitLabel(moneyUnit),
              onAction: () => setPreference('moneyUnit', moneyUnit === 'IRT' ? 'IRR' : 'IRT'),
            },
            {
              id: 'shortcuts',
              label: t('user.shortcuts'),
              icon: <Keyboard aria-hidden />,
              hint: '?',
              onAction: onShortcuts,
            },
          ],
        },
        {
          id: 'leave',
          entries: [
            {
              id: 'out',
              label: t('user.signOut'),
              icon: <LogOut aria-hidden className="rtl:-scale-x-100" />,
              onAction: () => void leave(),
            },
          ],
        },
      ]}
    />
  );
}
