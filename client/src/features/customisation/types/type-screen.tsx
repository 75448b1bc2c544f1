import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, useLabel, useRecordType, useRecordTypes } from '~/api/record-types';
import { Page } from '~/app/page';
import { RouteNotFound } from '~/app/route-states';
import { LinkButton } from '~/ui/button';
import { SkeletonText } from '~/ui/skeleton';
import { Tabs } from '~/ui/tabs';
import { isCustomisable } from '../definitions';
import { TYPE_TABS, typeSearch } from '../search';

const FieldDesigner = lazy(() => import('../fields/field-designer'));
const LayoutEditor = lazy(() => import('../layouts/layout-editor'));
const WordsEditor = lazy(() => import('../layouts/words-editor'));
const RelationList = lazy(() => import('../relations/relation-list'));

/** One record type as an administrator shapes it: its fields and its links to other types. */
export function TypeScreen() {
  const { t } = useTranslation('customisation');
  const label = useLabel();
  const navigate = useNavigate();
  const { type: name } = useParams({ strict: false }) as { type: string };
  const { tab = 'fields' } = typeSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const isLoaded = useRecordTypes().length > 0;
  const type = useRecordType(name);
  if (!type || !isCustomisable(type)) return isLoaded ? <RouteNotFound /> : <SkeletonText lines={6} />;
  const many = label({ fa: type.labels.fa.many, en: type.labels.en.many });
  return (
    <Page
      title={many}
      aside={
        <Link to="/customisation" className="flex items-center gap-1 text-xs text-muted hover:underline">
          <ChevronRight aria-hidden className="size-4 ltr:-scale-x-100" />
          {t('types.title')}
        </Link>
      }
      actions={
        type.company ? (
          <LinkButton to={addressOf(type) as '/'}>{t('types.openList', { name: many })}</LinkButton>
        ) : undefined
      }
    >
      <Tabs
        label={many}
        items={TYPE_TABS.filter((id) => id !== 'words' || !type.company).map((id) => ({ id, label: t(`tabs.${id}`) }))}
        selected={tab}
        onSelect={(next) =>
          void navigate({
            to: '/customisation/$type',
            params: { type: name },
            search: typeSearch({ tab: next }),
            replace: true,
          })
        }
      >
        <Suspense fallback={<SkeletonText lines={6} />}>
          {tab === 'fields' ? <FieldDesigner type={type} /> : null}
          {tab === 'layout' ? <LayoutEditor type={type} /> : null}
          {tab === 'words' && !type.company ? <WordsEditor type={type} /> : null}
          {tab === 'relations' ? <RelationList type={type} /> : null}
        </Suspense>
      </Tabs>
    </Page>
  );
}
