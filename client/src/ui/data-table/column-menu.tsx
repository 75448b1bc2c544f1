import { Columns3, Rows2, Rows3 } from 'lucide-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { setPreference, usePreferences } from '~/lib/preferences';
import { IconButton } from '../button';
import { Popover } from '../popover';
import { SkeletonText } from '../skeleton';
import type { ColumnListProps } from './column-list';

const ColumnList = lazy(() => import('./column-list')) as <T>(props: ColumnListProps<T>) => ReactNode;

/** Chooses and orders the columns of a list. */
export function ColumnMenu<T>(props: ColumnListProps<T>) {
  const { t } = useTranslation();
  return (
    <Popover
      label={t('table.columns')}
      placement="bottom end"
      trigger={
        <IconButton label={t('table.columns')}>
          <Columns3 aria-hidden />
        </IconButton>
      }
    >
      <Suspense fallback={<SkeletonText />}>
        <ColumnList {...props} />
      </Suspense>
    </Popover>
  );
}

/** Switches between roomy and compact rows, for every list. */
export function DensitySwitch() {
  const { t } = useTranslation();
  const { density } = usePreferences();
  const isCompact = density === 'compact';
  return (
    <IconButton
      label={isCompact ? t('table.comfortable') : t('table.compact')}
      onPress={() => setPreference('density', isCompact ? 'comfortable' : 'compact')}
    >
      {isCompact ? <Rows2 aria-hidden /> : <Rows3 aria-hidden />}
    </IconButton>
  );
}
