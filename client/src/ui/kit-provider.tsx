import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { localeOf } from '~/i18n';
import { usePreferences } from '~/lib/preferences';

/** Tells the widgets which language, digits, direction and calendar to use. */
export function KitProvider({ children }: { children: ReactNode }) {
  const { language } = usePreferences();
  return <I18nProvider locale={localeOf(language)}>{children}</I18nProvider>;
}
