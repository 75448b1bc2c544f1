import { Link } from '@tanstack/react-router';
import { Pencil, Plus, Shapes, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { type RecordTypeInfo, useLabel, useRecordTypes } from '~/api/record-types';
import { Page } from '~/app/page';
import { formatNumber } from '~/lib/format';
import { notify } from '~/lib/notices';
import { Button, IconButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { EmptyState } from '~/ui/states';
import { SkeletonText } from '~/ui/skeleton';
import { Ltr, UserText } from '~/ui/text';
import { isCustomisable, useDefinitions, useRefreshDefinitions } from '../definitions';
import { TypeIcon } from '../type-icons';

const TypeSheet = lazy(() => import('./type-sheet'));

/** All record types: the company's own, which it makes and names, and the product's, which it adds fields to. */
export function TypeList() {
  const { t } = useTranslation(['customisation', 'common']);
  const types = useRecordTypes().filter(isCustomisable);
  const own = types.filter((type) => type.company);
  const builtIn = types.filter((type) => !type.company);
  const [edited, setEdited] = useState<RecordTypeInfo | 'new' | null>(null);
  const refresh = useRefreshDefinitions();

  const remove = async (type: RecordTypeInfo, name: string) => {
    const path = `/record-types/${type.company?.id ?? ''}`;
    const complain = (error: unknown) => void notify(describeError(error, t), { tone: 'danger' });
    try {
      await api.delete(path);
    } catch (error) {
      return complain(error);
    }
    await refresh();
    notify(t('customisation:types.removed', { name }), {
      undo: () => api.post(`${path}/restore`).then(refresh, complain),
    });
  };

  return (
    <Page
      title={t('customisation:types.title')}
      actions={
        <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => setEdited('new')}>
          {t('customisation:types.new')}
        </Button>
      }
    >
      <p className="max-w-3xl text-sm text-muted">{t('customisation:types.about')}</p>
      <Card title={t('customisation:types.own')} isFlush>
        {own.length === 0 && types.length > 0 ? (
          <EmptyState
            icon={Shapes}
            isCompact
            title={t('customisation:types.noneTitle')}
            text={t('customisation:types.noneText')}
            actions={<Button onPress={() => setEdited('new')}>{t('customisation:types.new')}</Button>}
          />
        ) : null}
        <TypeLines types={own} onEdit={setEdited} onRemove={(type, name) => void remove(type, name)} />
      </Card>
      <Card title={t('customisation:types.builtIn')} isFlush>
        {types.length === 0 ? <SkeletonText lines={6} /> : null}
        <TypeLines types={builtIn} />
      </Card>
      {edited ? (
        <Suspense fallback={null}>
          <TypeSheet type={edited === 'new' ? undefined : edited} onClose={() => setEdited(null)} />
        </Suspense>
      ) : null}
    </Page>
  );
}

interface TypeLinesProps {
  types: readonly RecordTypeInfo[];
  onEdit?: (type: RecordTypeInfo) => void;
  onRemove?: (type: RecordTypeInfo, name: string) => void;
}

function TypeLines({ types, onEdit, onRemove }: TypeLinesProps) {
  const { t } = useTranslation('customisation');
  const label = useLabel();
  const definitions = useDefinitions().data ?? [];
  return (
    <ul className="flex flex-col px-2 pb-2">
      {types.map((type) => {
        const many = label({ fa: type.labels.fa.many, en: type.labels.en.many });
        const added = definitions.filter((field) => field.recordType === type.name).length;
        const ofProduct = type.fields.filter((field) => !field.custom && !field.standard).length;
        return (
          <li key={type.name} className="flex items-center gap-1 border-b border-hairline last:border-0">
            <Link
              to="/customisation/$type"
              params={{ type: type.name }}
              className="flex min-h-14 min-w-0 grow items-center gap-3 rounded-lg px-2 py-1.5 hover:bg-surface-secondary"
            >
              <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent-soft-foreground">
                <TypeIcon name={type.icon} className="size-5" />
              </span>
              <span className="flex min-w-0 flex-col">
                <UserText className="truncate text-sm font-medium">{many}</UserText>
                <span className="truncate text-2xs text-muted">
                  <Ltr>{type.name}</Ltr>
                </span>
              </span>
              <span className="ms-auto shrink-0 text-end text-xs text-muted">
                {t('types.fieldCount', { count: ofProduct + added })}
                {added > 0 ? (
                  <span className="block text-2xs">{t('types.addedCount', { number: formatNumber(added) })}</span>
                ) : null}
              </span>
            </Link>
            {onEdit ? (
              <IconButton label={t('types.edit', { name: many })} size="sm" onPress={() => onEdit(type)}>
                <Pencil aria-hidden />
              </IconButton>
            ) : null}
            {onRemove ? (
              <IconButton label={t('types.remove', { name: many })} size="sm" onPress={() => onRemove(type, many)}>
                <Trash2 aria-hidden />
              </IconButton>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
