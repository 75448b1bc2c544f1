import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

interface PageProps {
  title: string;
  /** Beside the title: kind, count, mode switch. */
  aside?: ReactNode;
  /** At the end of the title's line; one primary action at most. */
  actions?: ReactNode;
  children: ReactNode;
  /** Fills the window and scrolls inside, for lists and boards. */
  isFull?: boolean;
}

/** One screen: its heading, its action and its content. Also names the window. */
export function Page({ title, aside, actions, children, isFull }: PageProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} | ${t('appName')}`;
  }, [title, t]);
  return (
    <div
      className={
        isFull
          ? 'flex h-full min-h-96 flex-col gap-3 p-3 md:p-5'
          : 'mx-auto flex w-full max-w-7xl flex-col gap-4 p-3 md:p-6'
      }
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 truncate text-xl font-bold">{title}</h1>
        {aside}
        <div className="ms-auto flex flex-wrap items-center gap-2">{actions}</div>
      </header>
      {children}
    </div>
  );
}
