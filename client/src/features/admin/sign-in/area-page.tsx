import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '~/app/page';
import { Button } from '~/ui/button';
import { SkeletonBlock } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { AdminNav } from '../admin-nav';
import type { Area } from './use-area';

interface AreaPageProps {
  title: string;
  area: Area;
  children: ReactNode;
  /** What stands below the form. */
  after?: ReactNode;
}

/** The page of one area of the settings: its fields, and a bar to save them as soon as something has changed. */
export function AreaPage({ title, area, children, after }: AreaPageProps) {
  const { t } = useTranslation(['admin', 'common']);
  return (
    <Page title={title} aside={<AdminNav />}>
      {area.error ? <ErrorState error={area.error} onRetry={area.refetch} /> : null}
      {!area.data && !area.error ? <SkeletonBlock className="h-96 rounded-xl" /> : null}
      {area.data ? (
        <form
          className="flex max-w-3xl flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void area.save();
          }}
        >
          {children}
          {area.fault ? (
            <p role="alert" className="text-sm text-danger-soft-foreground">
              {area.fault}
            </p>
          ) : null}
          {area.isChanged ? (
            <div className="sticky bottom-0 z-1 flex flex-wrap items-center gap-2 rounded-xl border border-hairline bg-surface p-3 shadow-overlay">
              <Button type="submit" variant="primary" isPending={area.isSaving}>
                {t('common:actions.save')}
              </Button>
              <Button variant="ghost" onPress={area.reset}>
                {t('common:actions.cancel')}
              </Button>
            </div>
          ) : null}
        </form>
      ) : null}
      {area.data ? after : null}
    </Page>
  );
}
